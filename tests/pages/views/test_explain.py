"""The page that explains a number: what it says of a value, and the ways that lead to it."""

import shutil
from html import unescape
from urllib.parse import parse_qs

import pytest

from data.store.snapshot import current
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text.language import Language
from pages.views.explain.asked import shown_value
from pages.views.explain.download import figures_file
from pages.views.explain.files import files_file
from pages.views.explain.lines import lines_file
from pages.views.explain.queries import all_lines, changes, figures, summary
from pages.views.explain.replaced import lines_file as replaced_file
from tests.kpis.explain.corrected import copied, correct
from tests.pages.opened import html_of, messages, opened, text_of

DOSSIERS = {"kpi": "online_dossier_share", "level": "commune", "area": "13696", "period": "2024-08"}


@pytest.fixture(scope="module")
def corrected(sample_store, tmp_path_factory):
    """The store that pages read: the sample, and a workbook that replaced one line."""
    place = tmp_path_factory.mktemp("explain")
    store = copied(sample_store, place)
    correct(store, place)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DX_STORE", str(store))
        yield store


def of(store, **changed):
    """The snapshot that a store serves, and a selection on it."""
    served = Served(current(store).name)
    return served, Selection(**{**DOSSIERS, "vintage": "2022", "lang": "vi", **changed})


def test_a_value_is_said_with_its_formula_files_and_what_was_replaced(corrected):
    text = text_of(opened("explain", lang="vi", **DOSSIERS))
    assert "hồ sơ trực tuyến ÷ hồ sơ tiếp nhận × 100% = 21 ÷ 30 × 100% = 70,0%." in text
    assert "ho_so_sua.xlsx" in text and "Nguyễn Văn A" in text
    assert "Trước: 18 ÷ 30 = 60,0%. Sau: 21 ÷ 30 = 70,0%." in text
    assert "Định nghĩa thay đổi lần cuối 24/11/2026" in " ".join(text.split())
    assert "3 trên 3 phép kiểm tra" in text


def test_files_and_lines_name_sheet_and_line(corrected):
    served, selection = of(corrected)
    found = summary(served, selection)
    (row,) = files_file(served, selection, found).to_dict("records")
    assert (row["Tệp"], row["Trang tính"], row["Dòng đầu và dòng cuối"]) == (
        *("ho_so_sua.xlsx", "2", "2"),
    )
    assert (row["Số dòng cũ bị thay"], row["Người thực hiện"]) == (1, "Nguyễn Văn A")
    lines = lines_file(next(all_lines(served, selection)), served, Language("vi"))
    assert list(lines["Dòng"]) == [2, 2] and list(lines["Vế"]) == ["Tử số", "Mẫu số"]
    assert (lines["Số lượng"] * lines["Trọng số"]).to_list() == [21, 30]
    replaced = replaced_file(changes(served, selection, found.exports), selection)
    first = replaced.iloc[0]
    assert (first["Tệp"], first["Dòng"], first["Số lượng"]) == ("ho_so.csv", 9, 18)


def test_the_file_of_the_figures_says_of_which_day_they_are(corrected):
    served, selection = of(corrected)
    (row,) = figures_file(served, selection, figures(served, selection)).to_dict("records")
    assert (row["Hồ sơ trực tuyến"], row["Hồ sơ tiếp nhận"]) == (21, 30)
    assert row["Bản số liệu công bố lúc"] and "Ghi chú" in row


def test_another_commune_says_that_nothing_was_replaced(corrected):
    text = text_of(opened("explain", lang="en", **{**DOSSIERS, "area": "13720"}))
    assert "12 ÷ 24 × 100% = 50.0%" in text
    assert "No line behind this number has taken the place of another" in text


def test_without_a_unit_the_whole_province_is_explained(corrected):
    served, selection = of(corrected, area="")
    shown = shown_value(served, selection)
    assert (shown.level, shown.area) == ("province", "36")
    only_units = shown_value(served, of(corrected, kpi="e_work_files_commune", area="")[1])
    assert only_units.level == "commune" and only_units.area


def test_a_yearly_indicator_has_the_year_that_ended(corrected):
    asked = {"kpi": "sme_platform_share", "level": "province", "period": "2024-08"}
    text = text_of(opened("explain", lang="vi", **asked))
    assert "27 ÷ 62 × 100%" in text and "năm 2023" in text


def test_a_value_that_is_missing_says_why_and_has_no_lines(corrected):
    asked = {"kpi": "smartphone_adult_share", "level": "commune", "period": "2024-08"}
    text = text_of(opened("explain", lang="vi", area="13723", **asked))
    assert "Chưa gửi (quá hạn)" in text and "Các tệp làm nên con số này" not in text


def test_parts_of_a_divided_unit_are_said_to_be_estimates(corrected):
    asked = {"kpi": "smartphone_adult_share", "level": "commune", "period": "2025-06"}
    text = text_of(opened("explain", lang="vi", area="13969", vintage="2022", **asked))
    assert "461,54 ÷ 569,23 × 100% = 81,1%" in text
    assert "Ước tính (≈)" in text and "Khả năng so sánh: ước tính." in text


def test_without_the_raw_files_the_page_says_what_to_do(sample_store, tmp_path, monkeypatch):
    store = copied(sample_store, tmp_path)
    monkeypatch.setenv("DX_STORE", str(store))
    for raw in store.glob("snapshots/*/raw"):
        shutil.rmtree(raw)
    said = messages(opened("explain", lang="en", **DOSSIERS))
    assert "The lines of this figure cannot be read" in said and "Load the data again" in said
    assert str(tmp_path) not in said


WAYS = [  # a page, what it is asked, and what the way to the explanation carries
    ("map", {"area": "13669"}, {"level": "commune", "area": "13669", "period": "2026-10"}),
    ("overview", {}, {"level": "province", "period": "2026-10"}),
    ("leader", {}, {"level": "province"}),
    ("targets", {"scope": "one", "area": "13669"}, {"area": "13669"}),
    ("verdict", {"result": "one", "area": "13669"}, {"area": "13669", "period": "2025"}),
    ("forecast", {"scope": "one", "area": "13669"}, {"area": "13669"}),
]


@pytest.mark.parametrize(("page", "asked", "carried"), WAYS, ids=[page for page, *_ in WAYS])
def test_a_value_leads_to_its_explanation(served_demo, page, asked, carried):
    whole = {} if page == "leader" else {"kpi": "online_dossier_share", "level": "commune"}
    html = html_of(opened(page, **whole, **asked))
    ways = [unescape(part.split("'")[0]) for part in html.split("href='explain?")[1:]]
    assert ways
    found = [{key: one[0] for key, one in parse_qs(way).items()} for way in ways]
    assert any(carried.items() <= way.items() for way in found), found[:3]
