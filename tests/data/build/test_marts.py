"""Every mart of the sample equals what was worked out by hand (tests/data/expected)."""

import csv
from pathlib import Path

import pytest

EXPECTED = Path(__file__).parents[1] / "expected"
# Marts that hold a row for every commune and month: only those of the sample are written out.
ONLY = {
    "mart_network_month": "area_code in ('13708', '13729', '13732')",
    "mart_difficulty_month": "reports > 0",
}
MONTHS = "('2023-07-01', '2023-08-01', '2024-08-01', '2024-09-01', '2025-06-01', '2025-07-01')"
ONLY["mart_network_month"] += f" and month in {MONTHS} and residents is not null"
ONLY["mart_group_month"] = f"month in {MONTHS}"
ONLY["mart_village_month"] = f"month in {MONTHS}"


def rows_of(con, mart: str, columns: list[str], condition: str) -> list[tuple[str, ...]]:
    """The rows as text, an empty one for NULL, sorted."""
    query = f"select {', '.join(columns)} from {mart} where {condition}"
    rows = con.cursor().execute(query).fetchall()
    return sorted(tuple("" if v is None else str(v) for v in row) for row in rows)


@pytest.mark.parametrize("mart", sorted(path.stem for path in EXPECTED.glob("*.csv")))
def test_a_mart_is_as_worked_out_by_hand(marts, mart):
    with (EXPECTED / f"{mart}.csv").open(encoding="utf-8", newline="") as file:
        columns, *rows = csv.reader(file)
    assert rows_of(marts, mart, columns, ONLY.get(mart, "true")) == sorted(map(tuple, rows))


def test_every_mart_of_facts_is_worked_out_by_hand(marts):
    tables = marts.cursor().execute("select table_name from duckdb_tables()").fetchall()
    facts = {name for (name,) in tables if name.startswith("mart_")}
    facts -= {"mart_unit", "mart_area_map", "mart_code", "mart_export", "mart_reject"}
    facts -= {"mart_check", "mart_check_row", "mart_built_from"}
    assert facts == {path.stem for path in EXPECTED.glob("*.csv")}


def test_a_month_that_nobody_reported_has_no_row_or_no_value(marts):
    query = (
        "select count(*), count(people_assisted), count(members) from mart_network_month"
        " where month = '2023-12-01'"
    )
    assert marts.cursor().execute(query).fetchone() == (226, 0, 0)
    query = "select count(*) from mart_activity_month where month = '2023-12-01'"
    assert marts.cursor().execute(query).fetchone() == (0,)


def test_each_month_has_the_units_in_force(marts):
    query = (
        "select month, vintage, count(*) from mart_network_month where month in"
        " ('2024-08-01', '2024-09-01', '2025-06-01', '2025-07-01')"
        " group by month, vintage order by month"
    )
    found = [(f"{m:%Y-%m}", v, n) for m, v, n in marts.cursor().execute(query).fetchall()]
    assert found == [
        ("2024-08", "2022", 226),
        ("2024-09", "2024", 175),
        ("2025-06", "2024", 175),
        ("2025-07", "2025", 57),
    ]


def test_a_difficulty_that_no_report_names_counts_zero(marts):
    query = (
        "select difficulty, reports, reports_sent from mart_difficulty_month"
        " where month = '2024-09-01' and area_code = '13708' order by difficulty"
    )
    assert marts.cursor().execute(query).fetchall() == [
        ("duong_truyen", 0, 2),
        ("kinh_phi", 0, 2),
        ("ky_nang", 0, 2),
        ("nhan_thuc", 1, 2),
        ("thiet_bi", 0, 2),
    ]


@pytest.mark.sweep
def test_a_single_slip_of_the_pen_does_not_move_the_end_of_the_data(exports, con):
    from data.publish.directory import build

    lines = [f"07/2023;13708;S{n};10/08/2023;;chua_gui;" for n in range(200)]
    exports.append("to_cong_nghe_so", *(f"S{n};13708;;V{n};;05/07/2023;" for n in range(200)))
    exports.append("bao_cao", *lines, "10/2026;13708;G1;10/11/2026;;chua_gui;")
    build(con, exports.path)
    last = con.execute("select value from mart_data where key = 'last_month'").fetchone()
    assert last == ("2025-07-01",)
    query = "select check_id, detail from mart_check_row where month > '2026-01-01'"
    assert con.execute(query).fetchall() == [
        ("no_day_lies_beyond_the_data", "G1: report 2026-10-01")
    ]
