"""What the views of this page read: computed once a snapshot and choice, for every reader."""

import numpy as np
import pandas as pd

from kpis.catalogue.vocabulary import Frequency, Time
from kpis.compare import change as kpi_change
from kpis.compare import funnel as kpi_funnel
from kpis.compare import peers as kpi_peers
from kpis.compare.change import Change
from kpis.compare.funnel import Funnel
from kpis.compare.rank_interval import rank_intervals
from kpis.compare.shrinkage import Shrunk
from kpis.compare.shrinkage import shrunk as shrink
from kpis.periods import Kind, Period
from kpis.progress.rank import is_complete, ranks
from pages.shell.periods import offered
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue

Asked = tuple[str, str, str, str, str]  # KPI, level, period, vintage, topic


def asked(selection: Selection) -> Asked:
    """What readings depend on, of a selection."""
    one = selection
    return one.kpi, one.level, one.period, one.vintage, one.topic


def earlier(selection: Selection) -> str:
    """The period with which the selected one is compared."""
    period = Period.parse(selection.period)
    return (period.same_last_year() if selection.compare == "year" else period.previous()).code


def is_offered(code: str, served: Served) -> bool:
    """Whether the data touch a period."""
    return code in offered(Period.parse(code).kind, served)


def readings(served: Served, of: Asked) -> pd.DataFrame:
    """The readings of the units, with `is_complete` (a place among others) and their `rank`."""
    return served.once(_readings, of)


def _readings(served: Served, of: Asked) -> pd.DataFrame:
    id, level, code, vintage, topic = of
    rows = served.measure(id, level, [code], vintage, topic or None)
    share = _reported(served, of, rows)
    rows = rows.assign(
        reported=share["part"].to_numpy(), is_complete=share["is_complete"].to_numpy()
    )
    rank = ranks(rows["value"].where(rows["is_complete"]), catalogue()[id])
    return rows.assign(rank=rank)


def _reported(served: Served, of: Asked, rows: pd.DataFrame) -> pd.DataFrame:
    """How much of what the units rest on was reported (0–1) and whether that is enough.

    Where the period is summed from its months, of all of them: one that is lacking is not seen in
    the period itself.
    """
    id, level, code, vintage, topic = of
    kpi, period, reach = catalogue()[id], Period.parse(code), served.extent()
    is_summed = kpi.time.denominator is not Time.STOCK and kpi.frequency is not Frequency.YEAR
    if is_summed and period.kind is not Kind.MONTH:
        first = max(period.first_month, reach.first_month)
        months = Period.between(Kind.MONTH, first, reach.last_reported(period))
        codes = [month.code for month in months]
        found = served.measure(id, level, codes, vintage, topic or None)
    else:
        found = rows
    counted = (
        found.assign(is_complete=is_complete(found))
        .groupby("area_code")
        .agg({"is_complete": "first", "units_reported": "sum", "units_expected": "sum"})
    )
    counted["part"] = counted["units_reported"] / counted["units_expected"].where(lambda n: n > 0)
    return counted.loc[rows["area_code"]]


def complete(served: Served, of: Asked) -> pd.DataFrame:
    """Those of the readings that have a value and a place among others."""
    rows = readings(served, of)
    return rows[rows["is_complete"] & rows["value"].notna()]


def funnel_of(served: Served, of: Asked) -> Funnel:
    """The funnel of the units that have a place among others; IncomparableError without one."""
    return served.once(_funnel, of)


def _funnel(served: Served, of: Asked) -> Funnel:
    return kpi_funnel.funnel(complete(served, of))


def shrunk_of(served: Served, of: Asked) -> Shrunk:
    """The empirical Bayes estimates of the same units."""
    return served.once(_shrunk, of)


def _shrunk(served: Served, of: Asked) -> Shrunk:
    return shrink(complete(served, of))


def intervals_of(served: Served, of: Asked) -> pd.DataFrame:
    """The intervals of their ranks, by area_code."""
    return served.once(_intervals, of)


def _intervals(served: Served, of: Asked) -> pd.DataFrame:
    return rank_intervals(complete(served, of), catalogue()[of[0]]).set_index("area_code")


def change_of(served: Served, of: Asked, before: str) -> Change:
    """The change since an earlier period, taken apart on the units of the same vintage."""
    return served.once(_change, of, before)


def _change(served: Served, of: Asked, before: str) -> Change:
    id, level, code, vintage, topic = of
    rows = [served.measure(id, level, [one], vintage, topic or None) for one in (before, code)]
    return kpi_change.change(*rows, catalogue()[id])


def conditions_of(served: Served, of: Asked) -> pd.DataFrame:
    """The conditions of all units: area_code, residents, urban_pct, and `peers.CONDITIONS`."""
    return served.once(_conditions, of)


def _conditions(served: Served, of: Asked) -> pd.DataFrame:
    id, level, code, vintage, topic = of
    period = Period.parse(code)
    found = served.ask(kpi_peers.conditions, level, vintage, period)
    before = period.same_last_year().code
    start = pd.Series(dtype="float64")
    if is_offered(before, served):
        rows = served.measure(id, level, [before], vintage, topic or None)
        start = rows.set_index("area_code")["value"]
    return found.assign(
        start=start.reindex(found["area_code"]).to_numpy("float64"),
        size=np.log(found["residents"].astype("float64")),
        urban=found["urban_pct"].astype("float64"),
    )
