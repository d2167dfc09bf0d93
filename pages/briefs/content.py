"""What every document says of a meeting, in the same words: numbers written, tables made short."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from pages.briefs.frozen import Brief, Decided, FrozenView, Item
from pages.briefs.tables import Table, table
from pages.text import words as words_of
from pages.text.language import Language

SENTENCES = 3  # that are read in a meeting
ROWS = 500  # of a table on paper, where nobody looks for more
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # in no XML

TEXTS = ("title", "heading", "question", "note", "minutes", "refused", "link")  # of an item


@dataclass(frozen=True)
class Part:
    """What is said of one item of the agenda."""

    number: int
    item: Item
    view: FrozenView | None
    words: Language  # of the view: what stands on its maps and in its table
    shown: str  # the title of the view, where the item has another one
    sentences: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    mark: str  # of demonstration data; "" for others
    table: Table | None
    decisions: tuple[tuple[str, str, str, str], ...]  # what, who, until when; what it is about


def parts(brief: Brief) -> list[Part]:
    """The items of a meeting in their order."""
    return [_part(number, item, brief.language) for number, item in enumerate(brief.items, 1)]


def _part(number: int, item: Item, language: str) -> Part:
    view, words = item.view, Language(language)
    decisions = tuple(_decision(one, words) for one in item.decisions)
    if view is None:
        return Part(number, item, None, words, "", (), (), "", None, decisions)
    mark = words_of.demonstration(words) if view.is_demonstration else ""
    of_view = Language(view.language)
    marks = {mark, words_of.demonstration(of_view)}
    facts = tuple(fact for fact in view.facts if fact[1] not in marks)
    known = {text for _, text in facts} | {*marks, view.title}
    return Part(
        number,
        item,
        view,
        of_view,
        view.title if view.title != item.title else "",
        view.sentences[:SENTENCES],
        facts,
        mark,
        table(view.table, of_view, known) if view.table.columns else None,
        decisions,
    )


def _decision(one: Decided, words: Language) -> tuple[str, str, str, str]:
    expected = words.t("Expected: {text}", text=one.expected) if one.expected else ""
    more = " · ".join(text for text in (one.about, expected) if text)
    return one.text, one.owner, one.due, more


def clean(value: Any) -> Any:
    """The same brief, or any part of it, without letters that no file of a document may hold."""
    if isinstance(value, str):
        return NO_TEXT.sub("", value)
    if isinstance(value, Mapping):
        return {clean(key): clean(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(map(clean, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: clean(getattr(value, f.name)) for f in fields(value)})
    return value


def about(brief: Brief) -> str:
    """When and where the meeting is, in one line."""
    return " · ".join(text for text in (brief.date, brief.place) if text)


def lines(common: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Titles and texts as they stand in a line."""
    return (f"{title}: {text}" for title, text in common)


def labels(words: Language) -> dict[str, str]:
    """What the parts of a document are called, and the fixed words of a report."""
    t = words.t
    return {
        "agenda": t("Agenda"),
        "decide": t("To decide"),
        "decisions": t("Decisions"),
        "decision": t("Decision"),
        "owner": t("In charge"),
        "due": t("Deadline"),
        "more": t("Subject and expected result"),
        "minutes": t("Minutes"),
        "figures": t("Figures"),
        "annex": t("Annex to item"),
        "on_page": t("page"),
        "code": t("QR code of the link to this view"),
        "open": t("Open this view"),
        "demonstration": words_of.demonstration(words),
        "state": t("SOCIALIST REPUBLIC OF VIET NAM"),
        "motto": t("Independence – Freedom – Happiness"),
        "signed_on": t("day … month … year"),
        "number": t("No."),
        "report": t("REPORT"),
        "subject": t("Results of"),
        "recipients": t("Recipients"),
        "as_above": t("As above"),
        "filed": t("Filed: Office"),
        "signature": t("(Position, signature, full name, seal)"),
    }
