"""One indicator: the verdict in words, on a map by when the target was met, and as a table."""

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.errors import KpiError
from kpis.province import WHOLE
from pages.shell.pickers import pick_kpi, pick_level
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import on_phone
from pages.text import formats
from pages.text.comparability import estimated
from pages.text.language import Language
from pages.text.markup import hover_text, plain
from pages.text.results import YEAR, verdict_line
from pages.text.verdicts import LOST, in_single_months, sentence, when
from pages.views.verdict.download import download
from pages.views.verdict.map import attained, verdict_map
from pages.views.verdict.ranking import rank_table, ranked
from pages.widgets.comparability import notes
from pages.widgets.explained import explain_link
from pages.widgets.map.drawing import source_line
from pages.widgets.map.rail import HEIGHT, map_and_rail, rail
from pages.widgets.units_shown import units_line
from pages.widgets.verdicts import judged, units_of


def pick_kpi_and_level(served: Served, selection: Selection) -> None:
    """Any indicator, and the level of the units."""
    pick_kpi(selection)
    pick_level(replace(selection, vintage=units_of(served)))


def one_kpi(served: Served, asked: Selection) -> None:
    """Draws the verdict on the selected indicator."""
    kpi, words, t = catalogue()[asked.kpi], asked.language, asked.language.t
    st.header(plain(words.pick(kpi.name)), anchor=False)
    try:
        rows = judged(served, kpi.id, asked.level)
    except KpiError:
        text = t("This indicator has no target for {year}, so there is no result.", year=YEAR)
        st.info(plain(text))
        return
    period, vintage = str(rows["period"].iloc[0]), units_of(served)
    selection = replace(asked, period=period, vintage=vintage, district="", topic="")
    if asked.level != WHOLE:
        _map_and_table(served, rows, kpi, selection)
        units_line(served, selection, period)
    goals = [formats.target_sentence(goal, kpi, words) for goal in kpi.targets if goal.year == YEAR]
    if goals and WHOLE in kpi.levels:
        whole = judged(served, kpi.id, WHOLE)
        st.html(_told(t("Whole province"), next(whole.itertuples()), kpi, selection))
    if asked.level != WHOLE:
        st.html(verdict_line(rows, words))
    if goals:  # none where only single units have a target of their own
        st.html("".join(f"<p class='note'>{escape(goal)}</p>" for goal in goals))
    download(served, [(kpi, ranked(rows))], f"{kpi.id}-{asked.level}", selection)


def _map_and_table(served: Served, rows: pd.DataFrame, kpi: Kpi, selection: Selection) -> None:
    words = selection.language
    chosen = rows[rows["area_code"] == selection.area]
    shown = replace(selection, area=selection.area if len(chosen) else "")
    left, right = map_and_rail()
    with left:
        lost = list(rows.loc[rows["kept"] == LOST, "area_code"])
        hover = {row.area_code: _hover(row, kpi, words) for row in rows.itertuples()}
        verdict_map(attained(rows, kpi, words), hover, shown, lost, estimated(rows))
    with right:
        rail(
            words,
            shown.area,
            lambda: rank_table(ranked(rows), kpi, shown, 320 if on_phone() else HEIGHT),
            (lambda: _card(next(chosen.itertuples()), kpi, shown)) if len(chosen) else None,
        )
    said = [_reading_help(served, rows, kpi, words), *notes(rows, served, selection)]
    st.caption(plain(" ".join([*said, source_line(shown)])))


def _card(row, kpi: Kpi, selection: Selection) -> None:
    st.subheader(plain(row.area_name), anchor=False)
    text = escape(sentence(row, kpi, selection.language))
    st.html(f"<p class='told'>{text} {explain_link(selection)}</p>")


def _told(name: str, row, kpi: Kpi, selection: Selection) -> str:
    text = escape(sentence(row, kpi, selection.language))
    way = explain_link(selection, level=WHOLE, area="")
    return f"<p class='told'><b>{escape(name)}:</b> {text} {way}</p>"


def _hover(row, kpi: Kpi, language: Language) -> str:
    # Sentence by sentence: text under the pointer is not wrapped.
    parts = sentence(row, kpi, language).replace(". ", ".\n").replace(", ", ",\n").split("\n")
    return hover_text(row.area_name, *parts)


def _reading_help(served: Served, rows: pd.DataFrame, kpi: Kpi, language: Language) -> str:
    t = language.t
    said = [t("Colour: when the target was met first; the darker the blue, the earlier.")]
    if in_single_months(kpi):
        said.append(t("The year is judged as a whole; the map shows the first single month."))
    begin = served.fact("first_month")[:7]
    early = int(rows["first_met"].isin([begin, begin[:4]]).sum())
    if early:
        text = t(
            "{n} units were at the target when the data begin, {month}: perhaps earlier too.",
            n=early,
            month=when(begin, language),
        )
        said.append(text)
    if (rows["kept"] == LOST).any():
        said.append(t("Lines: met once, but no longer in the latest period."))
    return " ".join(said)
