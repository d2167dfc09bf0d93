"""What the last publish computed, as pages ask for it."""

import duckdb
import pytest

from kpis.errors import KpiError
from kpis.measure.published import last_statuses, status_periods, statuses_of


def test_the_year_that_has_begun_is_not_the_last_value():
    with duckdb.connect() as con:
        con.execute(
            """
            create table mart_status as select * from (values
                ('year', 'district', '1', '2025', 50.0),
                ('year', 'district', '1', '2026', null),
                ('month', 'district', '1', '2026-09', 4.0),
                ('month', 'district', '1', '2026-10', 5.0),
                ('month', 'district', '2', '2026-10', null),
                ('silent', 'district', '1', '2026-09', null),
                ('silent', 'district', '1', '2026-10', null),
                ('month', 'commune', '1', '2026-11', 6.0)
            ) as rows(kpi, level, area_code, period, value)
            """
        )
        found = last_statuses(con, "district")
    assert found[["kpi", "area_code", "period"]].values.tolist() == [
        ["year", "1", "2025"],
        ["month", "1", "2026-10"],
        ["month", "2", "2026-10"],
        ["silent", "1", "2026-10"],
    ]


def test_of_each_indicator_one_period_is_read_and_those_with_a_target_are_known():
    with duckdb.connect() as con:
        con.execute(
            """
            create table mart_status as select * from (values
                ('a', 'district', '2026-09', 'confirmed', '1'),
                ('a', 'district', '2026-09', null, '2'),
                ('a', 'district', '2026-10', null, '1'),
                ('b', 'district', '2026-10', 'proposed', '1'),
                ('b', 'district', '2026-10', 'derived', '2'),
                ('b', 'commune', '2026-11', 'confirmed', '3')
            ) as rows(kpi, level, period, target_status, area_code)
            """
        )
        known = status_periods(con, "district", ["confirmed", "derived"])
        asked = {"a": "2026-09", "b": "2026-11"}
        found = statuses_of(con, "district", asked, ["confirmed", "derived"])
        of_b = statuses_of(
            con, "district", {"b": "2026-10"}, ["proposed", "derived"], ("kpi", "area_code")
        )
    assert known.values.tolist() == [
        ["a", "2026-09", True],
        ["a", "2026-10", False],
        ["b", "2026-10", True],
    ]
    assert found["area_code"].tolist() == ["1"]
    assert of_b.values.tolist() == [["b", "1"], ["b", "2"]]


def test_a_snapshot_without_them_says_so():
    with duckdb.connect() as con:
        con.execute("create table mart_data (key text, value text)")
        with pytest.raises(KpiError, match="publish the exports again"):
            last_statuses(con, "district")
