"""The pages of the years to come: a click on a small map, a click into a choice, on a phone too."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.visits import is_wider_than_its_screen

LINK = "kpi=online_service_users&level=commune&aim_year=2030"
TWO = "14194.14248"


def linked(page, field):
    """What the link says in a field, "" where nothing."""
    return parse_qs(urlsplit(page.url).query).get(field, [""])[0]


def click_unit(page, of_map):
    """Clicks into the middle of the largest unit of a map."""
    spot = page.evaluate(
        "of => { const paths = [...document.querySelectorAll('.geolayer:has(.choroplethlayer)')[of]"
        ".querySelectorAll('.choroplethlocation:not([fill^=rgba])')]"
        ".map(path => path.getBoundingClientRect());"
        " const one = paths.sort((a, b) => b.width * b.height - a.width * a.height)[0];"
        " return [one.x + one.width / 2, one.y + one.height / 2] }",
        of_map,
    )
    page.mouse.move(*spot)
    page.mouse.click(*spot)


@pytest.mark.sweep
def test_three_maps_under_one_legend_and_a_unit_that_is_marked(desktop) -> None:
    desktop.page.set_viewport_size({"width": 1440, "height": 2200})
    page = desktop.open(f"assign?{LINK}&method=effort")
    assert page.locator(".geolayer").count() == 3
    assert page.locator(".swatches").count() == 1
    assert page.locator(".js-plotly-plot .legend .traces").count() == 0
    click_unit(page, 1)
    page.wait_for_url("**area=*")
    assert linked(page, "method") == "effort"


@pytest.mark.sweep
def test_a_choice_on_a_phone(phone) -> None:
    phone.page.set_viewport_size({"width": 390, "height": 2600})
    page = phone.open(f"reach?{LINK}&units={TWO}")
    assert not is_wider_than_its_screen(page)
    click_unit(page, 0)
    page.wait_for_url(lambda url: TWO not in url or f"{TWO}." in url)
    assert linked(page, "units") != TWO
