"""The e-mail that tells what is new: subject, plain text and HTML of some alerts.

Everything stands in the e-mail itself: no picture, style or letter is fetched from elsewhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import pandas as pd

from kpis.alerts.groups import SUBJECTS
from kpis.catalogue.catalogue import Catalogue
from pages.briefs.letter import Letter, marked, one_line, page_of, with_link
from pages.text import alerts, formats
from pages.text.language import Language
from pages.text.words import demonstration, province_name

MOST = 60  # alerts that are told one by one


@dataclass(frozen=True)
class Source:
    """Where the alerts come from: the dashboard's address, the snapshot, the data's last month.

    `published` is the moment of the snapshot (ISO 8601).
    """

    base_url: str
    snapshot: str
    last_month: str
    is_demonstration: bool
    published: str


@dataclass(frozen=True)
class _Line:
    place: str
    sentence: str
    url: str
    way: str


def digest(rows: pd.DataFrame, catalogue: Catalogue, words: Language, source: Source) -> Letter:
    """The letter about alerts, as `kpis.alerts.published.alerts` gives them, the worst first.

    No line of an alert can begin another line, or a header, whatever its names hold.
    """
    t = words.t
    month = formats.inside(formats.period(source.last_month[:7], words), words)
    subject = t(
        "{province}: new alerts ({n}), {period}",
        province=province_name(),
        n=len(rows),
        period=month,
    )
    head = [demonstration(words)] if source.is_demonstration else []
    if source.is_demonstration:
        subject = t("[Demonstration data] {subject}", subject=subject)
    head.append(t("New alerts in the data up to {period}: {n}.", n=len(rows), period=month))
    tail = [t("All alerts: {url}", url=_url(source, "alerts", words))]
    if len(rows) > MOST:
        tail.insert(0, t("And {n} more.", n=len(rows) - MOST))
    when = formats.moment(source.published, words)
    tail.append(t("Data published at {when}.", when=when))
    parts = list(_parts(rows.head(MOST), catalogue, words, source))
    return Letter(one_line(subject), _text(head, parts, tail), _html(head, parts, tail, words))


def _parts(
    rows: pd.DataFrame, catalogue: Catalogue, words: Language, source: Source
) -> Iterator[tuple[str, list[_Line]]]:
    """The lines of each severity under its name."""
    for severity, some in rows.groupby("severity", sort=False):
        lines = [_line(row, catalogue, words, source) for row in some.to_dict("records")]
        yield alerts.severity(str(severity), words), lines


def _line(row: Mapping, catalogue: Catalogue, words: Language, source: Source) -> _Line:
    sentence = alerts.sentence(row, {**catalogue, **SUBJECTS}[row["kpi"]], words)
    page, there = alerts.way(row)
    url = _url(source, page, words, **there)
    title = alerts.way_title(page, words)
    return _Line(one_line(alerts.place(row)), one_line(sentence), url, title)


def _url(source: Source, page: str, words: Language, **fields: str) -> str:
    query = urlencode({**fields, "lang": words.code, "snapshot": source.snapshot})
    return f"{source.base_url}/{page}?{query}"


def _text(head: list[str], parts: list[tuple[str, list[_Line]]], tail: list[str]) -> str:
    lines = [*head, ""]
    for title, some in parts:
        lines += [f"{title} ({len(some)})", ""]
        for one in some:
            lines += [f"- {one.place}", f"  {one.sentence}", f"  {one.url}", ""]
    return "\n".join([*lines, *tail]) + "\n"


def _html(
    head: list[str], parts: list[tuple[str, list[_Line]]], tail: list[str], words: Language
) -> str:
    note, *rest = head if len(head) > 1 else ["", *head]
    body = [marked(note)] if note else []
    body += [f"<p>{escape(text)}</p>" for text in rest]
    for title, some in parts:
        items = "".join(
            f"<li style='margin-bottom:8px'><b>{escape(one.place)}</b> – {escape(one.sentence)} "
            f"<a href='{escape(one.url, quote=True)}'>{escape(one.way)}</a></li>"
            for one in some
        )
        body.append(
            f"<h2 style='font-size:17px'>{escape(title)} ({len(some)})</h2><ul>{items}</ul>"
        )
    body += [f"<p>{with_link(text)}</p>" for text in tail]
    return page_of(body, words)
