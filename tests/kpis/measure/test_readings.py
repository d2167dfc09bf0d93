"""Readings: values worked out by hand, and every reason for having none."""

import csv
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from kpis.catalogue.catalogue import check
from kpis.catalogue.kpi import Sides
from kpis.catalogue.vocabulary import Time
from kpis.errors import KpiError
from kpis.measure.extent import extent
from kpis.measure.query import readings_query
from kpis.measure.readings import measure, measure_many
from kpis.periods import Period

EXPECTED = Path(__file__).parents[1] / "expected.csv"


def worked_out():
    """The rows of expected.csv."""
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def read(catalogue, marts):
    """Reads one KPI at one area: the row as a dict."""

    def reading(kpi, level, period, area, vintage=None, breakdown=None):
        periods = [Period.parse(period)]
        frame = measure(marts, catalogue[kpi], level, periods, vintage, breakdown)
        return frame[frame["area_code"] == area].to_dict("records")[0]

    return reading


@pytest.mark.parametrize("row", worked_out(), ids=lambda row: "-".join(list(row.values())[:5]))
def test_a_value_worked_out_by_hand(read, row):
    reading = read(row["kpi"], row["level"], row["period"], row["area_code"], row["vintage"])
    assert reading["missing_reason"] is None
    for column in ("numerator", "denominator", "value"):
        assert reading[column] == pytest.approx(float(row[column]), rel=1e-12), column


def test_every_kpi_has_a_value_worked_out_by_hand(catalogue):
    assert {row["kpi"] for row in worked_out()} == set(catalogue)


def test_the_marts_answer_the_sql_of_every_kpi(catalogue, marts):
    check(catalogue, marts)


def test_a_flow_over_a_stock_counts_who_reported_in_the_month(catalogue, marts):
    stock, months = catalogue["smartphone_adult_share"], [Period.parse("2024-08")]
    mixed = replace(stock, time=Sides(Time.FLOW, Time.STOCK))
    of, found = (measure(marts, one, "commune", months, hides=False) for one in (stock, mixed))
    now = of["reported_month"] == "2024-08-01"
    assert now.any() and (of["value"].notna() & ~now).any()
    assert found.loc[now, ["numerator", "denominator"]].equals(
        of.loc[now, ["numerator", "denominator"]]
    )
    assert found.loc[~now, "value"].isna().all()


def test_no_kpi_reads_more_than_its_mart_and_the_tables_of_units(catalogue, marts):
    reach, periods = extent(marts), [Period.parse("2024-08")]
    for kpi in catalogue.values():
        for level, vintage in product(kpi.levels, reach.vintages):
            query = readings_query(kpi, level, periods, vintage, None, reach)
            tables = marts.get_table_names(query)
            assert tables == {kpi.source, "mart_area_map", "mart_unit"}, (kpi.id, level)


MISSING = [  # kpi, level, period, area, vintage, reason
    ("smartphone_adult_share", "commune", "2024-08", "13723", None, "not_reported"),
    ("smartphone_adult_share", "commune", "2025-02", "13696", None, "not_reported"),
    ("online_dossier_share", "commune", "2024-10", "13696", None, "not_reported"),
    ("online_dossier_share", "commune", "2025-08", "13972", None, "not_due"),
    ("online_dossier_share", "commune", "2025-08", "13693", None, "not_due"),
    ("digital_economy_share", "province", "2025", "36", None, "not_due"),
    ("online_fee_share", "commune", "2024-08", "13720", None, "not_applicable"),
    ("digital_economy_share", "province", "2024-12", "36", None, "not_applicable"),
    ("digital_economy_share", "province", "2024-Q4", "36", None, "not_applicable"),
    # who follows the Zalo OA is stated since 07/2024, trainings are listed from 07/2024 to 07/2025
    ("member_zalo_share", "commune", "2022-12", "13696", None, "not_collected"),
    ("member_zalo_share", "province", "2024-06", "36", "2025", "not_collected"),
    ("member_zalo_share", "commune", "2024-08", "13723", None, "not_reported"),
    ("training_attendance", "commune", "2024-06", "13696", None, "not_collected"),
    ("training_attendance", "commune", "2024-08", "13981", None, "not_reported"),
    ("training_attendance", "commune", "2025-08", "13972", None, "not_due"),
    ("e_work_files_district", "district", "2025-07", "362", None, "not_applicable"),
    # Thiên Trường was made of three communes; the residents of Lộc Hạ are not known
    ("smartphone_adult_share", "commune", "2025-07", "13720", "2024", "no_boundary"),
]


@pytest.mark.parametrize("case", MISSING, ids=lambda case: "-".join(map(str, case)))
def test_why_a_value_is_missing(read, case):
    kpi, level, period, area, vintage, reason = case
    reading = read(kpi, level, period, area, vintage)
    assert reading["missing_reason"] == reason
    assert reading["value"] != reading["value"]


def test_a_total_says_from_how_many_units_it_comes(read):
    reading = read("fibre_household_share", "district", "2024-08", "362")
    assert (reading["units_reported"], reading["units_expected"]) == (3, 20)
    assert (reading["vintage"], reading["area_name"]) == ("2022", "Huyện Nam Trực")
    assert reading["parent_code"] == "36"
    assert f"{reading['reported_month']:%Y-%m}" == "2024-08"


def test_the_last_month_of_a_stock_and_its_staleness(read):
    kpi = "smartphone_adult_share"
    november = read(kpi, "commune", "2024-11", "13696")
    assert (november["value"], f"{november['reported_month']:%Y-%m}") == (
        pytest.approx(100 * 580 / 720),
        "2024-09",
    )
    for too_late in ("2024-12", "2024-Q4"):
        assert read(kpi, "commune", too_late, "13696")["missing_reason"] == "not_reported"


def test_a_period_that_the_data_end_in_is_read_at_their_end(read):
    reading = read("smartphone_adult_share", "commune", "2025", "13684")
    assert (reading["vintage"], reading["numerator"]) == ("2025", 1600)


def test_a_district_kpi_of_a_half_year_before_the_districts_ended(read):
    reading = read("e_work_files_district", "district", "2025-H1", "362", "2025")
    assert (reading["numerator"], reading["denominator"]) == (99, 110)
    assert read("e_work_files_district", "district", "2025", "362")["numerator"] == 99


def test_a_breakdown_by_topic(read):
    key = ("commune", "2024-Q3", "13696", None)
    reading = read("assists_per_1000", *key, "dvctt")
    assert (reading["numerator"], reading["denominator"]) == (30 + 20 + 10, 700 + 700 + 720)
    reading = read("first_time_success_share", *key, "thanh_toan")
    assert (reading["numerator"], reading["denominator"]) == (6, 24)


def test_a_breakdown_by_form(read):
    key = ("commune", "2024-Q3", "13696", None)
    reading = read("assists_per_1000", *key, "form:den_nha")
    assert (reading["numerator"], reading["denominator"]) == (30 + 24 + 10, 700 + 700 + 720)
    reading = read("first_time_success_share", *key, "form:den_nha")
    assert (reading["numerator"], reading["denominator"]) == (10 + 6 + 5, 64)
    reading = read("assists_per_1000", *key, "form:buoi_toi_cong_an")
    assert (reading["numerator"], reading["denominator"]) == (20, 2120)
    reading = read("assists_per_1000", *key, "form:tru_so")  # it reported, and did none of these
    assert (reading["numerator"], reading["value"]) == (0, 0)


def test_the_forms_add_up_to_the_whole(catalogue, marts):
    kpi, period = catalogue["assists_per_1000"], [Period.parse("2024-Q3")]
    codes = [
        str(row[0])
        for row in marts.sql("select code from mart_code where list = 'form'").fetchall()
    ]
    whole = measure(marts, kpi, "province", period)["numerator"].item()
    parts = [
        measure(marts, kpi, "province", period, None, f"form:{code}")["numerator"].item()
        for code in codes
    ]
    assert len(codes) > 3 and sum(parts) == whole > 0


def test_who_reported_nothing_of_a_topic_did_zero_of_it(read):
    reading = read("assists_per_1000", "commune", "2024-Q3", "13696", None, "tmdt")
    assert (reading["numerator"], reading["denominator"], reading["value"]) == (0, 2120, 0)
    success = read("first_time_success_share", "commune", "2024-Q3", "13696", None, "tmdt")
    assert success["missing_reason"] == "not_applicable"
    silent = read("assists_per_1000", "commune", "2024-Q3", "13723", None, "tmdt")
    assert silent["missing_reason"] == "not_reported"


def test_the_topics_add_up_to_the_whole(catalogue, marts):
    kpi, period = catalogue["assists_per_1000"], [Period.parse("2024-Q3")]
    codes = [
        str(row[0])
        for row in marts.sql("select code from mart_code where list = 'topic'").fetchall()
    ]
    assert len(codes) == 8
    whole = measure(marts, kpi, "province", period)["numerator"].item()
    parts = [
        measure(marts, kpi, "province", period, None, code)["numerator"].item() for code in codes
    ]
    assert sum(parts) == whole == 87 + 80 + 60  # July, August, September


def test_every_area_is_a_row_in_order(catalogue, marts):
    periods = [Period.parse(code) for code in ("2024-08", "2024-07", "2024-08", "2025-07")]
    frame = measure(marts, catalogue["vssid_share"], "commune", periods)
    assert frame.groupby("period").size().to_dict() == {
        "2024-07": 226,
        "2024-08": 226,
        "2025-07": 57,
    }
    assert frame[["period", "area_code"]].apply(tuple, axis=1).is_monotonic_increasing
    assert (frame["value"].isna() == frame["missing_reason"].notna()).all()


REFUSED = [
    (("vssid_share", "village", "2024-08"), {}, "Valid are: province, district, commune"),
    (("full_process_services", "commune", "2024-08"), {}, "not defined at the level “commune”"),
    (
        ("vssid_share", "commune", "2022-11"),
        {},
        "2022-11 lies outside the data.*2022-12 to 2025-08",
    ),
    (("vssid_share", "commune", "2025-09"), {}, "2025-09 lies outside the data"),
    (("vssid_share", "commune", "2024-08"), {"vintage": "2023"}, "no vintage “2023”"),
    (("vssid_share", "commune", "2024-08"), {"breakdown": "dvctt"}, "has no breakdown"),
    (("assists_per_1000", "commune", "2024-08"), {"breakdown": "dvct"}, "Did you mean “dvctt”"),
    (
        ("assists_per_1000", "commune", "2024-08"),
        {"breakdown": "form:den_nh"},
        "There is no form “den_nh”. Did you mean “den_nha”",
    ),
]


@pytest.mark.parametrize(("asked", "options", "message"), REFUSED)
def test_a_question_without_an_answer_is_refused(read, asked, options, message):
    with pytest.raises(KpiError, match=message):
        read(*asked, "36", **options)


def test_many_kpis_at_once(catalogue, marts):
    frame = measure_many(marts, list(catalogue.values()), "district", [Period.parse("2024")])
    assert list(frame["kpi"].unique()) == [
        k.id for k in catalogue.values() if "district" in k.levels
    ]
    with pytest.raises(KpiError, match="not defined"):
        only = [catalogue["full_process_services"]]
        measure_many(marts, only, "commune", [Period.parse("2024")])
    with pytest.raises(KpiError, match="at least one period"):
        measure(marts, catalogue["vssid_share"], "commune", [])
