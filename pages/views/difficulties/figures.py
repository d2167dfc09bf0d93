"""What stands in the way: the groups that name each difficulty, by unit, by month, for how long."""

from collections.abc import Mapping

import pandas as pd

from geo.map.breaks import Breaks
from kpis.network import difficulties as network
from kpis.periods import Period
from kpis.province import PART
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text.language import Language
from pages.widgets.groups.measures import Measure, edges, with_units
from pages.widgets.groups.words import difficulties

# The indicator that shows the same thing as a difficulty, as measured by others.
SHOWN_BY = {
    "thiet_bi": ("smartphone_adult_share",),
    "duong_truyen": ("fibre_household_share", "mobile_broadband_villages"),
    "ky_nang": ("member_training_share",),
    "nhan_thuc": ("basic_digital_skill_share",),
}


def measure(kind: str, names: Mapping[str, str], words: Language) -> Measure:
    """The part of the reporting groups that name a difficulty."""
    t = words.t
    return Measure(
        t("Groups that name it, %"), "percent", kind,
        t("Groups that name “{difficulty}”", difficulty=names[kind]),
        "reporting", t("Groups that sent a report"),
    )  # fmt: skip


def by_unit(served: Served, selection: Selection) -> pd.DataFrame:
    """A row a unit: groups, reporting (groups that sent a report), and of each difficulty the
    groups that name it; nothing where no group sent a report."""
    period = Period.parse(selection.period)
    return served.once(_by_unit, period, selection.level, selection.vintage)


def _by_unit(served: Served, period: Period, level: str, vintage: str) -> pd.DataFrame:
    communes = served.ask(network.reporting, period, vintage)
    named = served.ask(network.lasting, period, vintage)
    found = network.by_unit(communes, named, difficulties(served, "en"), level)
    found = found.assign(units_expected=found["groups"], units_reported=found["reporting"])
    return with_units(found, served, level, vintage)


def most_named(rows: pd.DataFrame, kinds: list[str]) -> pd.Series:
    """The difficulty that most groups of a unit name, the first of those alike; "" where none is
    named, nothing where no group sent a report."""
    counts = rows[kinds].fillna(-1)
    most = counts.idxmax(axis=1).astype("object")
    most[counts.max(axis=1) == 0] = ""
    most[rows["reporting"].fillna(0) == 0] = None
    return most


def breaks_of(served: Served, kind: str, level: str, vintage: str) -> Breaks:
    """The classes of one difficulty: one legend for all months and districts."""
    return served.once(_breaks, kind, level, vintage)


def _breaks(served: Served, kind: str, level: str, vintage: str) -> Breaks:
    rows = naming(served, level, vintage)
    rows = rows[rows["difficulty"] == kind].rename(columns={"reports": kind})
    words = Language("en")
    return edges(
        rows.rename(columns={"reports_sent": "reporting"}),
        measure(kind, difficulties(served, "en"), words),
    )


def naming(served: Served, level: str, vintage: str) -> pd.DataFrame:
    """Reports that name each difficulty, of those sent, by month and unit."""
    return served.ask(network.naming, level, vintage)


def summary(served: Served, selection: Selection, rows: pd.DataFrame) -> pd.DataFrame:
    """A row a difficulty over the units `rows`: groups, share of those that reported, communes in
    which it is named, months for which it lasts (the middle group), groups for six months or more.
    """
    asked = Period.parse(selection.period), selection.vintage
    lasting = served.ask(network.lasting, *asked)
    of = "parent_code" if selection.level == PART else "area_code"
    lasting = lasting[lasting[of].isin(rows["area_code"])]
    by_kind = dict(iter(lasting.groupby("difficulty")))
    reporting = rows["reporting"].sum()
    found = []
    for kind in difficulties(served, "en"):
        mine = by_kind.get(kind, lasting.head(0))
        found.append(
            {
                "difficulty": kind,
                "groups": len(mine),
                "share": 100 * len(mine) / reporting if reporting else None,
                "communes": mine["area_code"].nunique(),
                "lasts": mine["lasts"].median() if len(mine) else None,
                "long": int((mine["lasts"] >= 6).sum()),
            }
        )
    return pd.DataFrame(found)


def indicators(kind: str, served: Served, selection: Selection) -> dict[str, pd.Series]:
    """The values of the indicators that show the same thing, by unit, under their names."""
    words = selection.language
    found = {}
    for name in SHOWN_BY.get(kind, ()):
        kpi = catalogue()[name]
        readings = served.measure(name, selection.level, [selection.period], selection.vintage)
        found[words.pick(kpi.name)] = readings.set_index("area_code")["value"]
    return found


def behind_and_silent(
    kind: str, rows: pd.DataFrame, served: Served, selection: Selection
) -> dict[str, pd.DataFrame]:
    """By indicator the units in its lowest fifth in which groups reported and none names it."""
    quiet = rows[(rows["reporting"] > 0) & (rows[kind] == 0)]
    found = {}
    for title, values in indicators(kind, served, selection).items():
        low = values.dropna()
        if low.empty:
            continue
        low = low[low <= low.quantile(0.2)]
        found[title] = quiet.assign(indicator=quiet["area_code"].map(low)).dropna(
            subset="indicator"
        )
    return found
