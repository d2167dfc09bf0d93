"""Lines that cannot be used: where, which field, which rule, what stood there, and nothing lost."""

from pathlib import Path

import duckdb
import pytest

from data.exports import exports as stanzas
from data.publish.directory import build

SAMPLE = Path(__file__).parents[1] / "sample"
ACTIVITY = "A9;12/07/2023;13708;G1;den_nha;dvctt;1;10;8;8;12;9;4"


def spoilt(place: int, text: str) -> str:
    cells = ACTIVITY.split(";")
    cells[place] = text
    return ";".join(cells)


DUPLICATE = ("activity_code", "duplicate_key", "A8 (= 9)")  # written otherwise, the same line
LINES = [  # line 10 of hoat_dong, and what is said of it
    (spoilt(1, "31/02/2025"), ("activity_date", "not_a_day", "31/02/2025")),
    (spoilt(1, "2023-13-07"), ("activity_date", "not_a_day", "2023-13-07")),
    (spoilt(1, ""), ("activity_date", "missing", "")),
    (spoilt(2, "99999"), ("commune_code", "unknown_unit", "99999")),
    (spoilt(2, "358"), ("commune_code", "unknown_unit", "358")),  # a district is no commune
    (spoilt(3, "G9"), ("group_code", "unknown_group", "G9")),
    (spoilt(4, "o_dau_do"), ("form", "unknown_code", "o_dau_do")),
    (spoilt(5, "o dau do"), ("topic", "not_a_code", "o dau do")),
    (spoilt(5, "DVCTTX"), ("topic", "unknown_code", "DVCTTX")),
    (spoilt(7, "12 nguoi"), ("people", "not_a_count", "12 nguoi")),
    (spoilt(7, "1.5"), ("people", "not_a_count", "1.5")),
    (spoilt(8, "-1"), ("households_visited", "not_a_count", "-1")),
    (spoilt(10, "  "), ("assists", "missing", "")),
    ("A8;08/07/2025;13708;G3;den_nha;dvctt;2;1015;12;6;14;7;7", DUPLICATE),
    (spoilt(11, "13"), ("distinct_people", "above_whole", "13 > 12")),
    (spoilt(12, "13"), ("first_uses", "above_whole", "13 > 12")),
    (spoilt(9, "9"), ("households_new", "above_whole", "9 > 8")),
    (spoilt(1, "12/07/2062"), ("activity_date", "in_the_future", "2062-07-12")),
    (spoilt(1, "31/08/2022"), ("activity_date", "before_the_first", "2022-08-31")),
    (spoilt(1, "12/07/1925"), ("activity_date", "before_the_first", "1925-07-12")),
    ("A9;12/07/2023;13708", ("", "wrong_number_of_cells", "A9;12/07/2023;13708")),
]


GOOD = 8  # lines of hoat_dong in the sample, 2 to 9


@pytest.fixture(scope="module")
def spoilt_marts(tmp_path_factory):
    """The marts of the sample with all lines of LINES and OTHER added."""
    directory = tmp_path_factory.mktemp("spoilt")
    added = [("hoat_dong", line) for line, _ in LINES] + [row[:2] for row in OTHER]
    for path in SAMPLE.glob("*.csv"):
        more = [line for export, line in added if export == path.stem]
        (directory / path.name).write_bytes(path.read_bytes() + "\n".join([*more, ""]).encode())
    with duckdb.connect() as con:
        build(con, directory)
        yield con


@pytest.mark.parametrize(("place", "said"), list(enumerate(said for _, said in LINES)))
def test_a_line_is_set_aside_with_its_reason(spoilt_marts, place, said):
    query = "select field, rule, text from mart_reject where export = 'hoat_dong' and line = ?"
    found = spoilt_marts.cursor().execute(query, [2 + GOOD + place]).fetchall()
    assert found == [said]


def test_what_is_set_aside_counts_nowhere(spoilt_marts):
    query = "select rows_in, accepted, quarantined from mart_export where export = 'hoat_dong'"
    counted = spoilt_marts.cursor().execute(query).fetchone()
    assert counted == (1 + GOOD + len(LINES), GOOD, len(LINES))


def test_the_untouched_line_would_be_accepted(exports, con):
    exports.append("hoat_dong", ACTIVITY)
    build(con, exports.path)
    assert con.execute("select count(*) from mart_reject").fetchone() == (0,)


OTHER = [
    ("bao_cao", "07/2023;13732;G4;10/08/2023;;chua_gui;mat_dien, kinh_phi", "unknown_code"),
    ("bao_cao", "09/2024;13729;G3;10/10/2024;;chua_gui;", "ended_unit"),  # gone since 01/09
    ("ho_so_cong_viec", "07/2025;huyen;358;1;1", "ended_unit"),
    ("ho_so_cong_viec", "07/2023;vung;356;1;1", "not_a_level"),
    ("kinh_te_so", "2023;tinh;36;11.200.5;1;1;1;;;;", "not_an_amount"),
    ("dan_so", "2023;13732;Xã Mỹ Thuận;1;1;1;1;1;1;1;uoc_tinh", "unknown_code"),
    ("dan_so", "20023;13732;Xã Mỹ Thuận;1;1;1;1;1;1;1;so_dang_ky", "not_a_year"),
    ("dan_so", "2062;13708;;1;1;1;1;1;1;1;so_dang_ky", "in_the_future"),
    ("su_dung_dich_vu", "12/2023;13708;;710" + ";" * 7 + "711" + ";;;;", "above_whole"),
    ("chi_tieu", "online_dossier_share;xa;13729;2025;80;15/10/2024;KH 3", "ended_unit"),
    ("chi_tieu", "online_dossier_share;xa;13708;2030;160;01/09/2025;KH 4", "out_of_range"),
    ("chi_tieu", "online_dossier_share;xa;13708;2030;-0,5;01/09/2025;KH 5", "out_of_range"),
    ("chi_tieu", "assists_per_1000;xa;13708;2030;-1;01/09/2025;KH 6", "out_of_range"),
    ("chi_tieu", "online_dossier_share;xa;13708;2030;80;01/09/2005;KH 7", "before_the_first"),
    ("ho_so", "08/2005;13708;xa;1;1;1;1;1;1;1;1", "before_the_first"),
    ("dan_so", "2019;13708;;1;1;1;1;1;1;1;so_dang_ky", "before_the_first"),
    ("to_cong_nghe_so", "G5;13708;;V5;Ông A 0912345678;05/07/2023;", "personal_data"),
    ("to_quan_ly", "QL4;xa;13708;a@vidu.vn;01/07/2025;;8;1", "code_not_of_name"),
]


def test_the_same_holds_for_every_export(spoilt_marts):
    query = "select export, rule from mart_reject where export <> 'hoat_dong' order by export, line"
    found = spoilt_marts.cursor().execute(query).fetchall()
    assert found == sorted(((row[0], row[2]) for row in OTHER), key=lambda row: row[0])


def test_no_number_or_address_of_a_person_is_shown(spoilt_marts):
    query = "select text from mart_reject where contains(text, '•••') order by text desc"
    texts = [text for (text,) in spoilt_marts.cursor().execute(query).fetchall()]
    assert texts == ["Ông A •••", "13708 · •••"]


def test_a_unit_counts_by_the_month_of_its_line(exports, con):
    """13729 is in force until 08/2024, 13708 all the time, with three meanings."""
    exports.append(
        "ho_so_cong_viec",
        *(f"{month};xa;{code};1;1" for month in ("08/2024", "09/2024") for code in (13708, 13729)),
    )
    build(con, exports.path)
    query = (
        "select vintage, area_code from mart_work_file_month"
        " where month in ('2024-08-01', '2024-09-01') order by all"
    )
    assert con.execute(query).fetchall() == [
        ("2022", "13708"),
        ("2022", "13729"),
        ("2024", "13708"),
    ]
    assert con.execute("select line, text from mart_reject").fetchall() == [(8, "13729")]


def test_a_line_that_is_set_aside_takes_no_key(exports, con):
    exports.append("dich_vu_cong", "08/2023;x;1", "08/2023;10;1", "08/2023;10;1")
    build(con, exports.path)
    query = "select line, rule, month from mart_reject order by line"
    assert [(n, rule, str(m)) for n, rule, m in con.execute(query).fetchall()] == [
        (4, "not_a_count", "2023-08-01"),
        (6, "duplicate_key", "2023-08-01"),
    ]
    query = "select eligible_procedures from mart_procedure_month where month = '2023-08-01'"
    assert con.execute(query).fetchall() == [(10,)]


def test_of_lines_that_contradict_each_other_none_is_taken(exports, con):
    exports.append("dich_vu_cong", "08/2023;10;1", "08/2023;11;1", "08/2023;10;1")
    build(con, exports.path)
    query = "select line, rule, text from mart_reject order by line"
    assert con.execute(query).fetchall() == [
        (line, "conflicting_key", "2023-08-01 (= 4)") for line in (4, 5, 6)
    ]


def test_what_lies_within_its_bounds_is_taken(exports, con):
    exports.append(
        "chi_tieu",
        "online_dossier_share;xa;13708;2030;100;01/09/2025;KH 4",
        "assists_per_1000;xa;13708;2030;160;01/09/2025;KH 5",
    )
    exports.append("hoat_dong", spoilt(1, "05/07/2023"))
    build(con, exports.path)
    assert con.execute("select count(*) from mart_reject").fetchone() == (0,)


def test_every_export_has_its_lines_accounted_for(marts):
    query = "select count(*) from mart_export where rows_in <> accepted + quarantined + blanks"
    assert marts.cursor().execute(query).fetchone() == (0,)
    names = marts.cursor().execute("select export from mart_export").fetchall()
    assert [name for (name,) in names] == [export.name for export in stanzas()]


def test_every_rule_has_a_name_in_both_languages(marts):
    codes = "select code from mart_code where list = 'rule'"
    named = {code for (code,) in marts.cursor().execute(codes).fetchall()}
    assert named >= {said[1] for _, said in LINES} | {rule for *_, rule in OTHER}
    assert named >= {"unbalanced_quote"}
