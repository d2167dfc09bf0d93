"""Where it stands which cells are hidden: in the snapshot, or computed where it does not say."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import cache
from typing import TypeVar

import duckdb
import pandas as pd

from kpis.catalogue.catalogue import Catalogue, load
from kpis.catalogue.kpi import Kpi
from kpis.measure.extent import once, remembered
from kpis.measure.suppress.cells import COLUMNS, hidden_cells, related
from kpis.measure.suppress.threshold import threshold

MART = "mart_hidden"  # what the publish found, with the threshold of that day
HIDDEN = "hidden_cells"  # where it is computed, or of several indicators
NONE = f"(select {', '.join(f'null as {name}' for name in COLUMNS)} where false)"
Answer = TypeVar("Answer")


def hiding(con: duckdb.DuckDBPyConnection, kpi: Kpi, ask: Callable[[str | None], Answer]) -> Answer:
    """What `ask` answers when it is told the relation that has the hidden cells of a KPI.

    None for a KPI that counts no people. Of a snapshot that was published without that table they
    are computed, by the threshold of today: once inside `extent.known`.
    """
    if not kpi.is_personal:
        return ask(None)
    try:
        return ask(MART)
    except duckdb.CatalogException:
        least = threshold()
        if not least:
            return ask(None)
        con.register(HIDDEN, remembered(lambda: _computed(con, kpi, least), HIDDEN, kpi.id))
        return ask(HIDDEN)


def is_any_hidden(
    con: duckdb.DuckDBPyConnection, kpi: Kpi, part: str | None, months: Collection[date]
) -> bool:
    """Whether MART hides a cell of a part of a KPI in one of some months; asked once a snapshot."""
    return not once(con, _hidden_months, kpi.id, part or "").isdisjoint(months)


def _hidden_months(con: duckdb.DuckDBPyConnection, kpi: str, part: str) -> frozenset[date]:
    query = f"select distinct month from {MART} where kpi = ? and part = ?"
    return frozenset(month for (month,) in con.execute(query, [kpi, part]).fetchall())


def register(con: duckdb.DuckDBPyConnection, kpis: Sequence[Kpi]) -> None:
    """Makes the hidden cells of KPIs known to a connection, as the relation HIDDEN."""

    def rows(kpi: Kpi) -> pd.DataFrame:
        query = "select * from {} where kpi = ?"
        return hiding(con, kpi, lambda of: con.execute(query.format(of or NONE), [kpi.id]).df())

    con.register(HIDDEN, pd.concat([rows(kpi) for kpi in kpis], ignore_index=True))


def _computed(con: duckdb.DuckDBPyConnection, kpi: Kpi, least: int) -> pd.DataFrame:
    every = {**_catalogue(), kpi.id: kpi}
    found = hidden_cells(con, related(kpi, every.values()), least)
    return found[found["kpi"] == kpi.id]


@cache
def _catalogue() -> Catalogue:
    return load()
