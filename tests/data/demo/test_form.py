"""The files have the form that the offices send, and say what they are."""

from pathlib import Path

import pytest

from data.demo.tables import DEMONSTRATION, EXPORTS


@pytest.mark.parametrize("export", EXPORTS)
def test_a_file_has_its_headers_its_mark_and_plain_lines(demo_exports: Path, export: str) -> None:
    content = (demo_exports / f"{export}.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\n")
    assert b"\r" not in content and b'"' not in content
    lines = content.decode("utf-8-sig").splitlines()
    headers = lines[0].split(";")
    assert headers == [*EXPORTS[export].values(), DEMONSTRATION]
    assert len(lines) > 40
    for line in lines[1:]:
        assert line.count(";") == len(headers) - 1 and line.endswith(";")


def test_a_full_set_is_fourteen_files(demo_exports: Path) -> None:
    names = sorted(path.name for path in demo_exports.iterdir())
    assert names == sorted(f"{export}.csv" for export in EXPORTS)
    assert len(names) == 14


def test_amounts_have_a_decimal_comma(demo_exports: Path) -> None:
    text = (demo_exports / "kinh_te_so.csv").read_text(encoding="utf-8-sig")
    assert "\n2022;tinh;36;9841,7;92410,6;2980,6;58215,4;;;;;\n" in text


def test_about_1_3_million_activities(rows) -> None:
    ((count, codes),) = rows("select count(*), count(distinct activity_code) from hoat_dong")
    assert 1_250_000 < count == codes < 1_400_000


def test_months_run_from_09_2022_to_10_2026(rows) -> None:
    for export in ("thanh_vien", "bao_cao", "su_dung_dich_vu", "ho_so", "ho_so_cong_viec"):
        ((first, last, months),) = rows(
            f"select min(month)::text, max(month)::text, count(distinct month) from {export}"
        )
        assert (first, last, months) == ("2022-09-01", "2026-10-01", 50), export


def test_nothing_is_dated_after_the_day_of_the_exports(rows) -> None:
    ((sent, done),) = rows(
        "select max(sent_date)::text, (select max(activity_date)::text from hoat_dong) from bao_cao"
    )
    assert (sent, done) == ("2026-11-12", "2026-10-31")
    late = "select 1 from to_cong_nghe_so where greatest(set_up_date, closed_date) > '2026-11-12'"
    assert rows(late) == []
