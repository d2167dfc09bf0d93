"""All indicators with a target for the year: how many were met, and a row for each of them."""

from html import escape

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.progress.results import counts
from kpis.province import WHOLE
from pages.shell.selection import Selection, link, usual_level
from pages.shell.served import Served
from pages.shell.url import on_phone
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import reading
from pages.text.markup import table
from pages.text.results import became, counted, verdict_line, verdict_title
from pages.text.verdicts import (
    counted_short_or_over,
    in_single_months,
    is_late,
    judged_in,
    points,
    result_badge,
    since,
    when,
)
from pages.views.verdict.download import download
from pages.views.verdict.pickers import FIELD
from pages.widgets.explained import explained
from pages.widgets.table import Html
from pages.widgets.verdicts import aimed, judged, units_of

Cell = str | tuple[str, str]  # HTML; or a text, and a small note to it
ORDER = ("missed", "no_value", "met")


def all_kpis(served: Served, selection: Selection) -> None:
    """The tally and the table: missed first, the furthest of them on top."""
    words, t, phone = selection.language, selection.language.t, on_phone()
    found = [(kpi, judged(served, kpi.id, _widest(kpi))) for kpi in aimed()]
    whole = [(kpi, rows) for kpi, rows in found if WHOLE in kpi.levels]
    parts = [(kpi, rows) for kpi, rows in found if WHOLE not in kpi.levels]
    whole.sort(key=lambda one: _place(one[1].iloc[0]))
    st.html(verdict_line(pd.concat([rows for _, rows in whole]), words))
    body = [_row(kpi, next(rows.itertuples()), selection) for kpi, rows in whole]
    body += [_parts_row(kpi, rows, served, selection) for kpi, rows in parts]
    cells = [[_drawn(cell, phone) for cell in row] for row in body]
    style = "board line" if phone else "board"
    titles = [
        *(t("Indicator"), verdict_title(words), t("Target"), t("Value"), t("By how much")),
        *(t("First met"), t("What became of it"), t("Latest value")),
    ]
    st.html(table(titles, cells, style, after=":"))
    download(served, found, "all", selection)


def _widest(kpi: Kpi) -> str:
    return WHOLE if WHOLE in kpi.levels else str(kpi.levels[0])


def _place(row: pd.Series) -> tuple[int, float]:
    return ORDER.index(row["verdict"]), 0.0 if pd.isna(row["gap"]) else float(row["gap"])


def _row(kpi: Kpi, row, selection: Selection) -> list[Cell]:
    words, t = selection.language, selection.language.t
    status = row.target_status
    first = ""
    if isinstance(row.first_met, str):
        first = t("late") if is_late(row.first_met) else ""
        first = t("single month") if in_single_months(kpi) else first
    goal = formats.target_range(row.target, row.target_max, kpi.unit, words)
    value = reading(row.value, kpi.unit, row.comparability, row.missing_reason, words)
    latest = formats.value(row.latest_value, kpi.unit, words)
    return [
        _link(kpi, selection),
        result_badge(row.verdict, words, status),
        (goal, words_of.confirmation(status, words)),
        (_explained(value, kpi, row.period, selection), _unbroken(judged_in(row.period, words))),
        (points(row, kpi, words), counted_short_or_over(row, kpi, words)),
        (_unbroken(when(row.first_met, words)), first),
        (became(row.since, words), since(row, kpi, words)),
        (_explained(latest, kpi, row.latest, selection), _unbroken(when(row.latest, words))),
    ]


def _parts_row(kpi: Kpi, rows: pd.DataFrame, served: Served, selection: Selection) -> list[Cell]:
    """An indicator that the province as a whole does not have: how many of its units met it."""
    words = selection.language
    row = next(rows.itertuples())
    place = words_of.level(_widest(kpi), units_of(served), words)
    law, others = counts(rows)
    found = law if law.asked else others
    told = words.t("{n} of {all} met", n=found.met, all=found.asked)
    goal = formats.target_range(row.target, row.target_max, kpi.unit, words)
    return [
        _link(kpi, selection),
        (told, place),
        (goal, words_of.confirmation(row.target_status, words)),
        *[formats.MISSING] * 3,
        (counted(found, words, first=False), ""),
        formats.MISSING,
    ]


def _link(kpi: Kpi, selection: Selection) -> str:
    name, level = selection.language.pick(kpi.name), usual_level(kpi.levels)
    chosen = {"kpi": kpi.id, "level": level, "area": "", FIELD: "one"}
    return link("verdict", name, selection, **chosen)


def _explained(value: str, kpi: Kpi, period: object, selection: Selection) -> str:
    """A value of the province as the way to what it is made of; what is no number as it stands."""
    if not isinstance(period, str) or not any(map(str.isdigit, value)):
        return value
    whole = {"kpi": kpi.id, "level": _widest(kpi), "period": period}
    return Html(explained(value, selection, **whole, vintage="", area="", topic=""))


def _unbroken(period: str) -> str:
    return period.replace(" ", "\N{NO-BREAK SPACE}")


def _drawn(cell: Cell, phone: bool) -> str | None:
    """A cell as HTML; where a row is a card no dashes, and a note behind its text, not below."""
    if not isinstance(cell, str):
        text, note = cell
        kind = "dates" if phone else "note"
        told = text if isinstance(text, Html) else escape(text)
        cell = told + (f"<span class='{kind}'>{escape(note)}</span>" if note else "")
    return None if phone and cell == formats.MISSING else cell
