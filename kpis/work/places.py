"""Villages and groups one by one: households reached, groups that are silent, trainings held."""

import duckdb
import pandas as pd

from kpis.measure.extent import extent
from kpis.periods import Period, months_later
from kpis.work.done import asked

IS_HIDDEN = "is_hidden"
SILENCE = (1, 2, 3, 6, 12)  # months after which the groups may be asked for that did nothing


def villages(con: duckdb.DuckDBPyConnection, period: Period, vintage: str) -> pd.DataFrame:
    """The villages at the end of a period: with a group, or with households that are known.

    Columns: village_code, village_name, groups, households (NaN: not collected), households_reached
    since the first month (NaN: its commune sent nothing that month, or it has no group), area_code,
    area_name and parent_code of the commune of a vintage not older than the period.
    """
    last = extent(con).last_reported(period)
    return asked(con, "villages", month=last, vintage=vintage)


def without_few(rows: pd.DataFrame, least: int) -> pd.DataFrame:
    """Rows of `villages` without households reached that are fewer than `least`, none aside.

    Of each commune as many more are hidden, the smallest first, as it takes that its figure does
    not tell them: never one alone, nor fewer households in all than `least`. `is_hidden` says
    which.
    """
    count = rows["households_reached"]
    few = (count > 0) & (count < least)
    hidden = few.copy()
    for _, of in rows[rows["area_code"].isin(rows.loc[few, "area_code"])].groupby("area_code"):
        more = iter(of.loc[~few[of.index], "households_reached"].dropna().sort_values().index)
        while hidden[of.index].sum() < 2 or count[of.index][hidden[of.index]].sum() < least:
            one = next(more, None)
            if one is None:
                break
            hidden[one] = True
    return rows.assign(households_reached=count.mask(hidden), **{IS_HIDDEN: hidden.to_numpy(bool)})


def is_hidden(rows: pd.DataFrame) -> pd.Series:
    """Which rows of `villages` have a count that is hidden."""
    if IS_HIDDEN in rows:
        return rows[IS_HIDDEN]
    return pd.Series(False, rows.index)


def silent(
    con: duckdb.DuckDBPyConnection, period: Period, months: int, vintage: str
) -> pd.DataFrame:
    """The groups at the end of a period that existed in all of its last months.

    Columns: group_code, village_name, members, area_code, area_name, parent_code, active_months
    and unknown_months (of so many `months`), last_active (a month; NaT: never), is_silent (nothing
    in any month, and each is known), is_unknown (nothing in any month, some of them not known).
    """
    last = extent(con).last_reported(period)
    first = months_later(last, 1 - months)
    rows = asked(con, "silent", first=first, last=last, months=months, vintage=vintage)
    is_idle = rows["active_months"] == 0
    is_known = rows["unknown_months"] == 0
    return rows.assign(is_silent=is_idle & is_known, is_unknown=is_idle & ~is_known)


def silent_by_month(con: duckdb.DuckDBPyConnection, months: int, vintage: str) -> pd.DataFrame:
    """Of all months the groups of each commune that are silent at its end, for so many `months`.

    Columns: month, area_code, parent_code, groups, of_groups (of which it is known).
    """
    return asked(con, "silent_months", months=months, vintage=vintage)


def silent_by_unit(groups: pd.DataFrame, level: str) -> pd.DataFrame:
    """Of the rows of `silent`, by the code of a commune or district: groups, silent, unknown.

    And told: the groups of which it is known whether they are silent.
    """
    counted = groups.groupby("area_code" if level == "commune" else "parent_code").agg(
        groups=("group_code", "size"), silent=("is_silent", "sum"), unknown=("is_unknown", "sum")
    )
    return counted.assign(told=counted["groups"] - counted["unknown"])


def trainings(
    con: duckdb.DuckDBPyConnection, period: Period, level: str, vintage: str
) -> pd.DataFrame:
    """The trainings of a period, one row each, under the unit of the level shown that held it.

    Or in which the unit lies that held it: a training of the province is in no commune. Columns:
    training_code, training_date, held_by (a level), holder_name, form, topic, attending (NaN: not
    stated), area_code.
    """
    first, last = period.first_month, period.last_month
    return asked(con, "trainings", first=first, last=last, level=level, vintage=vintage)
