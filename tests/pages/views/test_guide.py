"""The guide names every page, and each picture that it names is there and small."""

import re

from PIL import Image

from pages.shell.menu import entries
from pages.text.language import Language
from pages.views.guide.document import GUIDE, guide
from tests.browser.guide import ON_A_PHONE, PICTURES, SHOWN

TEXT = GUIDE.read_text(encoding="utf-8")
MOST = 1_500_000  # bytes of all pictures


def pages_of_the_menu() -> set[str]:
    """The titles of the pages that the menu shows, in Vietnamese."""
    every = entries(Language("vi")).values()
    return {one.title for under in every for one in under if one.is_listed}


def test_every_page_of_the_menu_is_named():
    titles = pages_of_the_menu()
    assert len(titles) > 12
    rows = TEXT.split("### Chọn cái cần xem")[0]
    assert [title for title in titles if f"| {title} |" not in rows] == []


def test_every_picture_is_there_and_small_and_is_taken_by_the_command():
    named = re.findall(r"!\[(.+)\]\(\.\./static/guide/(.+)\.png\)", TEXT)
    assert len(named) == TEXT.count("![") > 5
    assert {name for _, name in named} == {*SHOWN, *ON_A_PHONE}
    files = sorted(PICTURES.glob("*"))
    assert {file.stem for file in files} == {name for _, name in named}
    assert sum(file.stat().st_size for file in files) < MOST
    for file in files:
        with Image.open(file) as picture:
            assert picture.format == "PNG" and picture.mode == "P"


def test_all_of_it_becomes_html():
    html = guide()
    assert "app/static/guide/ban-do.png" in html and "../" not in html
    assert not re.search(r"\*\*|^\||^#|!\[", html, re.MULTILINE)
    assert html.count("<img ") == TEXT.count("![")
    assert html.count("<h3") == TEXT.count("\n### ")
    for anchor in re.findall(r"href='#([^']+)'", html):
        assert f"id='{anchor}'" in html


def test_it_is_about_ten_screens_and_says_the_words_of_the_pages():
    assert 1500 < len(TEXT.split()) < 4000
    for word in ("Chưa gửi (quá hạn)", "Chưa đến hạn", "Gửi muộn", "Đặt lại là mới"):
        assert word in TEXT
    for word in ("mục tiêu", "phiếu", "MASE", "/home", "/work", "/tmp", "g0000"):
        assert word not in TEXT
