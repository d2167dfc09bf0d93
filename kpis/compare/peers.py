"""Units under like conditions: the nearest by size, urban share and where they started."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from kpis.catalogue.vocabulary import Level
from kpis.compare.why import IncomparableError, Why
from kpis.errors import KpiError, nearest
from kpis.measure.extent import extent
from kpis.periods import Period

SQL = Path(__file__).parents[1] / "sql" / "conditions.sql"
URBAN = ("Phường", "Thị trấn")  # the types of units that statistics of residents call urban
CONDITIONS = ("size", "urban", "start")
PEERS = 8


def conditions(
    con: duckdb.DuckDBPyConnection, level: str, vintage: str, period: Period
) -> pd.DataFrame:
    """What a unit cannot choose: area_code, `residents`, `urban_pct` (0–100), NaN where unknown.

    Residents are those last known up to the end of the period. Urban are those who live, or lived,
    in a ward or township of the oldest vintage: later ones join town and country in one unit.
    """
    reach = extent(con)
    reach.require_vintage(vintage)
    asked = {
        "level": str(Level(level)),
        "vintage": vintage,
        "reported": reach.base_vintage(period),
        "oldest": min(reach.vintages),
        "until": period.last_month,
        "ward": URBAN[0],
        "township": URBAN[1],
    }
    return con.execute(SQL.read_text(encoding="utf-8"), asked).df()


@dataclass(frozen=True)
class Peers:
    """The units beside which one stands, the nearest first.

    `units`: area_code, distance. `used` are the conditions that counted: those that are known and
    differ. `unknown` are the codes of units of which a condition is not known, which are no peers.
    """

    units: pd.DataFrame
    used: tuple[str, ...]
    unknown: tuple[str, ...]


def peers(units: pd.DataFrame, area: str, count: int = PEERS) -> Peers:
    """The units nearest to one by the root of the sum of squared standardised differences.

    `units`: area_code and CONDITIONS as numbers: `size` the logarithm of the residents, `urban` and
    `start` in percent or the KPI's unit. Each is divided by its standard deviation over all units
    (Euclidean distance, standardised). One that is known of no unit, or is the same for all, does
    not count. Of equal distances the smaller code is first. KpiError for an unknown area,
    IncomparableError for one whose conditions are not known, and where no condition counts.
    """
    table = units.set_index("area_code")[list(CONDITIONS)].astype("float64")
    if area not in table.index:
        raise KpiError(f"There is no unit “{area}”. {nearest(area, table.index)}")
    used = [name for name in CONDITIONS if table[name].std(ddof=0) > 0]
    if not used:
        text = "No condition is known in which the units differ."
        raise IncomparableError(Why.UNKNOWN, text)
    known = table[used].dropna()
    if area not in known.index:
        text = f"A condition of the unit “{area}” is not known."
        raise IncomparableError(Why.UNKNOWN, text)
    scaled = known / known.std(ddof=0)
    distance = np.sqrt(np.square(scaled - scaled.loc[area]).sum(axis=1)).drop(area)
    found = distance.rename("distance").reset_index().sort_values(["distance", "area_code"])
    unknown = tuple(table.index.difference(known.index))
    return Peers(found.head(count).reset_index(drop=True), tuple(used), unknown)


@dataclass(frozen=True)
class Standing:
    """A value among those of peers: their median, lowest and highest, and how many are known."""

    median: float
    low: float
    high: float
    known: int


def standing(values: pd.Series, chosen: Sequence[str]) -> Standing:
    """How peers stand; `values` by area code, NaN where there is none."""
    known = values.reindex(list(chosen)).dropna()
    if known.empty:
        return Standing(*3 * (float("nan"),), 0)
    return Standing(float(known.median()), float(known.min()), float(known.max()), len(known))
