"""One group: what it did, month by month, and its place among the groups of its commune."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from kpis.network.register import query
from kpis.periods import Period

COUNTS = (
    *("sessions", "people", "assists", "distinct_people", "first_uses"),
    *("households_visited", "households_new"),
)
DONE = ("sessions", "assists", "households_visited")  # what groups of a commune are compared by


def history(con: duckdb.DuckDBPyConnection, group: str) -> pd.DataFrame:
    """The rows of mart_group_month of a group, oldest first, with the difficulties it named."""
    rows = con.execute(query("history"), {"group": group}).df()
    named = con.execute(query("named_of"), {"group": group}).df()
    told = named.groupby("month")["difficulty"].agg(" ".join).to_dict()  # empty of who names none
    difficulties = [told.get(month, "") for month in rows["month"]]
    return rows.assign(difficulties=pd.Series(difficulties, rows.index, dtype="object"))


def work(con: duckdb.DuckDBPyConnection, group: str, files: Sequence[str]) -> pd.DataFrame:
    """The activities of a group, a row a month, topic and form: COUNTS, sums of what was reported.

    `files` are those of the activities, as the snapshot keeps them.
    """
    if not files:
        return pd.DataFrame(columns=["month", "topic", "form", *COUNTS])
    return con.execute(query("work"), {"files": list(files), "group": group}).df()


def beside(
    con: duckdb.DuckDBPyConnection, groups: Sequence[str], period: Period, files: Sequence[str]
) -> pd.DataFrame:
    """What each of some groups did in a period: group_code, sessions, assists, households_visited.

    A group that did nothing has no row.
    """
    if not files:
        return pd.DataFrame({"group_code": pd.Series(dtype="str"), **dict.fromkeys(DONE, 0.0)})
    asked = {"groups": list(groups), "first": period.first_month, "last": period.last_month}
    return con.execute(query("place"), {**asked, "files": list(files)}).df()
