"""One unit that is marked: outlined on all maps, told in a table, and its row in that of all units.

Each value of it is the way to what it is made of.
"""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from geo.errors import GeoError
from geo.units import lineage
from kpis.progress.changes import changes
from pages.shell.selection import Selection
from pages.shell.served import catalogue
from pages.text import formats
from pages.text.comparability import marked as estimate
from pages.text.comparability import readings as written
from pages.text.markup import label
from pages.views.compare.panels import Panel
from pages.widgets.explained import explained
from pages.widgets.table import Html, sortable_units, table

HEIGHT = 420  # of the table of all units, in pixels
Part = tuple[str, Selection, pd.DataFrame]  # what a map is called, what it shows, its readings


def marked_on(selection: Selection, vintage: str) -> list[str]:
    """The marked unit on the units of a vintage: those that have its territory."""
    if not selection.area or vintage == selection.vintage:
        return [selection.area] if selection.area else []
    try:
        line = lineage.line(selection.vintage, selection.level, selection.area)
    except GeoError:
        return []
    return [one.code for one in line.members.get(vintage, ())]


def marked_unit(parts: Sequence[Part], selection: Selection) -> None:
    """Draws what the maps show of the marked unit, a row a map; nothing where none is marked."""
    words, t = selection.language, selection.language.t
    rows = list[tuple[str | Html, ...]]()
    for title, shown, readings in parts:
        kpi = catalogue()[shown.kpi]
        codes = marked_on(selection, shown.vintage)
        mine = readings[readings["area_code"].isin(codes)].reset_index(drop=True)
        told = written(mine, kpi.unit, words)
        for at, text in enumerate(told):
            one = mine.loc[at]
            way = explained(text, shown, area=str(one["area_code"]))
            sides = [formats.number(one[side], words) for side in ("numerator", "denominator")]
            name = str(one["area_name"])
            rows.append((title, name, Html(way) if pd.notna(one["value"]) else text, *sides))
    if rows:
        titles = (t("Map"), t("Unit"), t("Value"), t("Numerator"), t("Denominator"))
        columns = dict(zip(titles, map(list, zip(*rows, strict=True)), strict=True))
        table(columns, t("Marked unit"), titles[2:])


def units_table(panels: Sequence[Panel], selection: Selection, with_change: bool = False) -> None:
    """Draws a row a unit and a column a map, once somebody opens it; a click marks the unit.

    `with_change`: with that from the first map to the second.
    """
    words, t = selection.language, selection.language.t
    place = st.expander(label(t("Table of the units")), key="units", on_change="rerun")
    if not place.open:
        return
    first = panels[0].rows
    codes = first["area_code"].to_list()
    values: dict[str, pd.Series] = {t("Unit"): first["area_name"]}
    texts: dict[str, Sequence[str]] = {}
    for panel in panels:
        rows = panel.rows.set_index("area_code").reindex(codes).reset_index()
        values[panel.title] = rows["value"]
        texts[panel.title] = written(rows, catalogue()[panel.selection.kpi].unit, words)
    if with_change:
        rows = changes(panels[0].rows, panels[1].rows)
        rows = rows.set_index("area_code").reindex(codes).reset_index()
        unit = catalogue()[selection.kpi].unit
        values[t("Change")] = rows["value"]
        texts[t("Change")] = [
            estimate(formats.difference(amount, unit, words), mark)
            for amount, mark in zip(rows["value"], rows["comparability"], strict=True)
        ]
    with place:
        frame = pd.DataFrame(values)
        key = "-".join(("units", *(one.selection.kpi for one in panels), panels[0].title))
        sortable_units(
            frame,
            texts,
            codes,
            selection,
            key,
            min(HEIGHT, formats.table_height(frame, len(frame))),
        )
