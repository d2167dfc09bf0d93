"""Exports that cannot be used, and a disk that is full: the last snapshot stays, and it is told."""

import pytest

from data.ledger import failures
from data.publish.directory import RefusedError, publish
from data.reference import UNITS_CSV
from tests.sweep import some


@pytest.fixture
def refused(store, changed, read, names):
    """Publishes the changed exports, which have to be refused; returns what readers are told."""

    def failure(**options) -> failures.Failure:
        before = (store / "CURRENT.json").read_bytes()
        with pytest.raises(RefusedError) as caught:
            publish(changed.path, store, **options)
        assert (store / "CURRENT.json").read_bytes() == before
        assert read(store) == (1, 2)
        assert names(store) == ["g000001"]
        said = failures.last(store)
        assert said.file == caught.value.file
        assert said.reason["en"] in str(caught.value) and said.remedy["en"] in str(caught.value)
        assert said.reason["vi"] != said.reason["en"] and said.remedy["vi"] != said.remedy["en"]
        return said

    return failure


def test_a_missing_export(changed, refused):
    changed.file("ho_so").unlink()
    said = refused()
    assert (said.file, said.line) == ("ho_so.csv", None)
    assert said.reason == {
        "vi": "thiếu tệp này.",
        "en": f"this export is missing in {changed.path}.",
    }


def test_an_export_that_is_no_text(changed, refused):
    changed.file("hoat_dong").write_bytes(b"M\xc3\xa3\n" + bytes(range(255, -1, -1)))
    said = refused()
    assert (said.file, said.line) == ("hoat_dong.csv", 2)
    assert said.reason["vi"].startswith("không phải bảng tính, cũng không phải văn bản")
    assert said.reason["vi"].endswith(": byte thứ 5, dòng 2.")


@pytest.mark.sweep
def test_an_export_with_a_wrong_header_which_is_found_while_building(changed, refused):
    changed.replace("chi_tieu", "Năm", "Nằm đó")
    said = refused()
    assert (said.file, said.line) == ("chi_tieu.csv", 1)
    assert "“Nằm đó”" in said.reason["en"] and "“Nằm đó”" in said.reason["vi"]


def test_an_export_that_is_mostly_set_aside(changed, refused, few):
    changed.append("dich_vu_cong", *(f"08/20{n};x;1" for n in range(100, 201)))
    said = refused()
    assert (said.file, said.line) == ("dich_vu_cong.csv", 5)
    assert said.reason["en"].startswith("101 of 105 lines are no use; the first: ")
    assert said.reason["vi"].startswith("101 trong 105 dòng không dùng được; dòng đầu tiên: ")


@pytest.mark.sweep
def test_a_hundred_lines_set_aside_are_published_all_the_same(store, changed, read, few):
    changed.append("dich_vu_cong", *(f"08/20{n};x;1" for n in range(100, 200)))
    publish(changed.path, store)
    assert read(store) == (2, 3)


def test_exports_without_any_month(changed, refused, only):
    only("dich_vu_cong", "bao_cao", "su_dung_dich_vu")
    for export in ("bao_cao", "su_dung_dich_vu"):
        changed.write(export, changed.text(export).splitlines()[0] + "\n")
    said = refused()
    assert said.file == "bao_cao.csv"
    assert "no month at all" in said.reason["en"] and "không có tháng nào" in said.reason["vi"]


@pytest.mark.sweep
def test_a_list_of_units_that_lost_one(tmp_path, refused, few):
    lines = UNITS_CSV.read_bytes().splitlines(keepends=True)
    lost = next(n for n, line in enumerate(lines) if b"commune" in line and b"2022" in line)
    (tmp_path / "units.csv").write_bytes(b"".join(lines[:lost] + lines[lost + 1 :]))
    said = refused(units_csv=tmp_path / "units.csv")
    assert said.file == "units.csv"
    assert "2022 commune: 225 ≠ 226" in said.reason["en"]


@pytest.mark.sweep
@pytest.mark.parametrize("next_one", some(["new", "the same"], 2))
def test_the_next_good_publish_clears_the_refusal(store, sample, changed, next_one, names):
    text = changed.file("ho_so").read_bytes()
    changed.file("ho_so").unlink()
    with pytest.raises(RefusedError):
        publish(changed.path, store)
    assert failures.last(store).file == "ho_so.csv"
    changed.file("ho_so").write_bytes(text)
    publish(sample if next_one == "the same" else changed.path, store)
    assert failures.last(store) is None
    assert names(store) == (["g000001"] if next_one == "the same" else ["g000001", "g000002"])
