"""What the maps of the pages hold, as the browser gets them: units, legend, marks of estimates."""

import base64
import re

import pytest

from tests.pages.opened import asked, charts, html_of, legend, opened, text_of

pytestmark = pytest.mark.usefixtures("served_demo")
OLDER = "map?kpi=online_dossier_share&level=commune&period=2026-10&vintage=2022&lang=vi"


def counts(chart) -> list[int]:
    """The number of units of each class of the legend; the sign of an estimate is no class."""
    found = [re.search(r"\((\d+)\)", entry) for entry in legend(chart)]
    return [int(one[1]) for one in found if one]


def units(chart) -> int:
    """How many units are in the classes; an empty class stands in the legend alone."""
    shown = [
        trace for trace in chart["data"] if re.search(r"\([1-9]\d*\)", trace.get("name") or "")
    ]
    return len({code for trace in shown for code in trace["locations"]})


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("period=2024-08&vintage=2022", 226),
        ("period=2025-06&vintage=2024", 175),
        ("period=2026-10&vintage=2025", 57),
        ("period=2024-08&vintage=2022&level=district", 10),
        ("period=2026-10&vintage=2025&level=district", 9),
    ],
)
def test_each_vintage_has_its_units_and_the_legend_counts_them_all(query, count):
    (chart,) = charts(asked(f"map?{query}"))
    assert sum(counts(chart)) == units(chart) == count


def dotted(chart):
    """The entries of the legend for dots over units that are estimates."""
    return [trace["name"] for trace in chart["data"] if trace.get("mode") == "markers"]


def coordinates(part) -> int:
    """How many degrees a figure carries."""
    if isinstance(part, dict) and "bdata" in part:
        return len(base64.b64decode(part["bdata"])) // 4
    return len([degree for degree in part or [] if degree is not None])


def test_a_new_period_on_old_units_is_shown_as_estimates():
    app = asked(OLDER)
    text = text_of(app)
    assert re.search(
        r"Xem trên đơn vị năm 2022: \d+ đơn vị là ước tính, 0 không so sánh được", text
    )
    assert "Cộng các đơn vị: khớp với toàn tỉnh" in text
    assert "theo đơn vị năm 2025 được chia theo dân số" in text
    (chart,) = charts(app)
    (dots,) = dotted(chart)
    count = int(re.fullmatch(r"Ước tính: (\d+)", dots)[1])
    assert count > 200
    over = [t for t in chart["data"] if "0.01" in str(t.get("colorscale"))]
    assert [len(trace["locations"]) for trace in over] == [count]
    assert "pattern-estimate" in html_of(app)


@pytest.mark.parametrize("page", ["map", "verdict", "forecast", "compare", "leader", "communes"])
def test_no_figure_carries_more_coordinates_than_labels(page):
    for chart in charts(opened(page, level="commune", vintage="2022", result="one", scope="one")):
        for trace in chart["data"]:
            if trace["type"] in ("choropleth", "scattergeo"):
                assert isinstance(trace.get("geojson", ""), str)
                degrees = coordinates(trace.get("lon")), coordinates(trace.get("lat"))
                assert degrees in {(0, 0), (len(trace.get("text", ())),) * 2}


def test_the_units_of_the_reports_have_no_marks():
    app = asked("map?kpi=online_dossier_share&level=commune&period=2026-10")
    assert "class='units'" not in html_of(app)
    assert dotted(charts(app)[0]) == []


def test_former_districts_that_are_estimates_are_dotted():
    app = asked("verdict?result=one&kpi=sme_platform_share&level=district")
    (chart,) = charts(app)
    assert dotted(chart) == ["Estimate: 3"]
    assert sum(counts(chart)) == 9


def test_the_verdict_has_all_indicators_with_the_missed_ones_first():
    app = opened("verdict", lang="vi")
    tally, board = html_of(app).split("class='tally'")[1].split("<table class='board")
    signs = re.findall(r"<tr class='row.*?class='badge[^>]*>(.)", board)
    assert len(signs) > 20
    missed = [sign == "✖" for sign in signs]
    assert True in missed and missed == sorted(missed, reverse=True)
    counted, apart = tally.split("class='apart'")
    assert re.search(r"\d+/\d+ đạt · đạt muộn: \d+ · chưa đạt: \d+", counted)
    assert re.search(r"\d+/\d+ đạt", apart)


def test_a_change_of_the_month_changes_parts_that_are_there_and_the_address_is_whole_at_once():
    app = opened("map", period="2026-09")

    def parts():
        drawn = [*app.dataframe, *app.get("download_button"), *app.button]
        return [one.proto.id for one in drawn]

    def change(month):
        next(one for one in app.selectbox if one.key == "pick_period").set_value(month).run()
        assert "replaceState" not in html_of(app)
        return app.query_params["period"], app.query_params["vintage"]

    before = parts()
    assert change("2026-03") == ("2026-03", "2025")
    assert parts() == before and len(before) > 5
    assert change("2025-03") == ("2025-03", "2024")  # on the units in force then
