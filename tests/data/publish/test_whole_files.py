"""Exports that are of no use as a whole are refused: which file, which line, why, what to do."""

import unicodedata

import pytest

from data.publish.directory import build, inspect
from data.refusal import RefusedError

HEADER = "Tháng;Thủ tục đủ điều kiện;Dịch vụ công toàn trình"


@pytest.fixture
def refused(exports, con, only):
    """What is said when an export is inspected and taken in."""

    def saying(name: str = "dich_vu_cong") -> RefusedError:
        only(name)
        with pytest.raises(RefusedError) as caught:
            inspect(exports.path)
            build(con, exports.path)
        said = caught.value
        assert said.reason.vi and said.reason.en and said.remedy.vi and said.remedy.en
        assert said.file in str(said) and said.reason.en in str(said)
        return said

    return saying


def test_a_missing_export(exports, refused):
    exports.file("ho_so").unlink()
    said = refused("ho_so")
    assert (said.file, said.line) == ("ho_so.csv", None)
    assert "is missing" in said.reason.en


def test_an_export_that_is_a_directory(exports, refused):
    exports.file("ho_so").unlink()
    exports.file("ho_so").mkdir()
    assert "cannot be opened" in refused("ho_so").reason.en


ROW = f"{HEADER}\n07/2023;1;1\n".encode()


@pytest.mark.parametrize(
    ("before", "wrong", "line"),
    [
        (ROW + b"08/2023;", b"\xe0;1\n", 3),
        (ROW[:-1], b"\x00\n", 2),
        (ROW + b"08/2023;", "ộ".encode()[:2], 3),
        (ROW + b"08/2023;1;1", b"\xff\xff\n" * 9, 3),
    ],
    ids=["latin_byte", "zero_byte", "cut_letter", "no_letters"],
)
def test_what_is_no_text_is_refused_at_its_byte(exports, refused, before, wrong, line):
    exports.file("dich_vu_cong").write_bytes(before + wrong)
    said = refused()
    assert (said.file, said.line) == ("dich_vu_cong.csv", line)
    assert said.reason.en.endswith(f"known encoding: byte {len(before) + 1}, line {line}.")
    assert said.reason.vi.endswith(f": byte thứ {len(before) + 1}, dòng {line}.")
    assert "UTF-8" in said.remedy.en


def test_a_bad_byte_far_into_a_file_is_found_at_its_line(exports, refused):
    content = "\n".join([HEADER, *(f"07/2023;{n};1;ộộộ" for n in range(300_000))]).encode()
    exports.file("dich_vu_cong").write_bytes(content + b"\n\xff\n")
    assert refused().reason.en.endswith(f"byte {len(content) + 2}, line 300002.")


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (HEADER.replace("Tháng", "Thágn"), "there is no column “Thágn”. Nearest: “Tháng”."),
        (HEADER + ";Ghi chú", "there is no column “Ghi chú”."),
        (HEADER + ";" + "Ghi chú" * 20, "there is no column “" + ("Ghi chú" * 20)[:80] + "…”."),
        ("Tháng;Thủ tục đủ điều kiện", "the column “Dịch vụ công toàn trình” is missing."),
    ],
)
def test_a_wrong_header_is_refused_with_the_nearest_valid_one(exports, refused, header, reason):
    exports.write("dich_vu_cong", f"{header}\n07/2023;1;1\n")
    said = refused()
    assert (said.file, said.line) == ("dich_vu_cong.csv", 1)
    assert said.reason.en.startswith(reason)
    assert HEADER in said.remedy.en


def test_two_columns_of_one_field_are_refused(exports, refused):
    exports.write("dich_vu_cong", f"{HEADER};Kỳ báo cáo\n07/2023;1;1;08/2023\n")
    said = refused()
    assert said.reason.en == "more than one column holds “Tháng”."
    assert said.line == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "the file is empty."),
        (" \n\n", "the file is empty."),
        ("07/2023;1;1\n", "no header row was found in the first 60 rows."),
        (";;\n07/2023;1;1\n", "no header row was found in the first 60 rows."),
    ],
)
def test_a_file_without_a_header_is_refused(exports, refused, content, reason):
    exports.file("dich_vu_cong").write_text(content, encoding="utf-8")
    assert refused().reason.en == reason


def test_a_column_that_holds_a_field_that_may_be_empty_has_to_be_there(exports, refused):
    """Its values would all be gone, in silence: here the days on which groups were closed."""
    lines = [line.rpartition(";")[0] for line in exports.text("to_cong_nghe_so").splitlines()]
    exports.write("to_cong_nghe_so", "\n".join(lines))
    said = refused("to_cong_nghe_so")
    assert (said.file, said.line) == ("to_cong_nghe_so.csv", 1)
    assert said.reason.en == "the column “Ngày giải thể” is missing."


def test_the_file_of_another_export_is_refused(exports, refused):
    """All that su_dung_dich_vu needs is a month and a commune, and these are in bao_cao too."""
    exports.write("su_dung_dich_vu", exports.text("bao_cao"))
    said = refused("su_dung_dich_vu")
    assert (said.file, said.line) == ("su_dung_dich_vu.csv", 1)
    assert said.reason.en.startswith("there is no column “Mã tổ”.")


@pytest.mark.parametrize("first", [1, 100], ids=["near_the_header", "far_below"])
def test_cells_without_a_header_are_refused(exports, refused, first):
    head = HEADER.replace(";Dịch", ";;Dịch")
    cells = ["x" if n >= first else "" for n in range(120)]
    rows = [f"{n % 12 + 1:02d}/{1990 + n // 12};1;{cell};1" for n, cell in enumerate(cells)]
    exports.write("dich_vu_cong", "\n".join([head, *rows]))
    said = refused()
    assert (said.file, said.line) == ("dich_vu_cong.csv", first + 2)
    assert f"C{first + 2} ({120 - first})" in said.reason.en


@pytest.mark.parametrize(
    "head",
    [
        unicodedata.normalize("NFD", HEADER).replace("Tha", " Tha"),
        f"BÁO CÁO;;\n\n{HEADER}",
        f"{HEADER};",
    ],
    ids=["decomposed", "titled", "empty_column"],
)
def test_other_ways_to_write_a_header_are_the_same_header(exports, con, only, head):
    only("dich_vu_cong")
    exports.write("dich_vu_cong", f"{head}\n07/2023;1000;650\n")
    build(con, exports.path)
    assert con.execute("select count(*) from raw_dich_vu_cong").fetchone() == (1,)


def test_a_unit_may_be_given_by_its_name_alone(exports, con, only):
    only("dan_so")
    lines = [line.split(";") for line in exports.text("dan_so").splitlines()]
    exports.write("dan_so", "\n".join(";".join([line[0], *line[2:]]) for line in lines))
    build(con, exports.path)
    query = "select count(*), count(distinct commune_code) from raw_dan_so"
    assert con.execute(query).fetchone() == (7, 3)


def test_a_directory_without_its_exports_is_refused(tmp_path):
    with pytest.raises(RefusedError, match=r"to_cong_nghe_so\.csv: this export is missing"):
        inspect(tmp_path / "nowhere")


def test_a_list_of_units_that_is_none_is_refused(exports, con, tmp_path):
    wrong = tmp_path / "units.csv"
    wrong.write_text("code,name\n1,A\n", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"units\.csv"):
        build(con, exports.path, units_csv=wrong)
