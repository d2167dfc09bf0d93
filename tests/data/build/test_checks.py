"""Each check is green on the sample and turns red on an offender planted in it."""

from pathlib import Path

import duckdb
import pytest

from data import sql_files
from data.build.checks import run_checks
from data.build.tables import Tables
from data.publish.directory import build

SAMPLE = Path(__file__).parents[1] / "sample"
MY_LOC = ("2022", "commune", "13708")
MY_HUNG = ("2022", "commune", "13729")
EMPTY = ";" * 10

# Check → the lines planted (export, line) and the offenders (vintage, level, unit, month, detail).
PLANTED = {
    "a_commune_that_reports_has_a_population": (
        [("su_dung_dich_vu", "07/2023;13633;;1" + EMPTY + ";")],
        [("2022", "commune", "13633", "2023-07", "dan_so –")],
    ),
    "a_group_closes_after_it_began": (
        [
            ("to_cong_nghe_so", "G5;13708;;V5;;05/07/2023;01/07/2023"),
            ("to_quan_ly", "QL4;huyen;358;;05/07/2023;01/07/2023;8;1"),
        ],
        [
            (*MY_LOC, "2023-07", "G5: 2023-07-01 < 2023-07-05"),
            ("2022", "district", "358", "2023-07", "QL4: 2023-07-01 < 2023-07-05"),
        ],
    ),
    "a_group_has_3_to_10_members": (
        [
            ("thanh_vien", "09/2023;13708;G1;11;;;;"),
            ("thanh_vien", "10/2023;13708;G1;2;;;;"),
            ("thanh_vien", "11/2023;13708;G1;10;;;;"),
            ("thanh_vien", "12/2023;13708;G1;3;;;;"),
        ],
        [(*MY_LOC, "2023-09", "G1: members 11"), (*MY_LOC, "2023-10", "G1: members 2")],
    ),
    "a_group_reports_under_its_own_unit": (
        [
            ("bao_cao", "01/2024;13732;G1;10/02/2024;;chua_gui;"),
            ("hoat_dong", "B1;01/02/2024;13708;G3;den_nha;attt;1;1;;;1;1;1"),
            ("thanh_vien", "08/2024;13708;G2;5;;;;"),
        ],
        [
            ("2022", "commune", "13732", "2024-01", "bao_cao, G1: 13732 ≠ 13708"),
            (*MY_LOC, "2024-02", "hoat_dong, G3: 13708 ← 13729"),
            (*MY_LOC, "2024-08", "thanh_vien, G2: 13708 ← 13729"),
        ],
    ),
    "a_group_works_only_while_it_exists": (
        [
            ("bao_cao", "08/2024;13732;G4;10/09/2024;;chua_gui;"),
            ("hoat_dong", "B2;01/09/2024;13708;G2;den_nha;attt;1;1;;;1;1;1"),
        ],
        [
            ("2024", "commune", "13708", "2024-09", "hoat_dong, G2: 2023-07-01 – 2024-08-31"),
            ("2022", "commune", "13732", "2024-08", "bao_cao, G4: 2024-09-10 – "),
            (*MY_LOC, "2023-01", "hoat_dong, G1: 2023-07-05 – "),  # planted for another check
        ],
    ),
    "a_sent_report_has_a_day": (
        [
            ("bao_cao", "12/2023;13708;G1;10/01/2024;;da_gui;"),
            ("bao_cao", "11/2023;13708;G1;10/12/2023;09/12/2023;nhap;"),
        ],
        [
            (*MY_LOC, "2023-11", "G1: nhap, sent_date 2023-12-09"),
            (*MY_LOC, "2023-12", "G1: da_gui, sent_date –"),
        ],
    ),
    "a_stock_does_not_jump_above_threefold": (
        [
            ("su_dung_dich_vu", "10/2023;13729;;20;40;10" + ";" * 9),
            ("su_dung_dich_vu", "11/2023;13729;;61;120;40" + ";" * 9),
            ("su_dung_dich_vu", "01/2024;13729;;200" + EMPTY + ";"),  # two months later
        ],
        [(*MY_HUNG, "2023-11", "online_service_users 20 → 61")],
    ),
    "a_training_says_how_many_attended": (
        [
            ("tap_huan", "L5;01/08/2023;xa;13708;;truc_tiep;dvctt;"),
            ("tap_huan", "L6;01/08/2023;huyen;358;;truc_tiep;dvctt;0"),
        ],
        [
            (*MY_LOC, "2023-08", "L5: attending –"),
            ("2022", "district", "358", "2023-08", "L6: attending 0"),
        ],
    ),
    "a_village_code_belongs_to_one_commune": (
        [
            ("to_cong_nghe_so", "G6;13729;;13708-01;Xóm 9;01/07/2023;"),
            ("ho_thon", "2023;13732;;13729-01;Xóm 1;90"),
        ],
        [
            (*MY_LOC, "2023-07", "to_cong_nghe_so, 13708-01: 13708 ≠ 13729"),
            (*MY_HUNG, "2023-12", "ho_thon, 13729-01: 13729 ≠ 13732"),
        ],
    ),
    "attendance_is_no_more_than_the_members_of_the_unit": (
        [("tap_huan", "L7;13/09/2024;xa;13732;;truc_tiep;dvctt;5")],
        [("2024", "commune", "13732", "2024-09", "L7: attending 5 > members 4")],
    ),
    "households_of_the_villages_are_no_more_than_those_of_the_commune": (
        [("ho_thon", "2025;13708;;13708-77;;700")],
        [("2025", "commune", "13708", "2025-12", "ho_thon 802 > dan_so 705")],
    ),
    "households_reached_are_no_more_than_those_of_the_village": (
        [("ho_thon", "2024;13732;;13732-01;Xóm 1;8")],
        [
            (
                *("2024", "commune", "13732", "2024-09"),
                "13732-01: households_reached 9 > households 8",
            )
        ],
    ),
    "members_are_no_more_than_the_households_of_the_village": (
        [
            ("ho_thon", "2023;13729;;13729-02;Xóm 2;3"),
            ("thanh_vien", "10/2023;13729;G3;4;;;;"),
        ],
        [(*MY_HUNG, "2023-10", "G3: members 4 > households 3")],
    ),
    "full_process_services_are_no_more_than_eligible": (
        [("dich_vu_cong", "08/2023;10;11")],
        [
            (
                *("2022", "province", "36", "2023-08"),
                "full_process_procedures 11 > eligible_procedures 10",
            )
        ],
    ),
    "no_day_lies_beyond_the_data": (
        [
            ("ho_so", "12/2025;13708;xa;1;1;1;1;1;1;1;1"),
            ("hoat_dong", "B6;01/01/2023;13708;G1;den_nha;attt;1;1;;;1;1;1"),
        ],
        [
            (*MY_LOC, "2023-01", "G1: activity 2023-01-01"),
            ("2025", "commune", "13708", "2025-12", "dossiers 2025-12-01"),
        ],
    ),
    "no_district_reports_after_june_2025": (
        [
            ("ho_so", "07/2025;13708;huyen;1;1;1;1;1;1;1;1"),
            ("ho_so_cong_viec", "07/2025;huyen;356;1;1"),
        ],
        [
            ("2025", "commune", "13708", "2025-07", "ho_so, huyen: received 1"),
            ("2025", "district", "356", "2025-07", "ho_so_cong_viec, huyen: work_files 1"),
        ],
    ),
    "no_line_repeats_a_key": (
        [("thanh_vien", "07/2023;13708;G1;5;2;1;0;3")],
        [(*MY_LOC, "2023-07", "thanh_vien, 15: 2023-07-01 · G1 (= 2)")],
    ),
    "parts_of_a_group_are_no_more_than_its_members": (
        [("thanh_vien", "01/2024;13708;G1;5;6;5;5;7")],
        [
            (*MY_LOC, "2024-01", "G1: trained 7 > members 5"),
            (*MY_LOC, "2024-01", "G1: women 6 > members 5"),
        ],
    ),
    "parts_of_the_dossiers_are_no_more_than_all": (
        [("ho_so", "08/2023;13708;xa;10;11;10;10;11;10;1;0")],
        [
            (*MY_LOC, "2023-08", "xa: fee_online 11 > with_fee 10"),
            (*MY_LOC, "2023-08", "xa: online 11 > received 10"),
            (*MY_LOC, "2023-08", "xa: satisfied 1 > responses 0"),
        ],
    ),
    "parts_of_the_economy_are_no_more_than_all": (
        [("kinh_te_so", "2024;tinh;36;100,5;100,25;5;5;;;;")],
        [("2024", "province", "36", "2024-12", "digital_value_added 100.5 > grdp 100.25")],
    ),
    "parts_of_the_population_are_no_more_than_all": (
        [("dan_so", "2022;13729;;800;600;590;500;200;2;801;so_dang_ky")],
        [
            (*MY_HUNG, "2022-12", "adults 600 > people_15plus 590"),
            (*MY_HUNG, "2022-12", "insured 801 > residents 800"),
        ],
    ),
    "telecom_staff_are_no_more_than_the_people": (
        [("to_quan_ly", "QL5;xa;13708;;05/07/2023;;3;4")],
        [(*MY_LOC, "2023-07", "QL5: telecom_staff 4 > people 3")],
    ),
    "work_files_online_are_no_more_than_all": (
        [("ho_so_cong_viec", "08/2023;xa;13708;3;4")],
        [(*MY_LOC, "2023-08", "work_files_online 4 > work_files 3")],
    ),
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """The marts of the sample with all planted lines."""
    directory = tmp_path_factory.mktemp("planted")
    for path in SAMPLE.glob("*.csv"):
        lines = [ln for added, _ in PLANTED.values() for name, ln in added if name == path.stem]
        (directory / path.name).write_bytes(path.read_bytes() + "\n".join([*lines, ""]).encode())
    with duckdb.connect() as con:
        build(con, directory)
        yield con


def offenders(con, check: str) -> list[tuple]:
    query = (
        "select vintage, level, area_code, strftime(month, '%Y-%m'), detail from mart_check_row"
        " where check_id = ? order by all"
    )
    return con.cursor().execute(query, [check]).fetchall()


@pytest.mark.parametrize("check", PLANTED)
def test_a_check_turns_red_on_its_offenders_and_no_others(planted, check):
    assert offenders(planted, check) == sorted(PLANTED[check][1])
    query = "select offenders from mart_check where check_id = ?"
    assert planted.cursor().execute(query, [check]).fetchone() == (len(PLANTED[check][1]),)


@pytest.mark.parametrize("check", PLANTED)
def test_a_check_is_green_on_the_sample(marts, check):
    assert offenders(marts, check) == []


@pytest.mark.sweep
def test_a_stock_above_a_population_that_was_corrected_later_is_found(con):
    """A line above the population known at its time is set aside before it comes here."""
    build(con, SAMPLE)
    con.execute("update mart_service_month set adults = 1 where month = '2023-07-01'")
    run_checks(Tables(con))
    found = offenders(con, "a_stock_stays_within_its_denominator")
    assert found
    assert {(row[3], row[4].split(" > ")[1]) for row in found} == {("2023-07", "adults 1")}


def test_no_planted_line_was_set_aside_but_the_repeated_one(planted):
    query = "select rule, count(*) from mart_reject group by rule"
    assert planted.cursor().execute(query).fetchall() == [("duplicate_key", 1)]


def test_every_check_has_an_offender_planted_and_says_what_must_hold(marts):
    query = "select check_id, claim, claim_vi, severity from mart_check"
    said = marts.cursor().execute(query).fetchall()
    assert {row[0] for row in said} == {*PLANTED, "a_stock_stays_within_its_denominator"}
    assert {row[0] for row in said} == {file.name for file in sql_files.ordered("checks")}
    assert all(claim and claim_vi for _, claim, claim_vi, _ in said)
    assert {row[3] for row in said} == {"error", "warning"}


def test_a_check_rests_on_the_exports_that_its_core_tables_are_made_from():
    assert sql_files.exports_behind("a_group_has_3_to_10_members") >= {"thanh_vien"}
    assert "hoat_dong" not in sql_files.exports_behind("a_group_has_3_to_10_members")
    assert sql_files.exports_behind("a_group_works_only_while_it_exists") >= {
        *("hoat_dong", "to_cong_nghe_so"),
    }
