"""One word for one fact: the words of the interface in Vietnamese, and who may say them."""

import re
from pathlib import Path

import pytest

from kpis.catalogue.vocabulary import Missing
from pages.figures.palette import HATCH, HATCH_SIGN
from pages.text.alerts import place
from pages.text.language import Language
from pages.text.words import located, missing, within
from tests.pages.text.test_language import translations

ROOT = Path(__file__).parents[3]
VI, EN = Language("vi"), Language("en")
NOT_SAID = {  # what is said nowhere: what is said instead
    r"mục tiêu": "chỉ tiêu",
    r"\bphiếu của\b": "thẻ",
    r"trạng thái": "hiện trạng, tình trạng",
    r"[Cc]hưa báo cáo|không gửi báo cáo|còn nợ báo cáo": "Chưa gửi (quá hạn)",
    r"kỳ báo cáo liên tiếp|kỳ liên tiếp": "42 tháng liền",
    r"[Ýý] kiến thứ hai": "Đánh giá tham khảo",
    r"xác suất \d+ ?%": "khoảng dự báo 80%",
    r"Trả về": "Đặt lại là mới",
    r"đang đứng ở đâu": "Tình hình chuyển đổi số",
    r"tệp xuất": "tệp số liệu",
    r"bản dữ liệu": "bản số liệu",
    r"xu thế": "xu hướng",
}


@pytest.mark.parametrize("word", NOT_SAID)
def test_what_has_another_word_is_said_nowhere(word):
    assert [text for text in translations().values() if re.search(word, text)] == []
    files = [ROOT / "kpis" / "alerts.toml", *(ROOT / "kpis" / "definitions").glob("*.toml")]
    for file in files:
        told = re.findall(r'vi = "([^"]*)"', file.read_text("utf-8"))
        assert told and [text for text in told if re.search(word, text)] == []


def test_each_reason_has_one_word_of_its_own_and_a_hatch():
    told = [missing(reason, VI) for reason in Missing]
    assert told[:2] == ["Chưa gửi (quá hạn)", "Chưa đến hạn"]
    assert len(set(told)) == len(Missing)
    assert set(HATCH) == set(HATCH_SIGN) == set(Missing)


@pytest.mark.parametrize("reason", Missing)
def test_no_other_place_words_a_reason(reason):
    """Pages, maps and files ask `missing`, so that no two can differ."""
    asked = f't("{missing(reason, EN)}")'
    files = (ROOT / "pages").rglob("*.py")
    found = [file.name for file in files if asked in file.read_text("utf-8")]
    expected = ["words.py"]
    if reason == Missing.NO_BOUNDARY:  # how far a figure can be compared is named so too
        expected = ["comparability.py", "totals_table.py", "words.py"]
    assert sorted(found) == expected


def test_statistics_are_named_where_they_are_explained_or_in_files():
    told = [key for key, text in translations().items() if "MASE" in text]
    assert all("MASE" in key for key in told) and len(told) <= 1


def test_the_unit_above_is_named_once():
    """Namesakes carry it in brackets already: "Phường An Bình (Gia Lai)" of Tỉnh Gia Lai."""
    told = within("Phường An Bình", "Tỉnh Gia Lai")
    assert told == "Phường An Bình (Gia Lai)"
    assert located(told, "Tỉnh Gia Lai") == told
    assert located(told, "Tỉnh Gia Lai", " · ") == told
    assert located("Phường An Bình", "Tỉnh Gia Lai") == "Phường An Bình, Tỉnh Gia Lai"
    assert located(told, "Tỉnh Đồng Tháp") == f"{told}, Tỉnh Đồng Tháp"
    former = within("Xã Hải Minh", "Huyện Hải Hậu (cũ)")
    assert located(former, "Huyện Hải Hậu (cũ)") == "Xã Hải Minh (Hải Hậu)"
    assert [located("Tỉnh Gia Lai", above) for above in (None, "", float("nan"))] == [
        "Tỉnh Gia Lai"
    ] * 3
    alert = {"area_name": told, "parent_name": "Tỉnh Gia Lai"}
    assert place(alert) == told
    assert place({**alert, "parent_name": None}) == told
