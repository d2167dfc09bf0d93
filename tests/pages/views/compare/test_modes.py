"""The modes of the page of comparisons: each opens in both languages and says what it rests on."""

import json
import re
import zlib
from base64 import b64decode

import pytest

from pages.views.compare.pickers import MODES
from tests.pages.opened import address, charts, html_of, legend, messages, opened, text_of

pytestmark = pytest.mark.usefixtures("served_demo")
MAPS = {"vintages": 3, "periods": 2, "change": 1, "series": 12, "play": 1, "indicators": 2}
KPI, DIVIDED = "online_dossier_share", {"vintage": "2022", "period": "2026-10"}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("mode", MODES)
def test_each_mode_draws_its_maps_on_both_levels(mode, lang):
    for level in ("district", "commune"):
        app = opened("compare", comparison=mode, kpi=KPI, level=level, lang=lang)
        assert not app.exception and messages(app) == ""
        assert len(charts(app)) == MAPS[mode]
        assert address(app)["comparison"] == mode
        assert re.search("Ranh giới|Boundaries", text_of(app))
        files = [one.proto.label for one in app.get("download_button")]
        assert any("XLSX" in one for one in files) and any("CSV" in one for one in files)


def test_an_unknown_mode_is_the_one_of_the_sets_of_units():
    assert len(charts(opened("compare", comparison="other"))) == 3


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "vintages"])
def test_each_mode_says_of_estimates_how_they_were_made(mode):
    app = opened("compare", comparison=mode, kpi=KPI, level="commune", **DIVIDED)
    assert "Estimate (≈): figures reported by the units of 2025" in text_of(app)
    assert "pattern-estimate" in html_of(app)


def test_two_periods_stand_in_their_order_under_one_legend():
    asked = {"kpi": KPI, "level": "district", "period": "2025-03", "vintage": "2024"}
    app = opened("compare", comparison="periods", other_period="2026-01", **asked)
    text = text_of(app)
    assert "Mar 2025 · Jan 2026" in text
    assert text.index("**Mar 2025**") < text.index("**Jan 2026**")
    colours = [
        {
            trace["name"].rsplit(" (")[0]: trace["colorscale"]
            for trace in chart["data"]
            if trace.get("showlegend") and "(" in trace.get("name", "")
        }
        for chart in charts(app)
    ]
    shared = colours[0].keys() & colours[1].keys()
    assert len(shared) == 6 and all(colours[0][one] == colours[1][one] for one in shared)


def test_a_period_of_another_kind_gives_way_to_the_year_before():
    app = opened("compare", comparison="periods", kpi=KPI, period="2026-Q3", other_period="2026-01")
    assert "Q3 2025 · Q3 2026" in text_of(app)


def test_the_legend_of_a_change_counts_what_is_unchanged():
    asked = {"kpi": "village_group_coverage", "level": "commune", "period": "2026-10"}
    (chart,) = charts(opened("compare", comparison="change", other_period="2026-09", **asked))
    entries = legend(chart)
    assert [one for one in entries if one.startswith("Unchanged (±0.0) (")]
    counts = [int(one.rsplit("(", 1)[1].rstrip(")")) for one in entries if "(" in one]
    assert sum(counts) == 57


def test_an_indicator_of_years_says_so_where_a_month_is_asked_for():
    for mode in ("periods", "change", "series", "play"):
        app = opened("compare", comparison=mode, kpi="online_shop_share", period="2026-10")
        assert "choose a whole year" in messages(app)


def played(app) -> dict:
    """What the browser unpacks."""
    packed = re.search(r'\)\("([A-Za-z0-9+/=]+)", (\d+),', html_of(app))
    return json.loads(zlib.decompress(b64decode(packed[1]))) | {"start": int(packed[2])}


def test_all_months_are_sent_once_and_small():
    app = opened(
        "compare", comparison="play", kpi=KPI, level="commune", period="2024-08", lang="vi"
    )
    content = played(app)
    names = [one["name"] for one in content["periods"]]
    assert names[content["start"]] == "Tháng 08/2024" and len(set(names)) > 40
    (chart,) = charts(app)
    (units,) = [trace for trace in chart["data"] if trace.get("meta") == "units"]
    assert len(units["locations"]) == 226
    now = content["periods"][content["start"]]
    assert [ord(sign) - 48 for sign in now["looks"]] == units["z"]
    for one in content["periods"]:
        assert len(one["looks"]) == len(one["values"]) == len(one["dots"]) == 226
        for sign, value in zip(one["looks"], one["values"], strict=True):
            assert (value is None) == (content["entry"][ord(sign) - 48] > 5)
    (packed,) = re.findall(r'"([A-Za-z0-9+/=]{500,})"', html_of(app))
    assert len(packed) < 40_000


def test_months_on_other_units_have_dots_where_they_are_estimates():
    content = played(opened("compare", comparison="play", kpi=KPI, level="commune", vintage="2022"))
    dots = {one["name"]: one["dots"].count("1") for one in content["periods"]}
    assert dots["Aug 2024"] == 0 and dots["Oct 2026"] > 200
