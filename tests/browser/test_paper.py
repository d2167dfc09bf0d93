"""A page on paper: whole tables, charts within the page, what was chosen and no control."""

from io import BytesIO
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.sweep import some

CONTROLS = [
    "[data-testid=stHeader]",
    "[data-testid=stButton]",
    "[data-testid=stDownloadButton]",
    "[data-testid=stSelectbox] button",
    "[data-testid=stDataFrame]",
]
A4_WIDTH = 1047  # pixels between the margins of a page across


@pytest.fixture
def printing(desktop):
    """Opens a page as it is printed."""

    def printed(address: str) -> Page:
        desktop.page.set_viewport_size({"width": A4_WIDTH, "height": 700})
        page = desktop.open(address)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        return page

    yield printed
    desktop.page.emulate_media(media="screen")


def test_all_rows_of_a_table_are_printed_and_no_control(printing):
    page = printing("map?level=commune")
    for control in CONTROLS:
        shown = page.locator(control).evaluate_all("all => all.filter(one => one.offsetParent)")
        assert shown == [], control
    rows = page.locator("table.printed tbody tr")
    expect(rows).to_have_count(57)
    places = rows.evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    foot = page.locator("footer.foot").bounding_box()
    assert max(places) < foot["y"]  # in no box with a height of its own
    values = rows.first.locator("td").all_inner_texts()
    assert (
        values[0] == "1" and values[2].endswith("%") and "," in values[2]
    )  # as the page writes it
    picked = page.get_by_role("combobox", name="Chỉ số")
    expect(picked).to_be_visible()  # as a text: what was chosen
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("table.printed")).to_have_count(0)


@pytest.mark.sweep
@pytest.mark.parametrize("address", some(["map?level=commune", "", "compare", "forecast"], 4))
def test_a_chart_lies_within_its_page(printing, address):
    page = printing(address)
    for drawing in page.locator(".svg-container").all():
        box = drawing.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= A4_WIDTH + 1
        assert box["height"] <= 118 / 25.4 * 96 + 1  # a part of a page, 190 mm high
        inside = drawing.evaluate(
            "one => { const mine = one.getBoundingClientRect();"
            " return [...one.querySelectorAll('.main-svg')].every(svg =>"
            " svg.getBoundingClientRect().width <= mine.width + 1 && svg.hasAttribute('viewBox')) }"
        )
        assert inside


@pytest.mark.sweep
def test_names_on_dark_colours_keep_their_halo(printing):
    page = printing("map?level=commune")
    page.wait_for_function(
        "() => { const style = getComputedStyle(document.querySelector('.scattergeo text'));"
        " return style.stroke === 'rgb(255, 255, 255)' && style.paintOrder.startsWith('stroke') }"
    )


@pytest.mark.sweep
def test_a_folded_list_is_printed_whole(printing):
    page = printing("")
    expect(page.locator(".communes li").last).to_be_visible()


@pytest.mark.sweep
def test_the_figures_of_the_analysis_lie_one_below_the_other_with_all_rows(printing):
    page = printing("analysis?level=commune")
    upper = [one.bounding_box() for one in page.locator("#desk > :is(figure, .three)").all()]
    assert len(upper) == 3
    for above, below in pairwise(upper):
        assert above["y"] + above["height"] <= below["y"]
    last = page.locator("#desk tbody tr").last.bounding_box()
    assert last["y"] + last["height"] <= upper[1]["y"] + upper[1]["height"]
    sheets = [one.extract_text() for one in PdfReader(BytesIO(page.pdf())).pages]
    names = page.locator("#desk tbody td.name").all_inner_texts()
    with_rows = [sheet for sheet in sheets if sum(name in sheet for name in names) > 5]
    assert len(with_rows) > 1 and all("Mẫu số" in one or "Mẫu\nsố" in one for one in with_rows)
