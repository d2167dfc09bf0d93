"""What the browser draws: map, table, distribution, trend and scatter of the same units, linked.

One script of the page (desk.js) draws all five; what is marked in one is marked in the others, and
no run of the server is waited for.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from geo.map import served as shapes
from kpis.catalogue.catalogue import Kpi
from kpis.province import WHOLE
from pages.figures import palette, patterns
from pages.figures.choropleth import MapClass, MapLayers
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.comparability import marked, readings
from pages.text.language import Language
from pages.views.analysis.columns import SIGNED, Column, text
from pages.views.analysis.series import packed, series, series_id
from pages.views.analysis.units import compared_period, holding_back

WITHOUT_BARS = ("rank", "numerator", "denominator")
COLOURS = {
    "mark": palette.FOCUS,
    "pale": palette.SURROUNDING,
    "ink": palette.INK,
    "grid": palette.GRID,
    "muted": palette.MUTED,
    "target": palette.STATUS["behind"],
}
CODE = (Path(__file__).parent / "desk.js").read_text(encoding="utf-8")
STYLE = (Path(__file__).parent / "desk.css").read_text(encoding="utf-8")


def draw_code() -> None:
    """Puts the script of the figures into the page: once, before what depends on a choice."""
    st.html(f"<style>{STYLE}</style>")
    st.html(f"<script>{CODE}</script>", unsafe_allow_javascript=True)
    st.html(patterns.script(patterns.ALL), unsafe_allow_javascript=True)


def draw_series(served: Served, selection: Selection) -> None:
    """Hands the browser all periods; a text that it has kept is not sent again."""
    both = series_id(served, selection), series(served, selection)
    call = f"analysisDesk.series({', '.join(map(json.dumps, both))})"
    st.html(_called(call), unsafe_allow_javascript=True)


def draw_desk(content: Mapping[str, object]) -> None:
    """Draws the figures of a content of `desk`."""
    st.html("<div class='desk' id='desk'></div>")
    call = f"analysisDesk.draw({json.dumps(packed(content))})"
    st.html(_called(call), unsafe_allow_javascript=True)


def draw_marks(codes: Sequence[str], number: int) -> None:
    """Tells the browser which units are marked; `number` is that of its wish which asked for it."""
    call = f"analysisDesk.mark({json.dumps(list(codes))}, {number})"
    st.html(_called(call), unsafe_allow_javascript=True)


def _called(call: str) -> str:
    """A script that calls the one of the figures as soon as it is there."""
    safe = call.replace("<", r"\u003c")
    return (
        f"<script>(go => go(go))(go => window.analysisDesk ? {safe} : setTimeout(go, 30, go))"
        "</script>"
    )


def desk(
    served: Served,
    selection: Selection,
    rows: pd.DataFrame,
    numbers: Mapping[str, np.ndarray],
    known: Mapping[str, Column],
    shown: Sequence[str],
    classes: Sequence[MapClass],
    layers: MapLayers,
    sort: str,
    marks: Sequence[str],
    other: Kpi | None,
) -> dict[str, object]:
    """All that the figures need of the units in `rows`, in the order of the table.

    `numbers` and `known` are the columns by their ids, `shown` those that the table has.
    """
    kpi, words = catalogue()[selection.kpi], selection.language
    codes = rows["area_code"].to_list()
    fills = _fills(classes, layers)
    looks = list(dict.fromkeys(fills.values()))
    points = served.once(_centres, selection.vintage, selection.level)
    estimates = [code for code in codes if code in layers.over.get("estimate", ((), ""))[0]]
    goals = [goal for goal in kpi.targets if str(goal.year) == selection.year]
    before = compared_period(served, selection)
    return {
        "series": series_id(served, selection),
        "now": selection.period,
        "before": before,
        "codes": codes,
        "names": rows["area_name"].to_list(),
        "looks": looks,
        "fill": [looks.index(fills.get(code, palette.NO_VALUE)) for code in codes],
        "dots": {code: patterns.fill(layers.drawn("estimate", code)) for code in estimates},
        "columns": [_column(id, known[id], rows, numbers[id], words) for id in shown],
        "hover": _hover(rows, numbers, known, words),
        "sort": sort,
        "values": _plain(numbers["value"]),
        "others": _plain(numbers["other"]) if other is not None else [],
        "axes": [_axis(kpi, words), _axis(other, words) if other is not None else None],
        "target": goals[0].value if goals and not selection.topic else None,
        "url": layers.geometry_url,
        "borders": layers.borders_url,
        "bbox": list(layers.bbox),
        "labels": [list(one) for one in layers.labels[["name", "lon", "lat"]].itertuples(False)]
        if len(layers.labels)
        else [],
        "centres": [points.get(code) for code in codes],
        "holding": holding_back(rows, kpi),
        "marks": list(marks),
        "colours": COLOURS,
        "locale": words.code,
        "words": _words(kpi, other, selection),
    }  # fmt: skip


def _centres(_: Served, vintage: str, level: str) -> dict[str, list[float]]:
    """Where the label of each unit stands, longitude and latitude."""
    places = shapes.map_units(vintage, level)[["code", "lon", "lat"]]
    return {code: [lon, lat] for code, lon, lat in places.itertuples(index=False)}


def _fills(classes: Sequence[MapClass], layers: MapLayers) -> dict[str, str]:
    """The colour of each unit, or the one that stands for its hatch."""
    return {
        code: patterns.fill(layers.drawn(entry.reason, code)) if entry.reason else entry.colour
        for entry in classes
        for code in entry.codes
    }


def _column(
    id: str, column: Column, rows: pd.DataFrame, numbers: np.ndarray, words: Language
) -> dict[str, object]:
    """Title, texts and bars: a share of the column's width, on both sides of a zero for changes."""
    return {
        "id": id,
        "title": column.title,
        "told": column.told,
        "texts": texts(id, column, rows, numbers, words),
        "bars": _bars(id, column, numbers),
        "signed": id in SIGNED,
    }


def texts(
    id: str, column: Column, rows: pd.DataFrame, numbers: np.ndarray, words: Language
) -> list[str]:
    """What is read in a column, a text a row."""
    if id == "value":
        return readings(rows, column.unit, words)
    marks = rows[f"{id}_mark"] if f"{id}_mark" in rows else [None] * len(rows)
    if id == "gap":
        marks = rows["comparability"]
    return [
        marked(text(id, amount, column, words), mark if amount == amount else None)
        for amount, mark in zip(numbers.tolist(), marks, strict=True)
    ]


def _bars(id: str, column: Column, numbers: np.ndarray) -> list[int]:
    """Percentages of the cell's width; none for ranks, both sides and where nothing is known."""
    if id in WITHOUT_BARS or not len(numbers) or np.isnan(numbers).all():
        return []
    is_share = id == "complete" or (id not in SIGNED and column.unit == "percent")
    largest = 100.0 if is_share else float(np.nanmax(np.abs(numbers)))
    shares = np.nan_to_num(100 * numbers / largest) if largest else np.zeros(len(numbers))
    return [int(share) for share in np.rint(np.clip(shares, -100, 100))]


def _hover(
    rows: pd.DataFrame,
    numbers: Mapping[str, np.ndarray],
    known: Mapping[str, Column],
    words: Language,
) -> list[str]:
    """Value and change of each unit, for the text under the pointer."""
    told = texts("value", known["value"], rows, numbers["value"], words)
    if "change" in known:
        steps = texts("change", known["change"], rows, numbers["change"], words)
        told = [
            f"{one} ({step})" if step != formats.MISSING else one
            for one, step in zip(told, steps, strict=True)
        ]
    return told


def _axis(kpi: Kpi, words: Language) -> dict[str, object]:
    return {
        "title": words.pick(kpi.name),
        "decimals": formats.DECIMALS[kpi.unit],
        "sign": "%" if kpi.unit == "percent" else "",
    }


def _plain(numbers: np.ndarray) -> list[float | None]:
    return [None if number != number else number for number in numbers.tolist()]


def _words(kpi: Kpi, other: Kpi | None, selection: Selection) -> dict[str, str]:
    t = selection.language.t
    return {
        "map": t("Map"),
        "table": t("Table"),
        "distribution": t("Distribution"),
        "trend": t("Over time"),
        "scatter": t("Two indicators"),
        WHOLE: t("Whole province"),
        "target": t("Target for {year}", year=selection.year),
        "unit": t("Unit"),
        "mark": t("Mark"),
        "holding": t("Mark the 5 that hold back most"),
        "holding_told": t(
            "Those that lack most to the target, counted; where nothing is lacking, or there is no"
            " target, those at the bottom."
        ),
        "clear": t("Unmark all"),
        "keep": t("Keep only these"),
        "box": t("Box"),
        "lasso": t("Lasso"),
        "none": t("No unit is marked: click one, draw a box, or tick rows."),
        "empty": t("There is no unit in it: the marks stay as they were."),
        "marked": t("{n} marked:", n="{n}"),
        "choose_other": t("Choose a second indicator under “More choices”."),
        "nothing": t("No unit of this choice has a value."),
    }
