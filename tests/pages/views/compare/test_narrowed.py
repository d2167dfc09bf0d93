"""The filters of the page of comparisons: the same units on all maps of a mode, told in words."""

import pytest

from data.store.snapshot import current, store_directory
from geo.units.table import of
from pages.shell.served import Served
from pages.views.compare.pickers import MODES
from tests.pages.opened import address, charts, html_of, messages, opened, text_of

pytestmark = pytest.mark.usefixtures("served_demo")
KPI, AT = "online_dossier_share", {"level": "commune", "period": "2026-10", "vintage": "2025"}
OUTLINE = "#d1007a"


def units_of(chart: dict) -> set[str]:
    """The codes of the units that are drawn in classes, or as they are played."""
    return {
        code
        for trace in chart["data"]
        if trace["type"] == "choropleth" and trace.get("hovertemplate")
        for code in trace["locations"]
        if code != "none"
    }


def outlined(chart: dict) -> list[str]:
    """The codes of the units with a bright outline."""
    lines = [
        trace
        for trace in chart["data"]
        if trace.get("marker", {}).get("line", {}).get("color") == OUTLINE
    ]
    return [code for trace in lines for code in trace["locations"]]


@pytest.mark.parametrize("mode", MODES)
def test_a_district_narrows_all_maps_of_each_mode(mode):
    app = opened("compare", comparison=mode, kpi=KPI, district="360", **AT)
    assert not app.exception and messages(app) == ""
    known = of("2025", "commune")
    inside = set(known["code"][known["parent_code"] == "360"])
    drawn = [units_of(chart) for chart in charts(app)]
    if mode == "vintages":  # of 2022 those of the same territory, all of which joined these
        assert drawn[-1] == inside and len(drawn[0]) > len(inside)
    else:
        assert all(codes == inside for codes in drawn)
    assert "Filters: Huyện Ý Yên (cũ)." in text_of(app)
    assert address(app)["district"] == "360"


def test_single_units_stand_for_their_territory_on_the_other_sets_of_units():
    app = opened("compare", comparison="vintages", kpi=KPI, only="13795", **AT)
    assert not app.exception
    drawn = [units_of(chart) for chart in charts(app)]
    assert drawn[-1] == {"13795"} and all(drawn)
    assert "2025: 1 of 57 units." in text_of(app)


@pytest.mark.parametrize("mode", ["periods", "change", "series", "play", "indicators"])
def test_a_condition_leaves_the_same_units_on_each_map(mode):
    app = opened("compare", comparison=mode, kpi=KPI, where="value:> 90", **AT)
    assert not app.exception and messages(app) == ""
    served = Served(current(store_directory()).name)
    rows = served.measure(KPI, "commune", ["2026-10"], "2025")
    high = set(rows["area_code"][rows["value"] > 90.05])  # written 90,1 and more
    (codes, *others) = [units_of(chart) for chart in charts(app)]
    assert codes and high <= codes and len(codes) < len(rows)
    assert all(one == codes for one in others)
    assert f"{len(codes)} of {len(rows)} units." in text_of(app)


def test_a_change_can_be_asked_about_where_two_periods_are_compared():
    asked = {"kpi": KPI, "other_period": "2025-10", **AT}
    little = opened("compare", comparison="change", where="change:< 5", **asked)
    much = opened("compare", comparison="periods", where="change:>= 5", **asked)
    assert not little.exception and not much.exception
    (chart,), (first, second) = charts(little), charts(much)
    assert units_of(first) == units_of(second) and not units_of(first) & units_of(chart)
    other = opened("compare", comparison="indicators", where="change:< 5", **asked)
    assert "There is no column “change”" in text_of(other)


def test_where_no_unit_passes_it_is_said_and_taken_back_by_one_button():
    for mode in MODES:
        app = opened("compare", comparison=mode, kpi=KPI, where="value:> 100", **AT)
        assert "No unit passes all of these filters" in messages(app)
        app.button(key="clear-filters").click().run()
        assert charts(app) and "where" not in address(app)


def test_what_is_played_is_judged_by_the_newest_period():
    app = opened(
        "compare", comparison="play", kpi=KPI, where="value:> 90", **{**AT, "period": "2024-08"}
    )
    newest = opened("compare", comparison="play", kpi=KPI, where="value:> 90", **AT)
    assert units_of(charts(app)[0]) == units_of(charts(newest)[0])
    assert "Conditions are judged on" in text_of(app)


@pytest.mark.parametrize("mode", MODES)
def test_a_marked_unit_is_outlined_on_each_map_and_told_below(mode):
    app = opened("compare", comparison=mode, kpi=KPI, area="13795", **AT)
    assert not app.exception
    assert all(outlined(chart) for chart in charts(app))
    assert "Marked unit" in html_of(app) and "explain?" in html_of(app)


@pytest.mark.parametrize("mode", ["vintages", "periods", "series", "play", "indicators"])
def test_a_palette_colours_all_maps_and_their_one_legend(mode):
    app = opened("compare", comparison=mode, kpi=KPI, palette="cividis", **AT)
    assert not app.exception
    assert "#fee838" in html_of(app)  # the brightest of it, in the legend
    colours = [str(chart) for chart in charts(app)]
    assert all("#fee838" in one for one in colours)
