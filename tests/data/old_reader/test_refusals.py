"""Files that are of no use as a whole are refused: which file, which line, why, what to do."""

import unicodedata

import pytest

from data.build.warehouse import configure
from data.exports import exports as stanzas
from data.old_reader import inspect, receive
from data.old_reader.build import build
from data.refusal import RefusedError

HEADER = "Tháng;Thủ tục đủ điều kiện;Dịch vụ công toàn trình"


@pytest.fixture
def refused(exports, con):
    """What is said when one export is received."""
    configure(con)

    def saying(name: str = "dich_vu_cong") -> RefusedError:
        export = next(export for export in stanzas() if export.name == name)
        with pytest.raises(RefusedError) as caught:
            receive(con, export, inspect(exports.file(name)))
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
        (b"", ROW.decode().encode("utf-16"), 1),
        (b"Th", b"\xe1ng;", 1),
        (ROW[:-1], b"\x00\n", 2),
        (ROW + b"08/2023;", "ộ".encode()[:2], 3),
        (b"PK", b"\x03\x04" + b"\x00" * 40, 1),
    ],
    ids=["latin_byte", "utf16", "cp1258", "zero_byte", "cut_letter", "xlsx"],
)
def test_what_is_not_utf8_is_refused_at_its_byte(exports, refused, before, wrong, line):
    exports.file("dich_vu_cong").write_bytes(before + wrong)
    said = refused()
    assert (said.file, said.line) == ("dich_vu_cong.csv", line)
    assert f"byte {len(before) + 1}, line {line}." in said.reason.en
    assert "UTF-8" in said.remedy.en


def test_a_bad_byte_far_into_a_file_is_found_at_its_line(exports, refused, monkeypatch):
    from data.old_reader import source

    monkeypatch.setattr(source, "BLOCK", 64)  # letters of several bytes fall on block edges
    lines = [f"0{n % 9 + 1}/20{n % 90:02d};{n};1;ộộộ" for n in range(500)]
    content = "\n".join([HEADER, *lines]).encode()
    exports.file("dich_vu_cong").write_bytes(content + b"\n\xff\n")
    said = refused()
    assert said.reason.en == f"the file is not UTF-8 text: byte {len(content) + 2}, line 502."


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (HEADER.replace("Tháng", "Thang"), "there is no column “Thang”. Nearest: “Tháng”."),
        (HEADER + ";Ghi chú", "there is no column “Ghi chú”."),
        ("Tháng;Thủ tục đủ điều kiện", "the column “Dịch vụ công toàn trình” is missing."),
        (HEADER + ";Tháng", "the column “Tháng” is there twice."),
        (HEADER + ";", "a column has no header; delete it."),
        (HEADER.replace(";", ","), "there is no column “" + HEADER.replace(";", ",") + "”."),
        ("", "the file has no header row."),
        (";;", "the file has no header row."),
    ],
)
def test_a_wrong_header_is_refused_with_the_nearest_valid_one(exports, refused, header, reason):
    exports.write("dich_vu_cong", f"{header}\n07/2023;1;1\n")
    said = refused()
    assert (said.file, said.line) == ("dich_vu_cong.csv", 1)
    assert said.reason.en.startswith(reason)
    assert HEADER in said.remedy.en


def test_an_empty_file_is_refused(exports, refused):
    exports.file("dich_vu_cong").write_bytes(b"")
    assert refused().reason.en == "the file has no header row."


def test_decomposed_letters_and_spaces_in_a_header_are_the_same_header(exports, con):
    decomposed = unicodedata.normalize("NFD", HEADER).replace("Tha", " Tha")
    exports.write("dich_vu_cong", f"{decomposed}\n07/2023;1000;650\n")
    export = next(export for export in stanzas() if export.name == "dich_vu_cong")
    assert receive(con, export, inspect(exports.file("dich_vu_cong"))).rows_in == 1


def test_a_directory_without_its_exports_is_refused(con, tmp_path):
    with pytest.raises(RefusedError, match=r"to_cong_nghe_so\.csv: this export is missing"):
        build(con, tmp_path / "nowhere")


def test_a_list_of_units_that_is_none_is_refused(exports, con, tmp_path):
    wrong = tmp_path / "units.csv"
    wrong.write_text("code,name\n1,A\n", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"units\.csv"):
        build(con, exports.path, units_csv=wrong)
