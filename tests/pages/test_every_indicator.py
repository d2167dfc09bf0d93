"""Every indicator on every page that shows one: none ends in an error, whatever it lacks."""

import pytest

from kpis.catalogue.catalogue import load
from tests.pages.opened import opened
from tests.sweep import some

PAGES = {
    "map": {},
    "targets": {"scope": "one"},
    "verdict": {"result": "one"},
    "forecast": {"scope": "one"},
    "assign": {},
    "reach": {},
    "fair": {},
}
pytestmark = pytest.mark.usefixtures("served_demo")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kpi", some(load().values(), 18), ids=lambda kpi: kpi.id)
def test_a_page_can_show_each_indicator(page, kpi):
    app = opened(page, kpi=kpi.id, level=str(kpi.levels[-1]), **PAGES[page])
    assert not app.exception
    assert not app.error, [one.value for one in app.error]
