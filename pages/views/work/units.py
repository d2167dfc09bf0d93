"""The units of a level: what was done of a topic and form, as map, table and file."""

import pandas as pd
import streamlit as st

from geo.map.breaks import Breaks, class_breaks
from geo.units.spelling import sorting
from kpis.periods import Period
from kpis.work.done import every_month
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text.language import Language
from pages.text.markup import plain
from pages.views.work.counts import UNIT, Asked, by_unit, measured
from pages.views.work.pickers import (
    RATES,
    count_names,
    names_of,
    rate_names,
)
from pages.views.work.unit_map import numbers, of_district, unit_map, unit_table
from pages.widgets.files.contents import as_written, or_why
from pages.widgets.legend import OF_ALL_PERIODS, weighed
from pages.widgets.map.rail import map_and_rail
from pages.widgets.table import fitted


def unit_rows(served: Served, asked: Asked, selection: Selection) -> pd.DataFrame:
    """The units of the level, the most of what is asked first, as `value`."""
    rows = of_district(by_unit(served, selection, asked.topic, asked.form), selection)
    sides = rows[asked.count], rows["adult_months"], rows["group_months"]
    rows = rows.assign(**{rate: measured(*sides, rate) for rate in RATES})
    rows["value"] = rows[asked.rate]
    return rows.sort_values(
        ["value", "area_name"], ascending=[False, True], key=sorting, na_position="last"
    ).reset_index(drop=True)


def _title(served: Served, asked: Asked, words: Language) -> str:
    t = words.t
    names = [
        names_of(served, "topic", words).get(asked.topic, t("All topics")),
        names_of(served, "form", words).get(asked.form, t("All forms")),
    ]
    what = count_names(words)[asked.count]
    return f"{what} · {rate_names(words)[asked.rate]}: " + " · ".join(names)


def units(served: Served, asked: Asked, selection: Selection) -> None:
    words = selection.language
    rows = unit_rows(served, asked, selection)
    st.header(plain(_title(served, asked, words)), anchor=False)
    left, right = map_and_rail()
    with left:
        breaks = served.once(
            _breaks,
            str(Period.parse(selection.period).kind),
            selection.level,
            asked,
            selection.vintage,
        )
        unit_map(rows, UNIT[asked.rate], selection, "work-map", _lines(rows, words), breaks)
    with right:
        first, *others = (titles := _titles(words)).values()
        columns = fitted({first: 145, **dict.fromkeys(others, 91)})
        unit_table(rows, titles, UNIT, selection, "work-units", columns)


def _lines(rows: pd.DataFrame, words: Language) -> dict[str, list[str]]:
    """Below the value on the map: what it is of, and from how many communes it is."""
    t = words.t
    of = zip(rows["units_reported"].to_list(), rows["units_expected"].to_list(), strict=True)
    return {
        t("Adults × months"): numbers(rows["adult_months"], words),
        t("Groups × months"): numbers(rows["group_months"], words),
        t("Communes that reported"): [t("{n} of {all}", n=n, all=every) for n, every in of],
    }


def _titles(words: Language) -> dict[str, str]:
    t = words.t
    return {"area_name": t("Unit"), **rate_names(words), "adult_months": t("Adults × months")}


def _breaks(served: Served, kind: str, level: str, asked: Asked, vintage: str) -> Breaks:
    """The classes of a map: from all published periods of a kind, on the units in force then.

    Totals of the units that are shown alone: those of 226 communes say nothing of 57.
    """
    rows = served.ask(every_month, level, asked.topic, asked.form)
    periods = {
        month: Period.containing(kind, month.date()).code for month in rows["month"].unique()
    }
    rows["period"] = rows["month"].map(periods)
    sums = rows.groupby(["period", "vintage", "area_code"], as_index=False)[
        [asked.count, "adult_months", "group_months"]
    ].sum()
    if asked.rate == "total" and (of_these := sums["vintage"] == vintage).any():
        sums = sums[of_these]
    sides = sums[asked.count], sums["adult_months"], sums["group_months"]
    sums["value"] = measured(*sides, asked.rate)
    return class_breaks(weighed(sums), k=OF_ALL_PERIODS)


def units_file(
    served: Served, asked: Asked, selection: Selection, few: bool = True
) -> pd.DataFrame:
    """A line a unit: all counts of the topic and form, of how many adults, groups and communes."""
    words, t = selection.language, selection.language.t
    rows, names = unit_rows(served, asked, selection), count_names(words, few)
    return pd.DataFrame(
        {
            t("Topic"): names_of(served, "topic", words).get(asked.topic, t("All topics")),
            t("Form"): names_of(served, "form", words).get(asked.form, t("All forms")),
            t("Code"): rows["area_code"],
            t("Unit"): rows["area_name"],
            **{names[name]: as_written(rows[name], 2) for name in names},
            t("Adults × months"): as_written(rows["adult_months"], 2),
            t("Groups × months"): as_written(rows["group_months"], 2),
            f"{names[asked.count]} · {rate_names(words)[asked.rate]}": or_why(rows, 2, words),
            t("Communes that reported"): rows["units_reported"],
            t("Number of communes"): rows["units_expected"],
        }
    )
