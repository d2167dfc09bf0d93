"""Marts as they may leave the dashboard: at the grain of the indicators, small counts left out."""

from collections.abc import Sequence

import duckdb

from kpis.catalogue.expressions import columns
from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Time
from kpis.measure.suppress.relation import HIDDEN, register

# Counts of people of which no indicator says when they are hidden, and what splits them further
# than any indicator does: neither leaves.
KEPT_BACK = {
    "mart_activity_month": (
        *("people", "households_visited", "households_new", "distinct_people"),
    ),
    "mart_dossier_month": ("handling_level", "on_time"),
    "mart_work_month": (
        *("people", "households_visited", "households_new", "assists", "distinct_people"),
        "first_uses",
    ),
}
TEXT_OF_NONE = "''"  # the part of what is not split
KEYS = ("vintage", "area_code", "month", "topic")


def shown(con: duckdb.DuckDBPyConnection, mart: str, kpis: Sequence[Kpi]) -> str:
    """The query for the rows of a mart that may leave: KEPT_BACK left out, small counts null.

    `kpis` are all of the catalogue.
    """
    counted = [kpi for kpi in kpis if kpi.source == mart and kpi.is_personal]
    every = con.table(mart).columns
    names = [name for name in every if name not in KEPT_BACK.get(mart, ())]
    if not counted:
        return f"select {', '.join(names)} from {mart}"
    register(con, counted)
    hiding = {
        name: [kpi.id for kpi in counted if name in _counts(kpi)]
        for name in names
        if any(name in _counts(kpi) for kpi in counted)
    }
    flags = ", ".join(
        f"max(case when kpi in ({_listed(ids)}) then 1 else 0 end) as hides_{name}"
        for name, ids in hiding.items()
    )
    cells = ", ".join(
        f"case when coalesce(hides_{name}, 0) = 0 then whole.{name} end as {name}"
        if name in hiding
        else f"whole.{name}"
        for name in names
    )
    part = "case when whole.topic = 'all' then '' else whole.topic end"
    return (
        f"with few as (select vintage, area_code, month, part, {flags} from {HIDDEN}"
        " group by vintage, area_code, month, part),"
        f" whole as ({_whole(mart, names, every)})"
        f" select {cells} from whole left join few on few.vintage = whole.vintage"
        " and few.area_code = whole.area_code and few.month = whole.month"
        f" and few.part = {part if 'topic' in names else TEXT_OF_NONE}"
    )


def _whole(mart: str, names: Sequence[str], every: Sequence[str]) -> str:
    """The rows of a mart, summed up where they are split further than an indicator splits them."""
    if "handling_level" not in every:
        return f"select {', '.join(names)} from {mart}"
    keys = [name for name in names if name in KEYS]
    sums = [f"cast(sum({name}) as bigint) as {name}" for name in names if name not in keys]
    return f"select {', '.join([*keys, *sums])} from {mart} group by {', '.join(keys)}"


def _counts(kpi: Kpi) -> tuple[str, ...]:
    """The columns that hold what a KPI counts, and the whole where that is counted as well."""
    found = columns(kpi.numerator)
    return found + columns(kpi.denominator) if kpi.time.denominator is Time.FLOW else found


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(f"'{id}'" for id in ids)
