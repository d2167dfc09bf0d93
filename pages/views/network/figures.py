"""The figures of the network: what is counted, of each unit and of all."""

from collections.abc import Mapping

import pandas as pd

from geo.map.breaks import Breaks
from kpis.network import register as network
from kpis.periods import Period
from kpis.province import PART, WHOLE
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import facts
from pages.widgets.groups.measures import Measure, edges, inside, with_units


def measures(words: Language) -> dict[str, Measure]:
    """What the map can show, by the word of the link."""
    t = words.t
    groups, members, villages = t("Groups"), t("Members"), t("Villages")
    listed = t("Groups with a list")
    return {
        "groups": Measure(t("Groups"), "count", "groups", groups),
        "members": Measure(t("Members"), "count", "members", members),
        "coverage": Measure(
            t("Villages with a group, %"), "percent", "villages_with_group",
            t("Villages with a group"), "villages", villages,
        ),
        "size": Measure(
            t("Members per group"), "ratio", "members", members, "groups_listed", listed
        ),
        "outside": Measure(
            t("Groups below 4 or above 6 members, %"), "percent", "outside",
            t("Groups below 4 or above 6 members"), "groups_listed", listed,
        ),
        "women": Measure(
            t("Women, %"), "percent", "women", t("Women"), "members_women_known", members
        ),
        "youth": Measure(
            t("Youth union members, %"), "percent", "youth_union", t("Youth union members"),
            "members_youth_known", members,
        ),
        "firms": Measure(
            t("Staff of post and telecom firms, %"), "percent", "firm_staff",
            t("Staff of post and telecom firms"), "members_firm_known", members,
        ),
        "trained": Measure(
            t("Trained in 12 months, %"), "percent", "trained", t("Trained in 12 months"),
            "members_training_known", members,
        ),
        "zalo": Measure(
            t("Follow the national Zalo OA, %"), "percent", "zalo_followers",
            t("Follow the national Zalo OA"), "members_zalo_known", members, "zalo_followers",
        ),
        "residents": Measure(
            t("Residents per group"), "ratio", "residents", t("Residents"), "groups", groups
        ),
        "households": Measure(
            t("Households per group"), "ratio", "households", t("Households"), "groups", groups
        ),
    }  # fmt: skip


def monthly(served: Served, level: str, vintage: str) -> pd.DataFrame:
    """Every month of every unit: kpis.network's `counts`, and the groups outside 4 to 6 members."""
    return served.once(_monthly, level, vintage)


def _monthly(served: Served, level: str, vintage: str) -> pd.DataFrame:
    rows = served.ask(network.counts, level, vintage)
    rows["month"] = pd.to_datetime(rows["month"])
    return rows.assign(outside=rows["small_groups"] + rows["large_groups"])


def at_the_end(served: Served, selection: Selection, level: str) -> pd.DataFrame:
    """The units of a level as they were in the last month of the period that has data."""
    period = Period.parse(selection.period)
    last = pd.Timestamp(served.extent().last_reported(period))
    rows = monthly(served, level, selection.vintage)
    return with_units(rows[rows["month"] == last], served, level, selection.vintage)


def breaks_of(served: Served, name: str, level: str, vintage: str) -> Breaks:
    """The classes of a measure: one legend for all months and districts."""
    return served.once(_breaks, name, level, vintage)


def _breaks(served: Served, name: str, level: str, vintage: str) -> Breaks:
    return edges(monthly(served, level, vintage), measures(Language("en"))[name])


def summary(served: Served, selection: Selection) -> str:
    """The network of the chosen area in large figures, as HTML."""
    words, t = selection.language, selection.language.t
    rows = _of_area(served, selection)
    numbers = rows.select_dtypes("number").astype("float64")
    total = dict(zip(numbers, numbers.sum(min_count=1).to_list(), strict=True))
    without = total["villages"] - total["villages_with_group"]
    told = [
        (t("Groups"), formats.number(total["groups"], words), _size(total, words)),
        (t("Members"), formats.number(total["members"], words), _listed(total, words)),
        (
            t("Villages with a group"),
            t(
                "{n} of {all}",
                n=formats.number(total["villages_with_group"], words),
                all=formats.number(total["villages"], words),
            ),
            t("{n} without", n=formats.number(without, words)),
        ),
    ]  # fmt: skip
    of_whole = measures(words)
    for name in ("women", "youth", "firms", "trained", "zalo"):
        top, share = of_whole[name].of_total(total)
        shown = formats.number(top, words), formats.value(share, "percent", words)
        told.append((of_whole[name].numerator_title, *shown))
    for name in ("residents", "households"):
        _, value = of_whole[name].of_total(total)
        told.append((of_whole[name].title, formats.value(value, "ratio", words), ""))
    return facts([*told, *_managers(served, selection)])


def _of_area(served: Served, selection: Selection) -> pd.DataFrame:
    """The units that make up the chosen unit, district or the province."""
    if selection.area:
        rows = at_the_end(served, selection, selection.level)
        return rows[rows["area_code"] == selection.area]
    if selection.district and selection.level == "commune":
        return inside(at_the_end(served, selection, "commune"), selection)
    return at_the_end(served, selection, WHOLE)


def _size(total: Mapping[str, float], words: Language) -> str:
    small, large = (formats.number(total[name], words) for name in ("small_groups", "large_groups"))
    return words.t("below 4 members: {n}, above 6: {m}", n=small, m=large)


def _listed(total: Mapping[str, float], words: Language) -> str:
    if not total["groups_listed"] < total["groups"]:
        return ""
    n, every = (formats.number(total[name], words) for name in ("groups_listed", "groups"))
    return words.t("from the lists of {n} of {all} groups", n=n, all=every)


def _managers(served: Served, selection: Selection) -> list[tuple[str, str, str]]:
    """The management groups of the three levels, with their people; of a unit those for it."""
    words, t = selection.language, selection.language.t
    rows = served.ask(network.managers, Period.parse(selection.period), selection.vintage)
    chosen = {selection.area} if selection.area else {selection.district} - {""}
    if chosen and selection.level == "commune" and not selection.area:
        units = served.units("commune", selection.vintage)
        chosen |= set(units.loc[units["parent_code"] == selection.district, "code"])
    if chosen:
        rows = rows[rows["area_code"].isin(chosen)]
    people, staff = rows["people"].sum(), rows["telecom_staff"].sum()
    by_level = rows.groupby("level").size()
    named = {"commune": t("communes"), PART: t("districts"), WHOLE: t("province")}
    parts = [f"{by_level[level]} {name}" for level, name in named.items() if level in by_level]
    return [
        (t("Management groups"), formats.number(len(rows), words), " + ".join(parts)),
        (
            t("People in management groups"),
            formats.number(people, words),
            t("{n} of post and telecom firms", n=formats.number(staff, words)),
        ),
    ]
