"""One number for a leader as it is drawn: figure, line, how it moved, notes, link to its detail."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from urllib.parse import urlencode

import pandas as pd

from pages.shell.selection import Selection
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import UNCONFIRMED
from pages.text.verdicts import when
from pages.widgets.explained import explained

HERE = "#communes"  # the detail of a number is further down on the page


@dataclass(frozen=True)
class Shown:
    """One number; `changes` are those of the link to `page`, "" where the detail is further down.

    `explained` are those of the link to its explanation, where it is the value of one indicator.
    `moved` says how the figure moved, `notes` stand below it in small letters; empty ones are left
    out.
    """

    figure: str
    what: str
    page: str
    changes: dict[str, str] = field(default_factory=dict)
    moved: str = ""
    notes: Iterable[str] = ()
    explained: dict[str, str] = field(default_factory=dict)


def item(one: Shown, selection: Selection) -> str:
    """The number as an entry of a list, HTML; the whole of it is the link."""
    chosen = {name: text for name, text in {**selection.asked(), **one.changes}.items() if text}
    address = f"{one.page}?{urlencode(chosen)}" if one.page else HERE
    moved = f"<span class='moved'>{escape(one.moved)}</span>" if one.moved else ""
    notes = "; ".join(note for note in one.notes if note)
    return (
        f"<li><a href='{escape(address, quote=True)}' target='_self'>"
        f"<b>{escape(one.figure)}</b>"
        f"<span><span>{escape(one.what)}</span>{moved}<small>{escape(notes)}</small></span></a>"
        f"{_why(one, selection)}</li>"
    )


def _why(one: Shown, selection: Selection) -> str:
    """The way to the explanation of the value of an indicator, a sign with a name."""
    if not one.explained:
        return ""
    name = escape(selection.language.t("Explain this number"), quote=True)
    sign = explained("?", selection, **one.explained)
    return sign.replace("<a ", f"<a aria-label='{name}' ", 1)


def part(count: int, whole: int, language: Language) -> str:
    """A count of a whole as a large figure, "12/21"; a dash where the whole is nothing."""
    if not whole:
        return formats.MISSING
    return f"{formats.number(count, language)}/{formats.number(whole, language)}"


def moved(change: float, decimals: int, since: str, language: Language, unit: str = "") -> str:
    """How a figure moved since a period: "▲ 3 so với 10/2025"; "=" where what is written is 0."""
    if pd.isna(change):
        return ""
    written = formats.signed(change, language, decimals)
    return language.t(
        "{sign} {amount} since {period}",
        sign={"+": "▲", "−": "▼"}.get(written[0], "="),
        amount=f"{written[1:]} {unit}".rstrip(),
        period=when(since, language),
    )


def law_and_others(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows with a `target_status`: those of confirmed targets, and the others."""
    is_law = ~rows["target_status"].isin(UNCONFIRMED)
    return rows[is_law], rows[~is_law]


def apart(count: int, whole: int, language: Language) -> str:
    """How many of the targets that are no law, which no figure counts; "" without any."""
    if not whole:
        return ""
    return language.t("besides, {part} unconfirmed or proposed", part=part(count, whole, language))
