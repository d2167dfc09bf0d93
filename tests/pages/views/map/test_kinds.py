"""The kinds of maps, as a page of the demonstration data shows them."""

import re
from dataclasses import replace

import pytest

from geo.map.breaks import Breaks
from geo.map.served import map_units
from kpis.catalogue.catalogue import load
from kpis.catalogue.vocabulary import Unit
from pages.figures import palette
from pages.shell.selection import Selection
from pages.text.language import Language
from pages.widgets.map.kinds.asked import KINDS, kind_names, kind_of
from pages.widgets.map.kinds.certainty import unsure_classes
from pages.widgets.map.kinds.classed import classed
from pages.widgets.map.kinds.symbols import symbols
from tests.pages.opened import asked, charts, legend, messages, text_of
from tests.pages.test_maps import counts
from tests.pages.widgets.test_legend import frame

USUAL = "map?kpi=online_dossier_share&level=commune&period=2026-10&lang=vi"
OWN = {"draw": "", "second": "", "sized": "numerator", "apart": "10", "grey": "", "unsure": ""}
KPI = load()["online_dossier_share"]
VIEW = Selection(KPI.id, "commune", "2026-10", "2025", lang="vi")
pytestmark = pytest.mark.usefixtures("served_demo")


def title(chart) -> str:
    """What stands over the legend."""
    text = chart["layout"]["legend"].get("title", {}).get("text", "")
    return re.sub("<[^>]*>", " ", text).strip()


def test_the_usual_map_is_the_one_that_it_was():
    (chart,) = charts(asked(USUAL))
    assert title(chart) == "" and sum(counts(chart)) == 57
    assert [trace["colorscale"][0][1] for trace in chart["data"][:6]] == palette.SEQUENTIAL[6]


@pytest.mark.parametrize("kind", KINDS[1:])
def test_each_kind_counts_every_unit_and_keeps_what_is_missing(kind):
    app = asked(f"{USUAL}&draw={kind}")
    assert not app.exception
    (chart,) = charts(app)
    assert title(chart), "the legend says what it is"
    classes = [t for t in chart["data"] if t["type"] == "choropleth" and t.get("name")]
    units = [code for trace in classes for code in trace["locations"] if code != "none"]
    assert len(units) == len(set(units)) == 57
    assert any(entry.startswith("╱╱ Chưa gửi (quá hạn)") for entry in legend(chart))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("classes=jenks&k=4", "Ngắt tự nhiên (Fisher–Jenks), 4 nhóm"),
        ("classes=stdev&k=5&cut=shown", "Độ lệch chuẩn, 5 nhóm, chia theo bản đồ này"),
        ("classes=pretty&cut=shown", "Bước tròn số (pretty), "),
        ("classes=equal&k=3", "Mỗi nhóm rộng như nhau, 3 nhóm"),
        ("classes=own&edges=60;80;90", "Ngưỡng tự chọn, 4 nhóm"),
        ("classes=2025&k=7&palette=puor", "Tách tại chỉ tiêu 2025, 7 nhóm"),
        ("palette=cividis", "Mỗi nhóm cùng số đơn vị, 6 nhóm"),
    ],
)
def test_the_legend_says_how_the_classes_were_cut(query, said):
    (chart,) = charts(asked(f"{USUAL}&{query}"))
    assert said in re.sub(r"\s+", " ", title(chart))
    assert sum(counts(chart)) == 57


@pytest.mark.parametrize(
    ("edges", "said"),
    [
        (
            "90; 80",
            "“80” không lớn hơn ngưỡng đứng trước. Đang vẽ với ngưỡng gần nhất dùng được: 80; 90.",
        ),
        ("80; 80; 90", "“80” bị lặp lại. Đang vẽ với ngưỡng gần nhất dùng được: 80; 90."),
        ("80; tám", "“tám” không phải là số. Đang vẽ với ngưỡng gần nhất dùng được: 80."),
        ("80; 400", "Không có giá trị ở cả hai phía của “400”."),
        ("abc", "“abc” không phải là số. Đang vẽ với mỗi nhóm cùng số đơn vị."),
    ],
)
def test_own_edges_that_do_not_work_are_refused_in_words(edges, said):
    assert said in messages(asked(f"{USUAL}&classes=own&edges={edges}"))


def test_wishes_that_there_are_not_are_the_usual_ones():
    app = asked(f"{USUAL}&draw=pie&k=99&palette=rainbow&unsure=x&apart=0&classes=cubes&cut=x")
    (chart,) = charts(app)
    assert not app.exception and title(chart) == "" and sum(counts(chart)) == 57


def test_the_table_of_two_indicators_holds_the_units_of_its_cells():
    (chart,) = charts(asked(f"{USUAL}&draw=two&second=online_service_users"))
    cells = [int(one["text"]) for one in chart["layout"]["annotations"] if one["text"].isdigit()]
    lacking = sum(counts(chart)[9:])
    assert len(cells) == 9 and sum(cells) + lacking == 57


def test_lines_are_drawn_between_units_that_differ_by_so_much():
    app = asked(f"{USUAL}&draw=neighbours&apart=20")
    (chart,) = charts(app)
    drawn, every, percent = map(
        int,
        re.search(
            r"Đường: (\d+) trong (\d+) ranh giới.*?\((\d+)% lớn nhất\)", text_of(app)
        ).groups(),
    )
    lines = [t for t in chart["data"] if t.get("mode") == "lines" and t.get("showlegend")]
    assert sum(int(re.search(r"\((\d+)\)$", one["name"])[1]) for one in lines) == drawn
    assert percent == 20 and drawn == pytest.approx(0.2 * every, abs=2)


def test_clusters_say_how_they_were_found_and_keep_their_kind_in_a_district():
    whole, part = (asked(f"{USUAL}&draw=clusters{more}") for more in ("", "&district=366"))
    said = text_of(whole)
    for text in ("Moran I toàn tỉnh", "queen", "9.999", "Benjamini–Hochberg"):
        assert text in said
    kinds = [
        {code: trace["name"].split(" (")[0] for trace in charts(app)[0]["data"]
         if trace.get("name") for code in trace.get("locations", ())}
        for app in (whole, part)
    ]  # fmt: skip
    assert all(kinds[0][code] == kind for code, kind in kinds[1].items() if code != "none")


def test_a_count_is_drawn_as_circles_unless_somebody_asks_for_classes():
    count = replace(KPI, unit=Unit.COUNT)
    assert kind_of(OWN, count) == "symbols" and kind_of(OWN, KPI) == "classes"
    assert kind_of({**OWN, "draw": "classes"}, count) == "classes"


def test_circles_are_of_the_chosen_side_and_of_a_count_itself():
    rows = frame([50.0, 60.0, "not_reported"]).assign(
        area_name=list("abc"), comparability="exact",
        numerator=[50.0, 120.0, float("nan")], denominator=[100.0, 200.0, float("nan")],
        units_reported=1, units_expected=1,
    )  # fmt: skip
    rows["area_code"] = map_units("2025", "commune")["code"].head(3).to_list()
    for own, kpi, said in (
        (OWN, KPI, [120, 50]),
        ({**OWN, "sized": "denominator"}, KPI, [200, 100]),
        (OWN, replace(KPI, unit=Unit.COUNT), [60, 50]),
    ):
        shown = symbols(VIEW, own, rows, kpi)
        assert [point[3] for point in shown.marks.circles.points] == said
        assert [one.reason for one in shown.classes] == ["", "not_reported"]


def test_classes_of_a_count_say_what_they_show(served):
    count = replace(load()["vssid_share"], unit=Unit.COUNT)
    view = Selection("vssid_share", "commune", "2024-08", "2022", lang="vi")
    rows = served.measure("vssid_share", "commune", ["2024-08"], "2022")
    (said,) = classed(served, view, {**OWN, "draw": "classes"}, rows, count).warned
    assert said.startswith("Đây là số đếm")


def test_a_class_is_uncertain_where_an_edge_lies_within_the_exact_interval():
    # 50 of 100: 39.8 to 60.2 %; 5,000 of 10,000: 49.0 to 51.0 %; edges at 48 and 55
    rows = frame([50.0, 50.0, "not_due"]).assign(
        numerator=[50.0, 5000.0, float("nan")], denominator=[100.0, 10_000.0, float("nan")]
    )
    breaks = Breaks((0.0, 48.0, 55.0, 100.0), 1, ())
    codes, (said,) = unsure_classes("interval", rows, KPI, breaks, None, VIEW)
    assert codes == ["u0"] and said.startswith("1 trong 2 đơn vị")
    ratio = replace(KPI, unit=Unit.RATIO)
    assert unsure_classes("interval", rows, ratio, breaks, None, VIEW)[0] == []


def test_a_class_is_uncertain_where_natural_breaks_put_it_elsewhere():
    # natural breaks: 1 2 3 | 50 51 52 | 90; edges at 2 and 60 put 2 and 3 into the second class
    rows = frame([1.0, 2.0, 3.0, 50.0, 51.0, 52.0, 90.0])
    breaks = Breaks((0.0, 2.0, 60.0, 100.0), 1, ())
    anew = replace(VIEW, classes="anew")  # of the values shown: no snapshot is asked
    codes, (said,) = unsure_classes("method", rows, KPI, breaks, None, anew)
    assert codes == ["u1", "u2"] and "Fisher–Jenks" in said and "2 trong 7" in said


def test_every_kind_has_a_name_in_both_languages():
    for lang in ("vi", "en"):
        assert kind_names(Language(lang)).keys() == set(KINDS)
        assert len(set(kind_names(Language(lang)).values())) == len(KINDS)
