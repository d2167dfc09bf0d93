"""The alerts that the last publish found, for those who read them."""

import duckdb
import pandas as pd

from kpis.alerts.evaluate import TEXTS, WHOLE
from kpis.errors import KpiError
from kpis.measure import published
from kpis.measure.readings import with_none

TABLE = "mart_alert"
QUERY = f"""
    select alert.*, case when alert.level = 'commune' then parent.name end as parent_name
    from {TABLE} alert
    left join mart_unit parent
        on parent.level = 'district'
        and parent.vintage = alert.vintage
        and parent.code = alert.parent_code
    order by alert.place
"""


def problem(con: duckdb.DuckDBPyConnection) -> str | None:
    """Why the snapshot has no alerts; None where it has them."""
    known = con.execute("select table_name from duckdb_tables()").fetchall()
    if (TABLE,) in known:
        return None
    return published.problem(con) or "it was published by an older version"


def alerts(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The rows of mart_alert, the worst first.

    Columns: those of `kpis.alerts.evaluate` and parent_name (the district of a commune).
    KpiError where the snapshot has no such table, with the reason that it gives.
    """
    why = problem(con)
    if why:
        raise KpiError(f"This snapshot has no alerts ({why}): publish the exports again.")
    rows = with_none(con.execute(QUERY).df(), (*TEXTS, "parent_name"))
    return rows.astype(dict.fromkeys(WHOLE, "Int64"))
