"""Every row names a unit in force in its month, and series do not break where units merge."""

import csv
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest

from data.reference import UNITS_CSV as UNITS

VINTAGE = (
    "case when {0} < date '2024-09-01' then '2022' "
    "when {0} < date '2025-07-01' then '2024' else '2025' end"
)
LEVEL = {"tinh": "province", "huyen": "district", "xa": "commune"}


@pytest.fixture(scope="module")
def units() -> set[tuple[str, str, str]]:
    with UNITS.open(encoding="utf-8", newline="") as file:
        return {(r["vintage"], r["level"], r["code"]) for r in csv.DictReader(file)}


@pytest.mark.parametrize(
    ("export", "day"),
    [
        ("to_cong_nghe_so", "set_up_date"),
        ("thanh_vien", "month"),
        ("hoat_dong", "activity_date"),
        ("bao_cao", "month"),
        ("su_dung_dich_vu", "month"),
        ("ho_so", "month"),
        ("dan_so", "make_date(year::int, 12, 31)"),
        ("ho_thon", "make_date(year::int, 12, 31)"),
    ],
)
def test_communes_are_those_in_force(
    rows: Callable, units: set[tuple[str, str, str]], export: str, day: str
) -> None:
    used = rows(
        f"select distinct {VINTAGE.format(day)}, 'commune', commune_code from {export} "
        f"where {day} is not null and commune_code <> '99999'"
    )
    communes = {unit for unit in units if unit[1] == "commune"}
    assert set(used) <= communes
    if export != "to_cong_nghe_so":
        assert set(used) == communes  # every unit of every vintage is there


@pytest.mark.parametrize(
    ("export", "day"),
    [
        ("to_quan_ly", "set_up_date"),
        ("ho_so_cong_viec", "month"),
        ("kinh_te_so", "make_date(year::int, 12, 31)"),
        ("chi_tieu", "issued_date"),
        ("tap_huan", "training_date"),
    ],
)
def test_units_of_a_level_are_those_in_force(
    rows: Callable, units: set[tuple[str, str, str]], export: str, day: str
) -> None:
    used = {
        (vintage, LEVEL[level], code)
        for vintage, level, code in rows(
            f"select distinct {VINTAGE.format(day)}, level, unit_code from {export}"
        )
    }
    unknown = used - units
    abolished = {("2025", "commune", "13633")} if export == "ho_so_cong_viec" else set()
    assert unknown == abolished


def test_districts_end_with_june_2025(rows: Callable) -> None:
    for sql in (
        "select max(month) from ho_so where handling_level = 'huyen'",
        "select max(month) from ho_so_cong_viec where level = 'huyen'",
    ):
        assert rows(sql) == [(date(2025, 6, 1),)]
    still = "select 1 from to_quan_ly where level = 'huyen' and coalesce(closed_date, '2099-01-01')"
    assert rows(f"{still} > '2025-06-30'") == []


def test_every_unit_has_one_management_group_in_every_vintage(rows: Callable) -> None:
    for day, communes in (("2023-12-31", 226), ("2024-08-31", 226), ("2024-09-01", 175),
                          ("2025-06-30", 175), ("2025-07-01", 57), ("2026-10-31", 57)):  # fmt: skip
        codes = rows(
            f"select unit_code from to_quan_ly where level = 'xa' and set_up_date <= '{day}' "
            f"and coalesce(closed_date, '2099-01-01') >= '{day}'"
        )
        assert len(codes) == len(set(codes)) == communes, day


def test_stocks_of_the_province_go_on_where_units_merge(rows: Callable) -> None:
    shares = rows(
        "select month, sum(smartphone_adults) / sum(adults) from su_dung_dich_vu "
        "join denominators using (month, commune_code) where smartphone_adults is not null "
        "group by month order by month"
    )
    steps = [after[1] - before[1] for before, after in pairwise(shares)]
    assert len(shares) == 50
    assert min(steps) > -0.001 and max(steps) < 0.010


def test_a_village_has_one_group_at_a_time(rows: Callable) -> None:
    overlap = rows(
        "select a.group_code from to_cong_nghe_so a join to_cong_nghe_so b "
        "on a.village_code = b.village_code and a.group_code < b.group_code "
        "where a.closed_date is null or a.closed_date >= b.set_up_date"
    )
    assert overlap == []
    ((closed,),) = rows("select count(*) from to_cong_nghe_so where closed_date is not null")
    assert 100 < closed < 180
