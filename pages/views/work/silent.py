"""Groups that did nothing for some months, by unit and one by one."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from geo.map.breaks import Breaks
from geo.units.spelling import sorting
from kpis.periods import Period, months_later
from kpis.province import PART
from kpis.work import places
from pages.shell.periods import name as period_name
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import facts, plain
from pages.views.work.counts import place_of
from pages.views.work.pickers import MONTHS, Own, pick_silence
from pages.views.work.unit_map import numbers, of_district, unit_map, unit_table
from pages.widgets.files.contents import known, or_why
from pages.widgets.files.download import buttons
from pages.widgets.map.rail import map_and_rail
from pages.widgets.table import sortable

CLASSES = Breaks((0.0, 1.0, 5.0, 10.0, 25.0, 100.0), 1, ())  # of the share of silent groups
SHOWN = 100  # groups in the list: the file holds all


def silent_groups(served: Served, own: Own, selection: Selection) -> None:
    """Draws how many groups are silent, where, and which."""
    words, t = selection.language, selection.language.t
    place = place_of(served, selection)
    when = formats.inside(period_name(selection.period, served, words), words)
    st.header(plain(f"{t('Silent groups')} — {place.name}, {when}"), anchor=False)
    pick_silence(own, words)
    months = int(own[MONTHS])
    if not reaches_back(served, months, selection):
        st.info(plain(t("The data do not reach back that many months: choose fewer.")))
        return
    every = served.ask(places.silent, Period.parse(selection.period), months, selection.vintage)
    here = of_area(every, selection)
    st.html(facts(_facts(here, words)))
    st.caption(plain(_how(months, words)))
    rows = of_district(silent_by_unit(served, every, selection), selection)
    left, right = map_and_rail()
    with left:
        unit_map(rows, "percent", selection, "silent-map", _lines(rows, words), CLASSES)
    with right:
        unit_table(rows, _titles(words), {"value": "percent"}, selection, "silent")
    _list(here, selection)
    buttons(
        lambda: groups_file(here, served, selection).assign(**known(served, words)),
        t("Download the list of groups"),
        f"silent-{months}-{selection.period}",
        *(served, selection, ("period", "vintage", "district")),
        more={t("By unit"): lambda: units_file(rows, selection)},
    )


def reaches_back(served: Served, months: int, selection: Selection) -> bool:
    """Whether there are data of so many months up to the end of the period."""
    reach = served.extent()
    last = reach.last_reported(Period.parse(selection.period))
    return months_later(last, 1 - months) >= reach.first_month


def of_area(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The groups of the chosen commune, district or province."""
    rows = of_district(rows, replace(selection, level="commune"))
    if selection.area:
        of = "area_code" if selection.level == "commune" else "parent_code"
        rows = rows[rows[of] == selection.area]
    return rows.reset_index(drop=True)


def silent_by_unit(served: Served, groups: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """One row a unit: groups, silent and unknown ones; `value` is the share of those known."""
    counted = places.silent_by_unit(groups, selection.level)
    units = served.units(selection.level, selection.vintage)
    rows = units[["code", "name", "parent_code"]].set_axis(
        ["area_code", "area_name", "parent_code"], axis=1
    )
    rows = rows.merge(counted, how="left", left_on="area_code", right_index=True)
    rows = rows.fillna({"groups": 0, "silent": 0, "unknown": 0, "told": 0})
    rows["value"] = 100 * rows["silent"] / rows["told"].where(rows["told"] > 0)
    reason = (rows["groups"] > 0).map({True: "not_reported", False: "not_applicable"})
    rows["missing_reason"] = reason.astype(object).where(rows["value"].isna(), None)
    rows["comparability"] = None
    return rows.sort_values(
        ["silent", "unknown", "area_name"],
        ascending=[False, False, True],
        key=sorting,
    ).reset_index(drop=True)


def _facts(rows: pd.DataFrame, words: Language) -> list[tuple[str, str, str]]:
    t, every = words.t, len(rows)
    lazy, unknown = int(rows["is_silent"].sum()), int(rows["is_unknown"].sum())
    share = 100 * lazy / (every - unknown) if every > unknown else None
    of = t("{n} of {all}", n=lazy, all=formats.number(every - unknown, words))
    return [
        (t("Silent groups"), formats.number(lazy, words), ""),
        (t("Of the groups of which it is known"), formats.value(share, "percent", words), of),
        (t("Not known"), formats.number(unknown, words), t("reports are owed")),
    ]


def _how(months: int, words: Language) -> str:
    return words.t(
        "Silent: no activity in any of the last {n} months of the period, all of them known. Not"
        " known: no activity either, but in some of them nothing came from the group or its"
        " commune. Groups that are younger do not count.",
        n=months,
    )


def _lines(rows: pd.DataFrame, words: Language) -> dict[str, list[str]]:
    titles = _titles(words)
    return {titles[name]: numbers(rows[name], words) for name in ("groups", "silent", "unknown")}


def _titles(words: Language) -> dict[str, str]:
    t = words.t
    return {
        "area_name": t("Unit"),
        "groups": t("Groups"),
        "silent": t("Silent groups"),
        "unknown": t("Not known"),
        "value": t("Silent, %"),
    }


def listed(rows: pd.DataFrame) -> pd.DataFrame:
    """The silent groups and those of which it is not known, longest silent first."""
    rows = rows[rows["is_silent"] | rows["is_unknown"]]
    return rows.sort_values(
        ["is_silent", "last_active", "group_code"],
        ascending=[False, True, True],
        na_position="first",
    ).reset_index(drop=True)


def _list(rows: pd.DataFrame, selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    every = listed(rows)
    if every.empty:
        st.caption(plain(t("No group is silent here.")))
        return
    shown = every.head(SHOWN)
    values = pd.DataFrame(
        {
            t("Village"): shown["village_name"],
            t("Commune"): shown["area_name"],
            t("Group"): shown["group_code"],
            t("Members"): shown["members"],
            t("Last active"): [_month(day, words) for day in shown["last_active"]],
            t("Found"): _state(shown, words),
        }
    )
    texts = {t("Members"): numbers(shown["members"], words)}
    st.markdown(plain(t("Silent groups, one by one")))
    if len(every) > SHOWN:
        text = t("{n} of {all} groups are shown, the file holds all.", n=SHOWN, all=len(every))
        st.caption(plain(text))
    key = f"silent-list-{selection.period}-{selection.area}-{selection.district}"
    sortable(values, texts, key, min(440, formats.table_height(values, len(values))))


def _month(day, words: Language) -> str:
    return words.t("never") if pd.isna(day) else formats.month(day, words)


def _state(rows: pd.DataFrame, words: Language) -> list[str]:
    names = {True: words.t("Silent"), False: words.t("Not known")}
    return [names[is_silent] for is_silent in rows["is_silent"].to_list()]


def groups_file(rows: pd.DataFrame, served: Served, selection: Selection) -> pd.DataFrame:
    """A line a group that is silent or of which it is not known."""
    words, t = selection.language, selection.language.t
    rows = listed(rows)
    return pd.DataFrame(
        {
            t("District"): rows["parent_code"].map(dict(served.names(PART, selection.vintage))),
            t("Code"): rows["area_code"],
            t("Commune"): rows["area_name"],
            t("Village"): rows["village_name"],
            t("Group"): rows["group_code"],
            t("Members"): rows["members"],
            t("Last active"): [_month(day, words) for day in rows["last_active"]],
            t("Found"): _state(rows, words),
        }
    )


def units_file(rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """A line a unit: groups, silent and unknown ones, and the share."""
    words, titles = selection.language, _titles(selection.language)
    shown = rows[list(titles)].rename(columns=titles)
    shown[titles["value"]] = or_why(rows, 1, words)
    shown.insert(0, words.t("Code"), rows["area_code"])
    return shown
