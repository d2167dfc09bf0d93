"""The whole selection is in the link: a copied one shows the same view to somebody else."""

import pytest

from pages.shell.opened import dated
from pages.text.language import Language
from tests.pages.opened import address, asked, charts, opened, text_of

pytestmark = pytest.mark.usefixtures("served_demo")

LINKS = [  # a browser opens one of the overview
    "map?kpi=assists_per_1000&level=commune&period=2024-08&vintage=2022&topic=thanh_toan&area=13720",
    "targets?kpi=e_signature_share&level=commune&district=366&year=2030&period=2026-H1",
    "quality?period=2025-Q1&level=district&vintage=2024&measure=missing",
    "map?kpi=online_dossier_share&level=commune&period=2026-10&vintage=2022&lang=vi",
]


@pytest.mark.sweep
@pytest.mark.parametrize("link", LINKS)
def test_the_address_of_a_view_shows_the_same_view(link):
    first = asked(link)
    link_of = address(first)
    page, _, query = link.partition("?")
    for pair in query.split("&"):
        name, text = pair.split("=")
        assert link_of[name] == text
    assert dated(link_of["snapshot"], Language(link_of["lang"])) in text_of(first)
    again = opened(page, **link_of)
    assert address(again) == link_of
    assert text_of(again) == text_of(first)
    assert charts(again) == charts(first)
    tables = [[table.value.to_csv() for table in app.dataframe] for app in (first, again)]
    assert tables[0] == tables[1]


def test_another_period_is_shown_on_its_own_units_unless_others_were_chosen():
    for asked_for, shown in (("", "2022"), ("2024", "2024")):
        app = opened("map", period="2026-10", **({"vintage": asked_for} if asked_for else {}))
        assert address(app)["vintage"] == (asked_for or "2025")
        app.selectbox("pick_period").set_value("2024-08").run()
        assert address(app)["period"] == "2024-08"
        assert address(app)["vintage"] == shown
