"""Totals on the units of each vintage: for every KPI, at every level, on each side of a change.

A unit that was divided gives its parts away and loses nothing, so the sums of both sides are those
of the province wherever every unit that reported can be carried.
"""

import duckdb
import numpy as np
import pandas as pd
import pyarrow.compute as pc
import pytest

from kpis.catalogue.catalogue import load
from kpis.measure.other_units import reported, review
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.store import connect
from tests.sweep import some

CATALOGUE = load()
VINTAGES = ("2022", "2024", "2025")
SIDES = ["numerator", "denominator"]


@pytest.fixture(scope="module")
def con(demo_store):
    with connect(demo_store) as con:
        yield con


@pytest.fixture(scope="module")
def periods(con: duckdb.DuckDBPyConnection) -> list[Period]:
    """Months on each side of a change, and longer ones across it."""
    codes = ("2023-12", "2024-08", "2024-09", "2025-06", "2025-07", "2026-10")
    return [Period.parse(code) for code in (*codes, "2024-Q3", "2025-H2", "2024", "2025")]


@pytest.mark.parametrize("kpi", some(CATALOGUE, 6))
def test_every_vintage_and_level_adds_up_to_what_was_reported(con, periods, kpi):
    chosen = [CATALOGUE[kpi]]
    base = reported(con, chosen, periods)
    base = base.filter(pc.is_null(base["cycle"]))  # with what is hidden
    whole = base.to_pandas().groupby("period")[SIDES].sum()
    assert len(whole)
    for vintage in VINTAGES:
        for level in CATALOGUE[kpi].levels:
            frame = review(con, base, chosen, level, periods, vintage)
            assert not (frame["comparability"] == "not_comparable").any()
            total = frame.groupby("period")[SIDES].sum().loc[whole.index]
            assert np.allclose(total, whole, rtol=1e-9, atol=0), (vintage, level)


def test_parts_add_up_to_the_last_digit_in_whatever_order_they_come(demo_store):
    kpi = CATALOGUE["satisfaction_share"]
    periods = [Period.parse(f"2026-{month:02}") for month in range(1, 11)]
    with connect(demo_store) as con:
        as_they_lie = measure(con, kpi, "district", periods, "2025")
        assert "estimated" in set(as_they_lie["comparability"])
        con.execute("create temp table other_order as from mart_area_map order by hash(area_code)")
        con.execute("create temp view mart_area_map as from other_order")
        pd.testing.assert_frame_equal(
            measure(con, kpi, "district", periods, "2025"), as_they_lie, check_exact=True
        )


@pytest.mark.parametrize("level", some(["commune", "district", "province"], 3))
@pytest.mark.sweep
def test_what_is_seen_again_is_what_is_measured(con, level):
    periods = [Period.parse(code) for code in ("2023-12", "2024", "2025-Q3", "2026-10")]
    chosen = [kpi for kpi in CATALOGUE.values() if level in kpi.levels]
    base = reported(con, chosen, periods)
    for vintage in VINTAGES:
        seen = review(con, base, chosen, level, periods, vintage)
        for kpi in chosen:
            own = seen[seen["kpi"] == kpi.id].reset_index(drop=True)
            direct = measure(con, kpi, level, periods, vintage)
            pd.testing.assert_frame_equal(own, direct, check_exact=False, rtol=1e-9)


def test_an_estimate_gives_each_part_the_rate_of_the_whole(con):
    kpi, period = CATALOGUE["online_service_users"], [Period.parse("2026-10")]
    base = reported(con, [kpi], period)
    new = review(con, base, [kpi], "commune", period, "2025").set_index("area_code")
    old = review(con, base, [kpi], "commune", period, "2022").set_index("area_code")
    assert set(old["comparability"]) == {"estimated"}
    # Hạ Long went into Quang Trung (2024) and with it into Nam Định (2025)
    assert old.loc["13633", "value"] == pytest.approx(new.loc["13669", "value"])
    assert 0 < old.loc["13633", "denominator"] < new.loc["13669", "denominator"]
