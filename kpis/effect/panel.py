"""The panel of communes and months: shares of those who use a service, and the work of the groups.

Communes are those of the newest vintage; months of older units are carried onto them where all
parts are known and none was divided, so nothing in it is an estimate.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from kpis.catalogue.kpi import Kpi
from kpis.effect.estimate import Array, Ints
from kpis.measure.extent import extent
from kpis.measure.query import source_rows
from kpis.measure.readings import measure
from kpis.periods import Kind, Period

SQL = Path(__file__).parents[1] / "sql"
PER = 10 / 1000  # the unit of the work: 10 assists per 1,000 adults a month
BLOCK = 12  # months that share a commune's effect, counted back from the last one


@dataclass(frozen=True)
class Panel:
    """The communes of a vintage (rows) and the months of the data in order (columns).

    communes, names, districts (codes); months: codes such as 2025-03; work: assists by topic and
    form, the form `all` for all of them, in tens per 1,000 adults (commune × month, NaN where not
    all of a commune is known).
    """

    vintage: str
    communes: tuple[str, ...]
    names: tuple[str, ...]
    districts: tuple[str, ...]
    months: tuple[str, ...]
    work: dict[tuple[str, str], Array]

    def forms(self, topic: str) -> list[str]:
        """The forms in which a topic was taught, by their codes."""
        return [form for of, form in self.work if of == topic and form != "all"]

    @property
    def district(self) -> Ints:
        """The district of each commune as a number."""
        return np.unique(self.districts, return_inverse=True)[1]


def panel(con: duckdb.DuckDBPyConnection) -> Panel:
    """The panel of a snapshot's marts; KpiError or duckdb.Error where they cannot answer."""
    reach = extent(con)
    vintage = list(reach.vintages)[-1]
    units = con.execute(
        "select code, name, coalesce(parent_code, '') from mart_unit"
        " where level = 'commune' and vintage = ? order by code",
        [vintage],
    ).fetchall()
    communes, names, districts = zip(*units, strict=True) if units else ((), (), ())
    months = [p.code for p in Period.between(Kind.MONTH, reach.first_month, reach.last_month)]
    query = (SQL / "effect_work.sql").read_text(encoding="utf-8")
    rows = con.execute(query, {"vintage": vintage}).df()
    rows["value"] = rows["assists"] / rows["adults"] / PER
    work = {}
    for (topic, form), part in rows.groupby(["topic", "form"], sort=True):
        values = _wide(part, "value", communes, months)
        if form == "all" or np.nansum(values) > 0:
            work[str(topic), str(form)] = values
    return Panel(vintage, communes, names, districts, tuple(months), work)


def shares(con: duckdb.DuckDBPyConnection, kpi: Kpi, panel: Panel) -> tuple[Array, Array]:
    """Numerator and denominator of an indicator (commune × month); NaN where not all is known.

    And where it is hidden: what is found of single communes is published.
    """
    query = (SQL / "effect_service.sql").read_text(encoding="utf-8")
    query = query.format(
        source_rows=source_rows(kpi, None, extent(con)),
        numerator=kpi.numerator,
        denominator=kpi.denominator,
    )
    rows = con.execute(query, {"vintage": panel.vintage}).df()
    above, below = (
        _wide(rows, side, panel.communes, panel.months) for side in ("numerator", "denominator")
    )
    if kpi.is_personal and "commune" in kpi.levels:
        months = [Period.parse(code) for code in panel.months]
        told = measure(con, kpi, "commune", months, panel.vintage)
        told = told.assign(month=pd.to_datetime(told["period"]), is_hidden=1.0)
        hidden = told[told["missing_reason"] == "suppressed"]
        is_hidden = _wide(hidden, "is_hidden", panel.communes, panel.months) == 1
        above[is_hidden] = below[is_hidden] = np.nan
    return above, below


def logit(numerator: Array, denominator: Array) -> Array:
    """ln(share / (1 − share)); NaN where the share is 0 or 1, which have no logit, or unknown.

    Neither is moved a little to have one: how little would decide how much the commune grew.
    """
    inside = (numerator > 0) & (numerator < denominator)
    share = np.divide(numerator, denominator, out=np.full(numerator.shape, np.nan), where=inside)
    return np.asarray(np.log(share / (1 - share)))


def earlier(values: Array, months: int) -> Array:
    """The values of so many months before (or, below zero, after); NaN where there is none."""
    moved = np.full(values.shape, np.nan)
    if months > 0:
        moved[:, months:] = values[:, :-months]
    elif months < 0:
        moved[:, :months] = values[:, -months:]
    else:
        moved[:] = values
    return moved


def _wide(
    rows: pd.DataFrame, column: str, communes: tuple[str, ...], months: tuple[str, ...] | list[str]
) -> Array:
    found = np.full((len(communes), len(months)), np.nan)
    place = {code: at for at, code in enumerate(communes)}
    when = {code: at for at, code in enumerate(months)}
    at = rows["area_code"].map(place)
    on = pd.to_datetime(rows["month"]).dt.strftime("%Y-%m").map(when)
    known = (at.notna() & on.notna()).to_numpy()
    found[at[known].astype(int), on[known].astype(int)] = rows[column].to_numpy(float)[known]
    return found
