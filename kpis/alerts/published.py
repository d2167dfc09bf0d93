"""The alerts that the last publish found, for those who read them."""

from collections.abc import Hashable

import duckdb
import pandas as pd

from kpis.alerts.evaluate import COLUMNS, TEXTS, WHOLE
from kpis.catalogue.catalogue import load
from kpis.errors import KpiError
from kpis.measure import published
from kpis.measure.extent import extent
from kpis.measure.readings import with_none
from kpis.periods import Period
from kpis.progress.results import is_over, since
from kpis.progress.verdict import verdict

DIFFICULTY = ("difficulty_vi", "difficulty_en")
Judged = tuple[Hashable, ...]  # KPI, level, vintage and year of verdicts
TABLE = "mart_alert"
QUERY = f"""
    select alert.*, case when alert.level = 'commune' then parent.name end as parent_name
    from {TABLE} alert
    left join mart_unit parent
        on parent.vintage = alert.vintage
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

    Columns: those of `kpis.alerts.evaluate`, parent_name (the district of a commune), since_due
    (`kpis.catalogue.vocabulary.SinceDue` of a target whose year is over, None of any other), and
    the name of a difficulty in both languages.
    KpiError where the snapshot has no such table, with the reason that it gives.
    """
    why = problem(con)
    if why:
        raise KpiError(f"This snapshot has no alerts ({why}): publish the exports again.")
    rows = con.execute(QUERY).df()
    rows = rows.reindex(columns=[*COLUMNS, "parent_name"])  # of older versions some are not there
    rows = with_none(rows, (*TEXTS, "parent_name"))
    rows = rows.astype(dict.fromkeys(WHOLE, "Int64"))
    names = _difficulties(con) if rows["difficulty"].notna().any() else {}
    named = [names.get(code, (code, code)) for code in rows["difficulty"]]
    told = pd.DataFrame(named, rows.index, list(DIFFICULTY), dtype=object)
    since_due = pd.Series(_since_due(con, rows), rows.index, dtype=object)
    return rows.assign(since_due=since_due, **{name: told[name] for name in DIFFICULTY})


def _difficulties(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, str]]:
    query = "select code, name_vi, name_en from mart_code where list = 'difficulty'"
    return {code: (vi, en) for code, vi, en in con.execute(query).fetchall()}


def _since_due(con: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> list[str | None]:
    """What became of the target of each alert since its year was over."""
    if rows["target_year"].isna().all():
        return [None] * len(rows)
    catalogue, last = load(), extent(con).last_month
    known = _verdicts(con)
    found: list[str | None] = []
    for row in rows.to_dict("records"):
        year = 0 if pd.isna(row["target_year"]) else int(row["target_year"])
        is_due = year and is_over(Period.parse(row["period"]), year, last)
        if not is_due or row["kpi"] not in catalogue:
            found.append(None)
            continue
        kpi, key = catalogue[row["kpi"]], (row["kpi"], row["level"], row["vintage"], year)
        if key not in known:
            known[key] = verdict(con, kpi, row["level"], year, row["vintage"])
        then = known[key].set_index("area_code").loc[row["area_code"]].to_dict()
        found.append(str(since(kpi, {**then, "value_now": row["value"]}, year)))
    return found


def _verdicts(con: duckdb.DuckDBPyConnection) -> dict[Judged, pd.DataFrame]:
    """The verdicts that the publish computed; none where it is of an older version."""
    if published.problem(con, "mart_verdict"):
        return {}
    keys = ["kpi", "level", "vintage", "year"]
    return dict(iter(published.verdicts(con).groupby(keys, sort=False)))
