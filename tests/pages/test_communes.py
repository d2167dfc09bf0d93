"""The story of a unit without a browser: in another language, by a slip, by a name of one unit."""

import pytest

from tests.pages.opened import html_of, opened, text_of

pytestmark = pytest.mark.usefixtures("served_demo")


def searched(name: str):
    """The page after somebody has looked for a name."""
    return opened("communes").text_input[0].set_value(name).run()


def test_a_link_opens_the_same_unit_in_the_other_language():
    app = opened("communes", unit="2022-commune-13633")
    told = html_of(app).split("<p class='told'>")
    assert told[1].startswith("Phường Hạ Long (until 31 Aug 2024) merged with")
    assert told[-1].startswith("Today: Phường Nam Định.</p>")
    assert app.query_params["unit"] == "2022-commune-13633"


def test_a_slip_is_answered_with_the_nearest_names():
    app = searched("Ha Lomg")
    assert not app.exception
    assert "No unit is called “Ha Lomg”. The names nearest to it are:" in text_of(app)
    assert "Phường Hạ Long" in html_of(app).split("<tr class='row")[1]


def test_a_name_of_one_unit_is_shown_at_once_and_stands_in_the_link():
    app = searched("ha long")
    assert app.subheader[0].value.startswith("Phường Hạ Long")
    assert app.query_params["unit"] == "2022-commune-13633"
