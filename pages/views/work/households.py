"""House to house: households reached, and the villages least reached as a list to take along."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from kpis.measure.suppress.threshold import threshold
from kpis.periods import Period
from kpis.province import PART
from kpis.work.places import is_hidden, villages, without_few
from pages.shell.offered.few import sees_few
from pages.shell.periods import name as period_name
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import reading
from pages.text.language import Language
from pages.text.markup import facts, plain
from pages.views.work.counts import of_place, place_of
from pages.views.work.pickers import Own, count_names
from pages.views.work.unit_map import of_district, parts_of, unit_map
from pages.widgets.files.contents import as_written, known
from pages.widgets.files.download import buttons
from pages.widgets.legend import breaks_for
from pages.widgets.map.rail import map_and_rail
from pages.widgets.table import sortable

KPI, HOUSE = "household_reach", "den_nha"
SHOWN = 100  # villages in the table: the file holds all


def house_to_house(served: Served, own: Own, selection: Selection) -> None:
    """Draws the figures of the place, the map of households reached, and the villages."""
    words, t = selection.language, selection.language.t
    place = place_of(served, selection)
    when = formats.inside(period_name(selection.period, served, words), words)
    st.header(plain(f"{t('House to house')} — {place.name}, {when}"), anchor=False)
    reach = served.measure(KPI, place.level, [selection.period], selection.vintage)
    whole = reach[reach["area_code"] == place.code].iloc[0]
    visits = of_place(served, selection, place, HOUSE) if sees_few() else None
    rows = village_rows(served, selection)
    st.html(facts(_facts(whole, visits, rows, words)))
    left, right = map_and_rail()
    with left:
        asked = replace(selection, kpi=KPI, topic="")
        shown = of_district(
            served.measure(KPI, asked.level, [asked.period], asked.vintage), selection
        )
        breaks, _ = breaks_for(shown, served, asked)
        lines = {t("Households"): parts_of(shown, words)}
        unit_map(shown, "percent", selection, "reach-map", lines, breaks)
    with right:
        st.markdown(plain(t("Villages least reached")))
        _list(rows, served, selection)
    buttons(
        lambda: villages_file(rows, served, selection).assign(**known(served, words)),
        t("Download the list of villages"),
        f"villages-{selection.period}",
        *(served, selection, ("period", "vintage", "district"), [KPI]),
        of_few=sees_few(),
    )


def village_rows(served: Served, selection: Selection) -> pd.DataFrame:
    """The villages of the chosen commune, district or province, the least reached first.

    `share` is of the households that are known; without them the groups' own visits order the
    villages, the fewest first. What is not known comes last.
    """
    rows = served.ask(villages, Period.parse(selection.period), selection.vintage)
    if not sees_few():
        rows = without_few(rows, threshold())
    rows = of_district(rows, replace(selection, level="commune"))
    if selection.area:
        of = "area_code" if selection.level == "commune" else "parent_code"
        rows = rows[rows[of] == selection.area]
    share = 100 * rows["households_reached"] / rows["households"].where(rows["households"] > 0)
    return (
        rows.assign(share=share)
        .sort_values(["share", "households_reached", "village_code"], na_position="last")
        .reset_index(drop=True)
    )


def _facts(
    whole: pd.Series, visits: Mapping[str, Any] | None, rows: pd.DataFrame, words: Language
) -> list[tuple[str, str, str]]:
    t = words.t
    value = reading(
        whole["value"], "percent", whole["comparability"], whole["missing_reason"], words
    )
    sides = t(
        "{n} of {all}",
        n=formats.number(whole["numerator"], words),
        all=formats.number(whole["denominator"], words),
    )
    silent = rows["households_reached"].isna() & (rows["groups"] > 0) & ~is_hidden(rows)
    without = int((rows["groups"] == 0).sum())
    return [
        (t("Households reached so far"), value, f"{sides}, {_from(whole, words)}"),
        *([] if visits is None else [_visited(visits, words)]),
        (t("Villages"), formats.number(len(rows), words), ""),
        (t("Villages whose commune sent nothing"), formats.number(int(silent.sum()), words), ""),
        (t("Villages without a group"), formats.number(without, words), ""),
    ]


def _visited(visits: Mapping[str, Any], words: Language) -> tuple[str, str, str]:
    visited = formats.number(visits["households_visited"], words)
    return count_names(words)["households_visited"], visited, _from(visits, words)


def _from(row: Mapping[str, Any] | pd.Series, words: Language) -> str:
    n, every = row["units_reported"], row["units_expected"]
    return words.t("from {n} of {all} units", n=n, all=every)


def is_collected(served: Served, selection: Selection) -> bool:
    """Whether households by village were ever sent."""
    return "ho_thon" in served.extent().collected


def _list(rows: pd.DataFrame, served: Served, selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    if is_collected(served, selection):
        said = t("Households reached since the first month, of the households of each village.")
    else:
        said = t(
            "Households by village: not collected. The order is by the groups' own visits: the"
            " fewest households reached come first."
        )
    if len(rows) > SHOWN:
        said += " " + t(
            "{n} of {all} villages are shown, the file holds all.",
            n=SHOWN,
            all=formats.number(len(rows), words),
        )
    st.caption(plain(said))
    shown = rows.head(SHOWN)
    titles = _titles(words)
    values = shown[list(titles)].rename(columns=titles)
    texts = {
        titles["households"]: _numbers(shown["households"], "not_collected", words),
        titles["households_reached"]: _reached(shown, words),
        titles["share"]: [formats.value(n, "percent", words) for n in shown["share"].to_list()],
    }
    key = f"villages-{selection.period}-{selection.vintage}-{selection.area}-{selection.district}"
    sortable(values, texts, key, min(440, formats.table_height(values, len(values))))


def _titles(words: Language) -> dict[str, str]:
    t = words.t
    return {
        "village_name": t("Village"),
        "village_code": t("Village code"),
        "area_name": t("Commune"),
        "share": t("Reached, %"),
        "households_reached": t("Households reached"),
        "households": t("Households"),
    }


def _numbers(column: pd.Series, reason: str, words: Language) -> list[str]:
    nothing = words_of.missing(reason, words)
    return [nothing if pd.isna(n) else formats.number(n, words) for n in column.to_list()]


def _reached(rows: pd.DataFrame, words: Language) -> list[str]:
    silent, without = words_of.missing("not_reported", words), words.t("No group")
    hidden = words_of.missing("suppressed", words)
    columns = (rows["households_reached"], rows["groups"], is_hidden(rows))
    return [
        hidden
        if hides
        else formats.number(n, words)
        if pd.notna(n)
        else (silent if groups else without)
        for n, groups, hides in zip(*columns, strict=True)
    ]


def villages_file(rows: pd.DataFrame, served: Served, selection: Selection) -> pd.DataFrame:
    """A line a village, with its district; what is not known says why."""
    words, t = selection.language, selection.language.t
    districts = served.names(PART, selection.vintage)
    numbers = {
        "households": _numbers(rows["households"], "not_collected", words),
        "households_reached": _reached(rows, words),
    }
    told = {
        name: rows[name].astype(object).where(rows[name].notna(), pd.Series(texts, rows.index))
        for name, texts in numbers.items()
    }
    left = rows["households"] - rows["households_reached"]
    return pd.DataFrame(
        {
            words_of.level(PART, selection.vintage, words): rows["parent_code"].map(
                dict(districts)
            ),
            t("Code"): rows["area_code"],
            t("Commune"): rows["area_name"],
            t("Village code"): rows["village_code"],
            t("Village"): rows["village_name"],
            t("Households"): told["households"],
            t("Households reached"): told["households_reached"],
            t("Households still to visit"): left,
            t("Reached, %"): as_written(rows["share"], 1),
        }
    )
