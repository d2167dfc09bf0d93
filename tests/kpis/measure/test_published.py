"""What the last publish computed, as pages ask for it."""

import duckdb
import pytest

from kpis.errors import KpiError
from kpis.measure.published import last_statuses


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


def test_a_snapshot_without_them_says_so():
    with duckdb.connect() as con:
        con.execute("create table mart_data (key text, value text)")
        with pytest.raises(KpiError, match="publish the exports again"):
            last_statuses(con, "district")
