"""Measures of the groups: a count or a part of a whole by unit, as map, table and file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import streamlit as st

from geo.map.breaks import Breaks, class_breaks
from geo.units.spelling import sorting
from kpis.periods import Period
from kpis.province import PART
from pages.figures.choropleth import Hover
from pages.shell.periods import counted_on
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import on_phone, store
from pages.text import formats
from pages.text import words as words_of
from pages.text.language import Language
from pages.text.markup import hover_text, plain
from pages.widgets.files.contents import or_why
from pages.widgets.legend import OF_ALL_PERIODS, anew, value_classes, weighed
from pages.widgets.map.drawing import draw_map
from pages.widgets.map.rail import HEIGHT, map_and_rail, rail
from pages.widgets.table import sortable_units

SIDES = ("numerator", "denominator")


@dataclass(frozen=True)
class Measure:
    """A figure of each unit: a column of counts, or one over another; titles are of the screen.

    `unit`: percent, ratio or count; a count has no denominator. `collected`: the fact of mart_data
    that tells since when it is sent, where nobody has to send it.
    """

    title: str
    unit: str
    numerator: str
    numerator_title: str
    denominator: str = ""
    denominator_title: str = ""
    collected: str = ""

    def of(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows with numerator, denominator, value and missing_reason.

        Nothing is no zero: without a numerator nothing was reported, and of a whole of 0 there is
        no part.
        """
        top = rows[self.numerator].astype("float64")
        if not self.denominator:
            value, bottom = top, pd.Series(np.nan, index=rows.index)
        else:
            bottom = rows[self.denominator].astype("float64")
            scale = 100 if self.unit == "percent" else 1
            value = scale * top / bottom.where(bottom != 0)
        reason = pd.Series("not_reported", index=rows.index).mask(
            (bottom == 0) & top.notna(), "not_applicable"
        )
        told = reason.astype("object").where(value.isna(), None)
        return rows.assign(numerator=top, denominator=bottom, value=value, missing_reason=told)

    def of_total(self, total: Mapping[str, float]) -> tuple[float, float]:
        """The numerator and the value of sums by column; NaN as `of` has nothing."""
        top = float(total[self.numerator])
        if not self.denominator:
            return top, top
        bottom, scale = float(total[self.denominator]), 100 if self.unit == "percent" else 1
        return top, scale * top / bottom if bottom else np.nan

    def over(self, rows: pd.DataFrame, served: Served, selection: Selection) -> pd.DataFrame:
        """The same in the chosen period: what nobody sent yet is not collected."""
        found = self.of(rows)
        first = served.extent().collected.get(self.collected)
        last = Period.parse(selection.period).last_month
        if not self.collected or (first is not None and first <= last):
            return found
        reason = found["missing_reason"].where(found["value"].notna(), "not_collected")
        return found.assign(missing_reason=reason)

    def sides(self) -> dict[str, str]:
        """The columns of the sides that are counted, with their titles."""
        both = zip(SIDES, (self.numerator_title, self.denominator_title), strict=True)
        return {side: title for side, title in both if title}


def with_units(rows: pd.DataFrame, served: Served, level: str, vintage: str) -> pd.DataFrame:
    """A row for each unit of the level and vintage, with area_name and parent_code."""
    units = served.units(level, vintage).rename(columns={"code": "area_code", "name": "area_name"})
    frame = units[["area_code", "area_name", "parent_code"]]
    return frame.merge(rows, how="left", on="area_code").reset_index(drop=True)


def inside(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The rows of the chosen district, or all of them."""
    if selection.district and selection.level == "commune":
        return rows[rows["parent_code"] == selection.district].reset_index(drop=True)
    return rows


def edges(rows: pd.DataFrame, measure: Measure) -> Breaks:
    """The classes of a measure, cut from its rows of all months (month, and its columns)."""
    period = [f"{month:%Y-%m}" for month in pd.to_datetime(rows["month"])]
    return class_breaks(weighed(measure.of(rows).assign(period=period)), k=OF_ALL_PERIODS)


def explore(
    rows: pd.DataFrame,
    measure: Measure,
    breaks: Breaks,
    selection: Selection,
    key: str,
    card: Callable[[], None],
) -> None:
    """Draws the map of a measure and beside it its table and the card of the chosen unit.

    `rows`: those of `Measure.of` with area_code, area_name and units_reported of units_expected.
    """
    words = selection.language
    left, right = map_and_rail()
    with left:
        cut = anew(rows["value"], len(rows)) if selection.classes == "anew" else breaks
        classes = value_classes(rows, cut, measure.unit, words)
        draw_map(classes, _hover(rows, measure, words), selection, opener(selection), key)
    with right:
        is_card = selection.area in set(rows["area_code"])
        rail(
            words,
            selection.area if is_card else "",
            lambda: table(rows, measure, selection, key),
            card if is_card else None,
        )


def opener(selection: Selection) -> Callable[[str], None]:
    """What a click on a unit of the map does: a district opens its communes, a commune its card."""

    def open_unit(code: str) -> None:
        if selection.level == PART:
            store({"level": "commune", "district": code, "area": ""})
        else:
            store({"area": code})

    return open_unit


def _hover(rows: pd.DataFrame, measure: Measure, words: Language) -> Hover:
    said = {}
    for row in rows.itertuples():
        value = formats.value(row.value, measure.unit, words)
        if value == formats.MISSING and row.missing_reason:
            value = words_of.missing(row.missing_reason, words)
        lines = [
            f"{title}: {formats.number(getattr(row, side), words)}"
            for side, title in measure.sides().items()
            if measure.denominator and not pd.isna(getattr(row, side))
        ]
        said[row.area_code] = (hover_text(row.area_name, value, *lines, _from(row, words)),)
    return Hover(said)


def _from(row, words: Language) -> str:
    """From how many communes the figure is, where some are silent."""
    if pd.isna(row.units_expected) or row.units_reported >= row.units_expected:
        return ""
    return words.t(
        "from {n} of {all} units", n=int(row.units_reported), all=int(row.units_expected)
    )


def table(rows: pd.DataFrame, measure: Measure, selection: Selection, key: str) -> None:
    """Draws the units, the greatest value first; a click into a row chooses its unit."""
    words, t = selection.language, selection.language.t
    rows = ranked(rows)
    value = t("Value") if measure.denominator else measure.title
    shown = {t("Unit"): rows["area_name"], value: rows["value"]}
    texts = {value: values(rows, measure.unit, words)}
    # What is counted is longer than a column of the rail: it is said at the heading.
    columns = {t("Unit"): st.column_config.Column(width=145)}
    sides = measure.sides().items() if measure.denominator else ()
    for (side, meant), title in zip(sides, (t("Numerator"), t("Denominator")), strict=False):
        shown[title] = rows[side]
        texts[title] = [formats.number(amount, words) for amount in rows[side].to_list()]
        columns[title] = st.column_config.Column(width=90, help=plain(meant))
    sortable_units(
        pd.DataFrame(shown),
        texts,
        list(rows["area_code"]),
        selection,
        "-".join((key, selection.level, selection.vintage, selection.district, selection.period)),
        min(300 if on_phone() else HEIGHT, formats.table_height(rows, len(rows))),
        columns,
    )


def values(rows: pd.DataFrame, unit: str, words: Language) -> list[str]:
    """Values as the screen writes them; where there is none, the reason."""
    return [
        words_of.missing(reason, words) if reason else formats.value(value, unit, words)
        for value, reason in zip(rows["value"], rows["missing_reason"], strict=True)
    ]


def ranked(rows: pd.DataFrame) -> pd.DataFrame:
    """The greatest value first, what is missing last, by name where they are alike."""
    keys = ["value", "area_name"]
    order = rows.sort_values(keys, ascending=[False, True], key=sorting, na_position="last")
    return order.reset_index(drop=True)


def file(rows: pd.DataFrame, measures: Sequence[Measure], selection: Selection) -> pd.DataFrame:
    """All measures of the units as a file: a line a unit, numbers as numbers."""
    words, t = selection.language, selection.language.t
    columns = {t("Code"): rows["area_code"], t("Unit"): rows["area_name"]}
    for measure in measures:
        told = measure.of(rows)
        for side, title in measure.sides().items():
            columns.setdefault(formats.title(title), told[side])
        if measure.denominator:
            columns[measure.title] = or_why(told, formats.DECIMALS[measure.unit] + 1, words)
    return pd.DataFrame(columns)


def counted(served: Served, selection: Selection) -> Selection:
    """The selection on units on which groups can be counted; says so where they are others."""
    known = counted_on(Period.parse(selection.period), served)
    if selection.vintage in known:
        return selection
    t = selection.language.t
    text = t(
        "Groups and their difficulties are counted, not estimated: see the units of {vintage}.",
        vintage=known[0],
    )
    st.info(plain(text))
    return replace(selection, vintage=known[0], district="", area="")
