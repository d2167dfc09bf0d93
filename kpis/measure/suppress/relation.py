"""Where it stands which cells are hidden: in the snapshot, or computed where it does not say."""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

import duckdb
import pandas as pd

from kpis.catalogue.catalogue import Catalogue, load
from kpis.catalogue.kpi import Kpi
from kpis.measure.extent import remembered
from kpis.measure.suppress.cells import hidden_cells, related
from kpis.measure.suppress.threshold import threshold

MART = "mart_hidden"  # what the publish found, with the threshold of that day
COMPUTED = "hidden_cells"
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
        con.register(COMPUTED, remembered(lambda: _computed(con, kpi, least), COMPUTED, kpi.id))
        return ask(COMPUTED)


def _computed(con: duckdb.DuckDBPyConnection, kpi: Kpi, least: int) -> pd.DataFrame:
    every = {**_catalogue(), kpi.id: kpi}
    found = hidden_cells(con, related(kpi, every.values()), least)
    return found[found["kpi"] == kpi.id]


@cache
def _catalogue() -> Catalogue:
    return load()
