"""One meaning for a month, a quarter and a year, and missing is not zero: faults that were seen."""

import shutil
from pathlib import Path

import duckdb
import pytest

from data.publish.directory import build
from kpis.catalogue.catalogue import load
from kpis.measure.readings import measure
from kpis.periods import Period
from tests.kpis.conftest import SAMPLE
from tests.sweep import some

CATALOGUE = load()
MONTHLY = [kpi for kpi in CATALOGUE.values() if kpi.frequency == "month"]
YEARLY = [kpi for kpi in CATALOGUE.values() if kpi.frequency == "year"]
SINCE_THE_START = ("household_reach", "people_assisted_share")  # grow from month to month
MONTHS = [f"2023-{month:02}" for month in range(1, 13)]
LONGER = ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2023-H1", "2023-H2", "2023"]
TURNS = {"T01": "T02", "T04": "T05"}  # who works in even months instead


@pytest.fixture(scope="module")
def alike(tmp_path_factory):
    """Marts in which every month of 2023 is like 12/2022, but for which of two groups works.

    In 12/2022 itself the list of T05 is missing, that of T01 says nothing of training, and T02
    owes its report.
    """
    exports = tmp_path_factory.mktemp("alike") / "exports"
    shutil.copytree(SAMPLE, exports)
    for file in exports.glob("*.csv"):
        _write_alike(file)
    with duckdb.connect() as con:
        build(con, exports)
        yield con


def _write_alike(file: Path) -> None:
    header, *lines = file.read_text(encoding="utf-8-sig").splitlines()
    first = header.split(";")[0]
    if first == "Năm":
        kept = [line for line in lines if line[:4] in ("2022", "2023")]
    elif first == "Tháng":
        december = [line for line in lines if line.startswith("12/2022")]
        again = [f"{m:02}{line[2:6]}3{line[7:]}" for m in range(1, 13) for line in december]
        kept = [*december, *again]
    elif file.stem == "hoat_dong":
        december = [line.split(";") for line in lines if "/12/2022;" in line]
        kept = [
            ";".join([f"{id}-{m}", f"05/{m:02}/2023", commune, _at_work(group, m), *rest])
            for m in range(1, 13)
            for id, _, commune, group, *rest in december
        ]
        kept += [";".join(line) for line in december]
    elif file.stem == "tap_huan":
        kept = [
            f"L{m};05/{m:02}/2023;xa;13696;Xã Nam Phong;truc_tiep;dvctt;6" for m in range(1, 13)
        ]
    else:
        return
    if file.stem == "thanh_vien":
        kept = [line for line in kept if not line.startswith("12/2022;13972;T05;")]
        place = next(at for at, line in enumerate(kept) if line.startswith("12/2022;13696;T01;"))
        kept = [line.rpartition(";")[0] + ";1" for line in kept]  # each has one follower
        *others, _, zalo = kept[place].split(";")
        kept[place] = ";".join([*others, "", zalo])
    if file.stem == "bao_cao":
        owed = "12/2022;13696;T02;10/01/2023;;chua_gui;"
        kept = [owed if line.startswith("12/2022;13696;T02;") else line for line in kept]
    file.write_text("\n".join([header, *kept, ""]), encoding="utf-8")


def _at_work(group: str, month: int) -> str:
    return group if month % 2 else TURNS.get(group, group)


def values(con, kpi, level, periods) -> dict[str, dict[str, float]]:
    """Period → area → value, without what has none."""
    frame = measure(con, kpi, level, [Period.parse(code) for code in periods])
    known = frame.dropna(subset="value")
    return {
        code: dict(zip(rows["area_code"], rows["value"], strict=True))
        for code, rows in known.groupby("period")
    }


@pytest.mark.parametrize("kpi", some(MONTHLY, 6), ids=lambda kpi: kpi.id)
def test_where_every_month_is_alike_a_quarter_and_a_year_are_too(alike, kpi):
    for level in kpi.levels:
        found = values(alike, kpi, level, [*MONTHS, *LONGER])
        assert set(found) == {*MONTHS, *LONGER}
        for code in LONGER:
            last = f"{Period.parse(code).last_month:%Y-%m}"
            assert found[code] == pytest.approx(found[last]), code
        if kpi.id not in SINCE_THE_START:
            for month in MONTHS:
                assert found[month] == pytest.approx(found["2023-12"]), month


@pytest.mark.parametrize("kpi", YEARLY, ids=lambda kpi: kpi.id)
def test_what_is_told_once_a_year_is_offered_for_years_only(alike, kpi):
    assert set(values(alike, kpi, "province", [*MONTHS, *LONGER])) <= {"2023"}


@pytest.mark.parametrize("kpi", some(MONTHLY, 6), ids=lambda kpi: kpi.id)
def test_a_longer_period_lies_between_the_least_and_the_greatest_of_its_months(marts, kpi):
    months = [f"2024-{month:02}" for month in range(7, 13)]
    for level in (level for level in kpi.levels if level != "commune"):
        found = values(marts, kpi, level, [*months, "2024-Q3", "2024-H2"])
        for code in ("2024-Q3", "2024-H2"):
            inside = [f"{month:%Y-%m}" for month in Period.parse(code).months]
            for area, value in found.get(code, {}).items():
                seen = [found[m][area] for m in inside if area in found.get(m, {})]
                assert min(seen) - 1e-9 <= value <= max(seen) + 1e-9, (code, area)


def reading(con, kpi: str, area: str, period: str):
    """Numerator and denominator of one commune."""
    frame = measure(con, CATALOGUE[kpi], "commune", [Period.parse(period)])
    (row,) = frame[frame["area_code"] == area].to_dict("records")
    return row["numerator"], row["denominator"]


def test_active_groups_of_a_year_are_months_of_groups_not_groups_with_any_month(alike):
    # Nam Phong: T01 works in odd months, T02 in even ones; either worked in some month
    assert reading(alike, "active_group_share", "13696", "2023-05") == (1, 2)
    assert reading(alike, "active_group_share", "13696", "2023-Q2") == (3, 6)
    assert reading(alike, "active_group_share", "13696", "2023") == (12, 24)


def test_a_group_that_owes_its_report_is_not_inactive(alike):
    assert reading(alike, "active_group_share", "13696", "2022-12") == (1, 1)  # T01 alone
    assert reading(alike, "active_group_share", "13972", "2022-12") == (1, 2)  # T05 reported none


def test_assists_of_a_year_are_a_rate_a_month(alike):
    assert reading(alike, "assists_per_1000", "13696", "2023-05") == (12, 700)
    assert reading(alike, "assists_per_1000", "13696", "2023") == (12 * 12, 12 * 700)


def test_a_group_whose_list_of_members_is_missing_is_no_group_of_zero_members(alike):
    assert reading(alike, "members_per_group", "13972", "2022-12") == (5, 1)  # T04; not 5 of 2
    assert reading(alike, "members_per_group", "13972", "2023-01") == (11, 2)


def test_members_of_whom_no_training_is_told_are_not_untrained(alike):
    assert reading(alike, "member_training_share", "13696", "2022-12") == (0, 5)  # T02 alone
    assert reading(alike, "member_training_share", "13696", "2023-01") == (1, 10)
