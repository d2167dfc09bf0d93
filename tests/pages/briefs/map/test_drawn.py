"""A frozen map drawn without a browser shows what the screen showed."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from geo.map import served
from pages.briefs.map.drawn import drawn, picture, told
from pages.briefs.map.ground import Ground, built
from pages.figures import palette
from pages.figures.choropleth import Marks
from pages.figures.marks.circles import Circles
from pages.figures.marks.lines import Line
from pages.text.language import Language
from pages.text.words import demonstration
from tests.pages.briefs.example import frozen_map, frozen_view

VI = Language("vi")
SVG = "{http://www.w3.org/2000/svg}"


def elements(svg: str, tag: str) -> list[ET.Element]:
    """The elements of a kind; the SVG is well-formed."""
    return list(ET.fromstring(svg).iter(SVG + tag))


def texts(svg: str) -> list[str]:
    """What is written on the picture."""
    return [element.text for element in elements(svg, "text")]


@pytest.mark.parametrize(("level", "units"), [("district", 10), ("commune", 226)])
def test_every_unit_is_drawn_once_in_the_colour_of_its_class(level, units):
    frozen = frozen_map(level)
    paths = elements(drawn(frozen, VI).svg, "path")
    fills = [path.get("fill") for path in paths]
    assert all(len(path.get("d")) > 10 for path in paths)
    assert sum(len(one.codes) for one in frozen.classes) == units
    for one in frozen.classes:
        if one.reason:
            assert sum(f"url(#{one.reason}-" in fill for fill in fills) == len(one.codes)
        else:
            assert fills.count(one.colour) == len(one.codes)
    assert sum("url(#estimate-" in fill for fill in fills) == 2


def test_the_legend_counts_the_units_of_each_class_and_says_why_some_are_missing():
    frozen = frozen_map("commune")
    written = texts(drawn(frozen, VI).svg)
    for one in frozen.classes[:5]:
        assert f"{one.label} ({len(one.codes)})" in written
    reasons = {"Chưa gửi (quá hạn) (3)", "Ẩn (số quá nhỏ) (2)", "Không so sánh được (1)"}
    assert reasons | {"Ước tính: 2"} <= set(written)
    assert not any(sign in text for text in written for sign in palette.HATCH_SIGN.values())


def test_every_pattern_that_fills_a_unit_is_defined():
    svg = drawn(frozen_map("commune"), VI).svg
    used = set(re.findall(r"url\(#([\w-]+)\)", svg))
    assert used and used <= {one.get("id") for one in elements(svg, "pattern")}


def test_districts_are_outlined_and_the_chosen_unit_above_all():
    lines = [path.get("stroke") for path in elements(drawn(frozen_map("commune"), VI).svg, "path")]
    lines = [line for line in lines if line in {palette.INK, palette.FOCUS}]
    assert lines[-11:] == [*[palette.INK] * 10, palette.FOCUS]


def test_the_surroundings_are_pale_and_under_the_units():
    frozen = frozen_map("district")
    first, *others = frozen.classes
    less = replace(frozen, classes=tuple(others), surroundings=tuple(first.codes), over={})
    fills = [path.get("fill") for path in elements(drawn(less, VI).svg, "path")]
    assert fills[: len(first.codes)] == [palette.SURROUNDING] * len(first.codes)


def test_a_square_of_degrees_is_as_high_as_mercator_has_it():
    ground = Ground(replace(frozen_map("district"), bbox=(106.0, 20.0, 106.1, 20.1)), 1000)
    assert ground.height == pytest.approx(1000 / 0.9393, rel=1e-3)  # 1 / cos(20.05°)
    assert ground.point(106.0, 20.1) == pytest.approx((0, 0))
    assert ground.point(106.1, 20.0) == pytest.approx((1000, ground.height))


def test_names_have_a_halo_and_none_lies_on_another():
    svg = drawn(frozen_map("commune"), VI).svg
    names = [one for one in elements(svg, "text") if one.get("paint-order") == "stroke"]
    assert len(names) > 20
    boxes = [(float(n.get("x")), float(n.get("y")), len(n.text) * 12 * 0.56 / 2) for n in names]
    for at, (x, y, half) in enumerate(boxes):
        for x2, y2, half2 in boxes[:at]:
            assert abs(x - x2) >= half + half2 - 0.2 or abs(y - y2) >= 15.5


def test_fewer_names_stand_on_a_smaller_map():
    frozen = frozen_map("commune")
    large, small = (len(texts(drawn(frozen, VI, (width, 600)).svg)) for width in (720, 300))
    assert small < large


def test_the_legend_hides_no_unit():
    frozen = frozen_map("commune")
    for box in ((720, 800), (720, 400), (400, 800)):
        svg = drawn(frozen, VI, box).svg
        legend = next(r for r in elements(svg, "rect") if r.get("fill-opacity") == "0.9")
        left, top, wide, high = (float(legend.get(n)) for n in ("x", "y", "width", "height"))
        inner = elements(svg, "svg")[1]
        dx, dy = float(inner.get("x")), float(inner.get("y"))
        for path in elements(svg, "path"):
            if path.get("stroke") == palette.PAPER:
                for x, y in re.findall(r"([-\d.]+),([-\d.]+)", path.get("d")):
                    x, y = float(x) + dx, float(y) + dy
                    assert not (left < x < left + wide and top < y < top + high)


@pytest.mark.parametrize("box", [(720, 720), (700, 400), (376, 350), (300, 900)])
@pytest.mark.parametrize("level", ["district", "commune"])
def test_a_map_keeps_within_its_box(level, box):
    made = drawn(frozen_map(level, "Tháng 1"), VI, box, ["Tháng 1"])
    assert made.width == box[0]
    assert made.height <= box[1] + 1
    inner = elements(made.svg, "svg")[1]
    assert float(inner.get("x")) + float(inner.get("width")) <= box[0] + 0.1


def test_what_the_map_rests_on_stands_under_it():
    written = " ".join(texts(drawn(frozen_map("district"), VI).svg))
    assert "Đơn vị năm 2022" in written
    assert served.web_boundaries("2022", "district").source_vi in written


def test_a_picture_for_itself_has_title_facts_and_the_mark_of_demonstration():
    view = frozen_view("district")
    written = texts(picture(view).svg)
    assert written[0] == view.title
    for title, text in view.facts:
        assert f"{title}: {text}" in " ".join(written)
    assert demonstration(VI) in " ".join(written)
    real = replace(view, is_demonstration=False)
    assert demonstration(VI)[:20] not in " ".join(texts(picture(real).svg))


def test_circles_and_lines_are_drawn_and_told_in_the_legend():
    frozen, units = frozen_map("district"), served.map_units("2022", "district")
    points = tuple(
        (code, lon, lat, 100.0 * (9 if at == 0 else 1))
        for at, (code, lon, lat) in enumerate(
            units[["code", "lon", "lat"]].itertuples(index=False, name=None)
        )
    )
    circles = Circles("Hồ sơ nộp trực tuyến", points, ((500.0, "500"), (100.0, "100")))
    line = Line("6,0 đến 7,5 điểm % (1)", 4.0, (((106.1, 20.2), (106.2, 20.3)),))
    made = drawn(replace(frozen, marks=Marks("Ký hiệu tỷ lệ", circles, (line,))), VI)
    on_map = [float(one.get("r")) for one in elements(made.svg, "circle")]
    pattern = len(elements(drawn(frozen, VI).svg, "circle"))  # the dots of estimates
    sizes, radii = on_map[pattern : pattern + 2], on_map[pattern + 2 :]
    assert len(radii) == len(points)
    assert max(radii) == pytest.approx(3 * min(radii), abs=0.2), "nine times as much: the area"
    assert sizes[1] == pytest.approx(max(radii) * (500 / 900) ** 0.5, abs=0.1)
    assert len(elements(made.svg, "polyline")) == 2, "the line and its white edge"
    written = texts(made.svg)
    assert {"500", "100", line.label} <= set(written)
    assert "Ký hiệu tỷ lệ · Hồ sơ nộp trực tuyến" in written


def test_equal_maps_give_equal_text():
    assert drawn(frozen_map("commune"), VI) == drawn(frozen_map("commune"), VI)


def test_a_unit_that_the_boundaries_do_not_hold_is_told():
    frozen = frozen_map("district")
    first = replace(frozen.classes[0], codes=[*frozen.classes[0].codes, "999"])
    svg = drawn(replace(frozen, classes=(first, *frozen.classes[1:])), VI).svg
    assert "nên không vẽ: 1" in " ".join(texts(svg))


def test_a_map_is_drawn_on_the_boundaries_that_it_was_frozen_with():
    frozen = frozen_map("district")
    whole = json.loads(built(frozen.vintage, "district"))
    left = {**whole, "features": whole["features"][1:]}
    own = replace(frozen, boundaries=(json.dumps(left), built(frozen.vintage, "district")))
    gone = whole["features"][0]["properties"]["code"]
    codes = [path.get("data-code") for path in elements(drawn(own, VI).svg, "path")]
    assert gone not in codes and len(set(codes) - {None}) == len(whole["features"]) - 1
    assert gone in drawn(frozen, VI).svg


def test_no_text_is_read_as_a_tag():
    text = "<b>&'\""
    frozen = replace(frozen_map("district"), source=text, labels=((text, 106.2, 20.2),))
    assert sum(text in one for one in texts(drawn(frozen, VI).svg)) == 2


def test_a_map_is_told_in_words():
    text = told(frozen_map("district", "Tháng 1"), VI)
    assert text.startswith("Tháng 1. Bản đồ: Huyện")
    assert "Ước tính: 2" in text
