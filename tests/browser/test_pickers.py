"""Pickers and the search of a table find names without their accents, and say it in Vietnamese."""

import pytest
from playwright.sync_api import Page, expect

from geo.units.spelling import letters
from geo.units.table import load
from pages.shell.frontend.scripts import SEARCH
from tests.sweep import some

OPTIONS = "[data-testid=stSelectboxVirtualDropdown] [role=option]"


def typed(page: Page, label: str, text: str) -> list[str]:
    """What a picker offers after a text was typed into it."""
    picker = page.get_by_role("combobox", name=label)
    if not picker.is_visible():  # those that are changed less often are folded
        page.locator(".st-key-more button").first.click()
    picker.focus()
    picker.press("ControlOrMeta+a")
    picker.press_sequentially(text)
    return page.locator(OPTIONS).all_inner_texts()


@pytest.mark.parametrize(
    ("label", "text", "first"),
    some(
        [
            ("Huyện", "y yen", "Huyện Ý Yên"),
            ("Huyện", "ý yên", "Huyện Ý Yên"),
            ("Huyện", "xuan truong", "Huyện Xuân Trường"),
            ("Chỉ số", "chu ky so", "chữ ký số"),
            ("Chỉ số", "CHỮ KÝ SỐ", "chữ ký số"),
        ],
        3,
    ),
)
def test_a_picker_finds_without_accents(desktop, label, text, first):
    page = desktop.open("map?level=commune")
    found = typed(page, label, text)
    assert found and first in found[0]
    assert all(letters(first.split()[-1]) in letters(one) for one in found)


@pytest.mark.sweep
def test_what_is_not_there_is_not_found_in_words(desktop):
    page = desktop.open("map")
    assert typed(page, "Chỉ số", "zzz") == ["Không tìm thấy"]
    page = desktop.open("map?lang=en")
    assert typed(page, "Indicator", "zzz") == ["No results"]


@pytest.mark.sweep
def test_the_search_folds_as_my_commune_does(desktop):
    page = desktop.open("map")
    names = sorted(set(load()["name"]))
    script = SEARCH.read_text(encoding="utf-8")
    found = page.evaluate(f"names => {{ {script}\n return names.map(folded) }}", names)
    plain = ["".join(c if c.isalnum() else " " for c in letters(name)) for name in names]
    assert found == [" ".join(name.split()) for name in plain]


def test_the_search_of_a_table_needs_no_accents(desktop):
    page = desktop.open("map?level=commune")
    table = page.locator("[data-testid=stDataFrame]").first
    table.hover()
    page.get_by_test_id("stElementToolbar").first.get_by_role("button", name="Tìm").press("Enter")
    page.get_by_test_id("search-input").fill("y yen")
    expect(page.get_by_test_id("search-result-area").first).to_contain_text("kết quả")
