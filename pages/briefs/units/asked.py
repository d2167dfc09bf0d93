"""Which sheets are asked for: units of a level and a vintage in a period."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from kpis.catalogue.vocabulary import Level
from kpis.errors import KpiError, nearest
from kpis.measure.extent import extent
from kpis.periods import Period
from pages.text.words import doubles, told_apart

Connection = Any  # to a snapshot: pages know no database
LEVELS = (Level.COMMUNE.value, Level.PART.value)


@dataclass(frozen=True)
class Asked:
    """The question: whose sheets, of what time, on which set of units."""

    level: str
    vintage: str
    period: Period


def asked(con: Connection, level: str, vintage: str | None, period: str | None) -> Asked:
    """What can be answered of what was asked; None is the last month and the units in force in it.

    KpiError names the nearest valid word for one that is not.
    """
    reach = extent(con)
    if level not in LEVELS:
        raise KpiError(f"There are no sheets of the level “{level}”. {nearest(level, LEVELS)}")
    when = Period.parse(period) if period else Period.containing("month", reach.last_month)
    reach.require(when)
    shown = vintage or reach.base_vintage(when)
    reach.require_vintage(shown)
    return Asked(level, shown, when)


def units(con: Connection, wanted: Asked, area: str = "") -> pd.DataFrame:
    """The units, one each, by code: `mart_unit` with names that two share told apart.

    `area` is the code of one of them, "" for all. KpiError for a code that is none of theirs.
    """
    every = con.execute("select * from mart_unit").df()
    mine = every[(every["vintage"] == wanted.vintage) & (every["level"] == wanted.level)]
    mine = mine.rename(columns={"code": "area_code", "name": "area_name"})
    mine = told_apart(mine, doubles(every)).sort_values("area_code", ignore_index=True)
    if not area:
        return mine
    found = mine[mine["area_code"] == area].reset_index(drop=True)
    if found.empty:
        codes = dict(zip(mine["area_name"], mine["area_code"], strict=True))
        near = codes.get(area) or next((c for n, c in codes.items() if area in n), None)
        hint = f"Did you mean “{near}”?" if near else nearest(area, mine["area_code"])
        raise KpiError(
            f"There is no {wanted.level} “{area}” among the units of {wanted.vintage}. {hint}"
        )
    return found
