"""One indicator: the map and the table of all units, the fan chart of one with its words."""

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.chance import TOLD
from kpis.province import WHOLE
from pages.shell.selection import Selection, link
from pages.shell.served import Served, catalogue
from pages.shell.url import on_phone, store
from pages.text import words as words_of
from pages.text.chances import counted, map_classes
from pages.text.comparability import estimated
from pages.text.forecasts import INSUFFICIENT, lacks, why_told
from pages.text.markup import definitions, hover_text, plain
from pages.views.forecast.download import months_table, table
from pages.views.forecast.fan import draw_fan
from pages.views.forecast.table import forecast_table, ranked, under_pointer
from pages.widgets.explained import explain_link
from pages.widgets.files.download import buttons
from pages.widgets.forecasts import Due, months, units
from pages.widgets.map.drawing import chooser, draw_map, source_line
from pages.widgets.map.rail import HEIGHT, map_and_rail, rail
from pages.widgets.outlook import lines_of


def one_kpi(served: Served, selection: Selection, due: Due) -> None:
    """Draws all units of the level, and below them the one that is chosen, or the province."""
    kpi, words = catalogue()[selection.kpi], selection.language
    rows = units(served, kpi, selection.level, due)
    if rows.empty:
        st.info(plain(words.t("There is no forecast of this indicator at this level.")))
        return
    if selection.level == WHOLE:
        st.header(plain(words.pick(kpi.name)), anchor=False)
    else:
        _all_units(served, selection, rows, kpi, due)
    chosen = rows["area_code"] == selection.area
    if chosen.any():
        _one_unit(served, selection, rows[chosen].iloc[0], kpi, due)
    elif WHOLE in kpi.levels:
        whole = replace(selection, level=WHOLE, area="")
        _one_unit(served, whole, units(served, kpi, WHOLE, due).iloc[0], kpi, due)


def _one_unit(served: Served, selection: Selection, row: pd.Series, kpi: Kpi, due: Due) -> None:
    words, t = selection.language, selection.language.t
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(plain(str(row["area_name"])), anchor=False, width="content")
        if selection.area and WHOLE in kpi.levels:
            st.button(t("↑ Whole province"), on_click=lambda: store({"area": ""}))
    left, right = st.columns([8, 5], gap="medium")
    with left:
        draw_fan(served, selection, kpi, str(row["area_code"]))
    with right:
        lines = lines_of(row, kpi, due, words)
        st.html(definitions([(term, escape(text)) for term, text in lines]))
        if row["status"] != INSUFFICIENT and pd.isna(row["probability"]):
            told = t("There is no target for {year}: only the forecast is shown.", year=due.year)
            st.html(f"<p class='note'>{escape(told)}</p>")
        ways = [link("backtest", t("How forecasts did so far"), selection)]
        ways.append(explain_link(selection, area=str(row["area_code"])))
        st.html(f"<p class='told'>{' · '.join(ways)}</p>")
        to_come = months(served, kpi, selection.level, str(row["area_code"]))
        if len(to_come):
            buttons(
                lambda: months_table(served, to_come, row, kpi, words),
                t("Download all months of this unit"),
                f"forecast-{kpi.id}-{row['area_code']}",
                *(served, selection, ("level", "vintage"), [kpi.id]),
            )


def _all_units(
    served: Served, selection: Selection, rows: pd.DataFrame, kpi: Kpi, due: Due
) -> None:
    words, t = selection.language, selection.language.t
    order = ranked(rows)
    level = words_of.level(selection.level, selection.vintage, words)
    has_targets = rows[["target", "target_max"]].notna().any(axis=None)
    title = t("Forecast for 12/{year}", year=due.year)
    if has_targets:
        title = t("Probability of the target for {year}", year=due.year)
    st.header(plain(f"{words.pick(kpi.name)} — {title} · {level}"), anchor=False)
    if (rows["status"] == INSUFFICIENT).all():
        st.info(plain(t("Not enough data") + ". " + why_told(rows["reason"].iloc[0], kpi, words)))
    elif not has_targets:
        text = t("No unit has a target for {year}: only the forecasts are shown.", year=due.year)
        st.info(plain(text))
    left, right = map_and_rail()
    with left:
        _map(selection, rows, kpi, due)
    chosen = rows[rows["area_code"] == selection.area]
    with right:
        rail(
            words,
            selection.area if len(chosen) else "",
            lambda: forecast_table(order, kpi, due, selection, 340 if on_phone() else HEIGHT),
            (lambda: _card(chosen.iloc[0], kpi, due, selection)) if len(chosen) else None,
        )
    if has_targets:
        st.html(f"<p class='tally'>{counted(rows, words)}</p>")
    is_told = bool((rows["ahead"] <= TOLD).all())
    said = t("A class holds a probability from its first number up to, but below, its second.")
    if not is_told:
        said = t("More than two years ahead the months seen allow words only, no percents.")
    st.caption(plain(f"{said} {source_line(selection)}"))
    buttons(
        lambda: table(served, order, due, words),
        t("Download this table"),
        f"forecast-{due.year}-{kpi.id}-{selection.level}",
        *(served, selection, ("level", "vintage"), [kpi.id]),
    )


def _card(row: pd.Series, kpi: Kpi, due: Due, selection: Selection) -> None:
    st.subheader(plain(str(row["area_name"])), anchor=False)
    told = lines_of(row, kpi, due, selection.language)
    st.html(definitions([(term, escape(text)) for term, text in told]))


def _map(selection: Selection, rows: pd.DataFrame, kpi: Kpi, due: Due) -> None:
    words = selection.language
    hover = {
        row.area_code: hover_text(row.area_name, *under_pointer(row, kpi, due, selection))
        for row in rows.itertuples()
    }
    classes = map_classes(rows, words, lambda reason: lacks(reason, words))
    chosen = selection if selection.area in hover else replace(selection, area="")
    dotted = estimated(rows)
    draw_map(classes, hover, chosen, chooser(selection), "forecast-map", estimated=dotted)
