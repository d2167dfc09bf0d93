"""Progress on the sample: base, path, gap and status, each row worked out by hand."""

import csv
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from numpy.testing import assert_array_equal
from pandas.testing import assert_frame_equal

from data.publish.directory import build
from kpis.errors import KpiError
from kpis.measure.extent import Extent, extent
from kpis.measure.other_units import reported, review, review_values
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.progress.progress import base_periods, progress, progress_of_many, progress_over
from tests.kpis.conftest import SAMPLE
from tests.sweep import some

EXPECTED = Path(__file__).parent / "progress.csv"
NUMBERS = ("value", "base_value", "target", "path", "gap")


def worked_out():
    """The rows of progress.csv."""
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row_of(frame, area, target_year):
    """The one row of an area and target year; "" is the row of an area without a target."""
    years = frame["target_year"].astype("string").fillna("")
    rows = frame[(frame["area_code"] == area) & (years == target_year)].to_dict("records")
    assert len(rows) == 1
    return rows[0]


@pytest.mark.parametrize("case", worked_out(), ids=lambda case: "-".join(list(case.values())[:6]))
def test_a_row_worked_out_by_hand(catalogue, marts, case):
    kpi, period = catalogue[case["kpi"]], Period.parse(case["period"])
    frame = progress(marts, kpi, case["level"], period, case["vintage"])
    row = row_of(frame, case["area_code"], case["target_year"])
    for name in NUMBERS:
        expected = float(case[name]) if case[name] else float("nan")
        assert row[name] == pytest.approx(expected, abs=1e-9, nan_ok=True), name
    assert (row["base_period"] or "") == case["base_period"]
    assert row["status"] == case["status"]


def test_a_target_names_its_source_and_how_far_it_is_confirmed(catalogue, marts):
    kpi = catalogue["smartphone_adult_share"]
    frame = progress(marts, kpi, "commune", Period.parse("2024-08"))
    own, general = (row_of(frame, area, "2025") for area in ("13696", "13981"))
    assert own["target_source"] == "Kế hoạch 7/KH-UBND"
    assert general["target_source"] == "Quyết định 411/QĐ-TTg"
    assert own["target_status"] == general["target_status"] == "confirmed"
    assert len(frame) == 2 * 226


CARE = [  # case, period, vintage shown, area → base, value, status, caveat
    # Vị Khê reported 420 adults of 2024-09 where 1,820 stood behind its base: a unit is late
    ("population", "2024-09", "2024", "13972", 54.615384615, 65, "slightly_behind"),
    # Nam Mỹ joined with Điền Xá and Nam Toàn: it gets its residents' part of what they report
    ("units", "2024-09", "2022", "13969", 50, 65, "slightly_behind"),
    # Thiên Trường was made of three communes; the residents of Lộc Hạ are not known
    ("units", "2025-07", "2024", "13720", 60, float("nan"), "insufficient"),
]


@pytest.mark.parametrize("case", CARE, ids=lambda case: "-".join(map(str, case[:4])))
def test_a_changed_population_base_and_a_break_of_vintage_are_told(catalogue, marts, case):
    changed, period, vintage, area, base, value, status = case
    kpi = catalogue["smartphone_adult_share"]
    frame = progress(marts, kpi, "commune", Period.parse(period), vintage)
    row = row_of(frame, area, "2025")
    assert (row["base_value"], row["value"]) == pytest.approx((base, value), nan_ok=True)
    assert (row["status"], row["caveat"]) == (status, f"{changed}_changed")
    assert list(frame.columns)[-1] == "caveat"


@pytest.mark.sweep
def test_a_base_on_units_whose_parts_nobody_knows_is_insufficient(catalogue):
    kpi, period = catalogue["smartphone_adult_share"], Period.parse("2025-07")
    with duckdb.connect() as con:
        build(con, SAMPLE)
        con.execute(
            "update mart_area_map set weight = null, is_whole = false"
            " where source_vintage = '2022' and vintage = '2025' and area_code = '13972'"
        )
        frame = progress(con, kpi, "commune", period, "2025")
    hidden, known = row_of(frame, "13972", "2025"), row_of(frame, "13684", "2025")
    assert hidden["value"] == pytest.approx(100 * 2130 / 2600)
    assert (hidden["base_period"], hidden["path"] == hidden["path"]) == (None, False)
    assert (hidden["status"], hidden["caveat"]) == ("insufficient", "units_changed")
    assert (known["status"], known["base_value"]) == ("met", pytest.approx(60))


def test_a_range_shows_both_its_ends(catalogue, marts):
    frame = progress(marts, catalogue["members_per_group"], "province", Period.parse("2024-08"))
    assert frame[["target", "target_max"]].to_numpy().tolist() == [[4, 6], [4, 6]]


def test_without_a_reading_at_the_end_of_2022_the_first_of_the_first_year_is_the_base(
    catalogue, tmp_path
):
    exports = tmp_path / "exports"
    shutil.copytree(SAMPLE, exports)
    with (exports / "su_dung_dich_vu.csv").open("a", encoding="utf-8") as file:
        for month, owners in (("11/2023", 300), ("03/2023", 140), ("08/2024", 210)):
            file.write(f"{month};13723;;;;;;;;;{owners};;;;\n")
    with duckdb.connect() as con:
        build(con, exports)
        kpi = catalogue["smartphone_adult_share"]
        row = row_of(progress(con, kpi, "commune", Period.parse("2024-08")), "13723", "2025")
    assert (row["base_period"], row["base_value"]) == ("2023-03", pytest.approx(100 * 140 / 350))
    assert row["path"] == pytest.approx(40 + 40 * 17 / 33)
    assert (row["value"], row["status"]) == (pytest.approx(60), "slightly_behind")


VINTAGES = {"2022": (date(1, 1, 1), date(9999, 12, 31))}


@pytest.mark.parametrize(
    ("period", "first", "last", "codes"),
    [
        ("2024-Q1", (2022, 9), (2026, 10), ["2022-Q4", "2022-Q3", "2023-Q1", "2023-Q2"]),
        ("2024-H1", (2022, 9), (2026, 10), ["2022-H2", "2023-H1"]),
        ("2024", (2022, 9), (2026, 10), ["2022"]),
        ("2024-Q1", (2023, 1), (2026, 10), ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]),
        ("2023-Q1", (2022, 9), (2023, 3), ["2022-Q4", "2022-Q3", "2023-Q1"]),
    ],
)
def test_which_periods_may_be_the_base(period, first, last, codes):
    reach = Extent(date(*first, 1), date(*last, 1), VINTAGES)
    assert [str(one) for one in base_periods(Period.parse(period).kind, reach)] == codes


@pytest.mark.sweep
def test_a_catalogue_shows_all_its_kpis_of_the_level(catalogue, marts):
    frame = progress(marts, catalogue, "province", Period.parse("2024-08"))
    assert list(frame["kpi"].unique()) == [
        k.id for k in catalogue.values() if "province" in k.levels
    ]
    with pytest.raises(KpiError, match="Did you mean “province”"):
        progress(marts, catalogue, "provinc", Period.parse("2024-08"))
    with pytest.raises(KpiError, match="not defined at the level"):
        progress(marts, catalogue["full_process_services"], "commune", Period.parse("2024-08"))
    with pytest.raises(KpiError, match="outside the data"):
        progress(marts, catalogue["vssid_share"], "commune", Period.parse("2027-08"))


@pytest.mark.parametrize(("level", "vintage"), some([("commune", "2025"), ("province", "2022")], 2))
@pytest.mark.parametrize("kind", some(["month", "year"], 2))
@pytest.mark.sweep
def test_many_indicators_stand_where_each_of_them_does(catalogue, marts, level, vintage, kind):
    reach = extent(marts)
    periods = Period.between(kind, reach.first_month, reach.last_month)
    kpis = [kpi for kpi in catalogue.values() if level in kpi.levels and kpi.frequency == "month"]
    shown = periods[-2:]
    rows = review(marts, reported(marts, kpis, periods), kpis, level, periods, vintage)
    many = progress_of_many(marts, rows, kpis, shown)
    each = [progress_over(marts, kpi, level, shown, vintage) for kpi in kpis]
    assert_frame_equal(many, pd.concat(each, ignore_index=True))
    assert many["status"].nunique() > 2


def test_values_are_those_of_the_readings(catalogue, marts):
    reach = extent(marts)
    periods = Period.between("quarter", reach.first_month, reach.last_month)
    kpis = [kpi for kpi in catalogue.values() if "commune" in kpi.levels][:5]
    found = review_values(marts, reported(marts, kpis, periods), kpis, "commune", periods, "2025")
    for place, kpi in enumerate(kpis):
        rows = measure(marts, kpi, "commune", periods, "2025")
        assert list(rows["area_code"]) == list(found.areas) * len(periods)
        assert list(rows["period"].unique()) == list(found.periods)
        assert_array_equal(rows["value"], found.value[place].ravel())
        assert_array_equal(rows["denominator"], found.denominator[place].ravel())
    with pytest.raises(ValueError, match="read-only"):
        found.value[0] = 0
