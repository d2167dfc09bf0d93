"""Fifty months of all KPIs of a group, seen on the units of another vintage."""

import time

import pytest

from kpis.catalogue.catalogue import load
from kpis.catalogue.vocabulary import Level
from kpis.measure.extent import extent
from kpis.measure.other_units import reported
from kpis.measure.query import review_query
from kpis.periods import Period
from kpis.store import connect

RUNS = 5


@pytest.mark.parametrize("vintage", ["2022", "2024", "2025"])
def test_the_largest_group_on_another_vintage(demo_store, vintage):
    with connect(demo_store) as con:
        reach = extent(con)
        months = Period.between("month", reach.first_month, reach.last_month)
        kpis = [k for k in load().values() if k.group == "adoption" and "commune" in k.levels]
        base = reported(con, kpis, months)
        con.register("base", base)
        query = review_query(kpis, Level.COMMUNE, months, vintage, reach)
        seconds, rows = fastest(con, query)
        floor, _ = fastest(con, "select period, base_code, sum(numerator) from base group by all")
    print(
        f"\n{len(kpis)} KPIs × {len(months)} months on {vintage}: {rows:,} readings in"
        f" {1000 * seconds:.0f} ms = {seconds / floor:.0f} × a sum of the same rows"
        f" ({1000 * floor:.1f} ms)"
    )


def fastest(con, query):
    """Seconds of the best run in DuckDB, and its rows."""
    best, rows = float("inf"), 0
    for _ in range(RUNS):
        began = time.perf_counter()
        rows = con.sql(query).to_arrow_table().num_rows
        best = min(best, time.perf_counter() - began)
    return best, rows
