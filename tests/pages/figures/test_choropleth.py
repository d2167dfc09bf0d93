"""The map: a legend that counts, patterns for what is missing, nothing of the shapes inside."""

from base64 import b64decode
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette
from pages.figures.choropleth import (
    BETWEEN,
    BETWEEN_TINY,
    BOLD,
    JOINED,
    LINE,
    WIDE_ONLY,
    Hover,
    MapClass,
    MapLayers,
    choropleth,
    lineage_map,
    script,
)
from pages.shell import url

CLASSES = [
    MapClass("20–<40%", "#a1dab4", ["a", "b"]),
    MapClass("40–<60%", "#41b6c4", []),
    MapClass("60–80%", "#225ea8", ["c"]),
    MapClass("╱╱ Not reported", palette.NO_VALUE, ["d", "e"], "not_reported"),
]
PARTS = {"a": ("A", "7", "!"), "b": ("B", "8", "!"), "c": ("C", "7", "!"), "d": ("none",)}
HOVER = Hover(PARTS, "{0}<br>n: {1}{2}")
URL = "http://127.0.0.1:8501/app/static/boundaries/x.json"
BORDERS = "http://127.0.0.1:8501/app/static/boundaries/y.json"
FRAME = (105.9, 19.9, 106.6, 20.6)


def layers(**changes):
    kept = {"pixels": {"d": 900.0, "e": 50.0}, **changes}
    return MapLayers(URL, FRAME, BORDERS, ["x"], **kept)


def made(**changes):
    """A map of five units, with some of its layers changed; Plotly finds nothing wrong with it."""
    return go.Figure(choropleth(CLASSES, HOVER, layers(**changes), 600, "commune-2025-"))


def legend(figure):
    """The traces that stand in the legend."""
    return [trace for trace in figure.data if trace.type == "choropleth" and trace.showlegend]


def quiet(figure):
    """The traces of units that are neither in the legend nor under the pointer."""
    return [trace for trace in figure.data if trace.type == "choropleth" and not trace.showlegend]


def test_the_legend_counts_the_units_of_every_class_the_empty_one_too():
    assert [trace.name for trace in legend(made())] == [
        "20–<40% (2)",
        "40–<60% (0)",
        "60–80% (1)",
        "╱╱ Not reported (2)",
    ]


def test_every_unit_is_drawn_once_in_the_colour_of_its_class():
    colours = {code: trace.colorscale[0][1] for trace in legend(made()) for code in trace.locations}
    assert colours.pop("none") == "#41b6c4"  # the empty class, which has to have a location
    assert colours == {
        **dict.fromkeys("ab", "#a1dab4"),
        "c": "#225ea8",
        **dict.fromkeys("de", "rgb(236, 239, 242)"),
    }


def test_the_text_under_the_pointer_is_that_of_the_unit():
    first, _, last, missing = legend(made(names={"a": "A", "b": "B", "c": "Ç"}))
    assert first.hovertemplate == "%{properties.name}<br>n: %{customdata[0]}!<extra></extra>"
    assert [list(parts) for parts in first.customdata] == [["7"], ["8"]]
    assert last.hovertemplate == "C<br>n: 7!<extra></extra>"  # its shape has another name
    assert missing.hovertemplate == "%{customdata[0]}<extra></extra>"
    assert [list(parts) for parts in missing.customdata] == [["none"], [""]]
    assert [HOVER.text(code) for code in "ade"] == ["A<br>n: 7!", "none", ""]


def test_units_of_one_class_may_have_texts_of_other_parts():
    classes = [MapClass("all", "#a1dab4", ["a", "d"])]
    (trace,) = legend(go.Figure(choropleth(classes, HOVER, layers(), 600, "")))
    assert [list(parts) for parts in trace.customdata] == [["A<br>n: 7!"], ["none"]]


def test_lines_between_tiny_units_do_not_hide_their_colour():
    def between(pixels):
        layout = made(pixels=pixels).layout
        return layout.template.data.choropleth[0].marker.line.width

    assert between({"d": 900.0, "e": 61.0, "f": 1.0}) == BETWEEN
    assert between({"d": 900.0, "e": 59.0, "f": 1.0}) == BETWEEN_TINY
    assert between({}) == BETWEEN


def test_the_shapes_stay_outside():
    figure = made(chosen="a")
    shapes = {trace.geojson for trace in figure.data if trace.type == "choropleth"}
    assert shapes == {URL, BORDERS}
    assert len(figure.to_json()) < 15_000


def test_missing_units_get_the_hatch_of_their_reason_small_ones_a_closer_one():
    trace = legend(made())[-1]
    shades = {
        code: trace.colorscale[z][1] for code, z in zip(trace.locations, trace.z, strict=True)
    }
    assert shades["d"] != shades["e"]
    found = script(CLASSES, layers())
    assert all(f"[fill='{shade}']" in found for shade in shades.values())
    assert "pattern-not_reported-1" in found and "pattern-not_reported-2" in found
    assert script(CLASSES[:3], layers()) == ""


def test_borders_lie_over_the_classes():
    assert [list(trace.locations) for trace in quiet(made())] == [["x"]]
    assert made().data[-1].geojson == BORDERS
    assert made().data[-1].marker.line.color == palette.INK


def test_only_a_chosen_unit_has_an_outline():
    assert len(made().data) + 1 == len(made(chosen="c").data)
    outline = quiet(made(chosen="c"))[-1]
    assert list(outline.locations) == ["c"]
    assert outline.marker.line.color == palette.FOCUS
    assert outline.hoverinfo == "skip"


def test_marked_units_have_the_outline_of_the_chosen_one():
    outline = quiet(made(chosen="c", marked=("a", "c")))[-1]
    assert list(outline.locations) == ["c", "a"]
    assert outline.marker.line.color == palette.FOCUS


def test_names_are_written_where_there_are_some():
    labels = pd.DataFrame({"name": ["Vị Khê"], "lon": [106.1], "lat": [20.3]})
    texts = [t for t in made(labels=labels).data if t.type == "scattergeo" and t.mode == "text"]
    assert [list(one.text) for one in texts] == [["Vị Khê"]]
    assert not [t for t in made().data if t.type == "scattergeo" and t.mode == "text"]


def test_names_without_room_on_a_narrow_screen_are_of_the_weight_that_it_leaves_out():
    labels = pd.DataFrame({"name": ["Vị Khê", "A"], "lon": [106.1, 106.2], "lat": [20.3, 20.3]})
    figure = made(labels=labels.assign(on_narrow=[True, False]))
    texts = [t for t in figure.data if t.type == "scattergeo" and t.mode == "text"]
    weights = [b64decode(t.textfont.weight["bdata"]) for t in texts]
    assert [list(t.text) for t in texts] == [["Vị Khê", "A"]]
    assert [list(np.frombuffer(one, "<u2")) for one in weights] == [[BOLD, WIDE_ONLY]]
    style = Path(url.__file__).with_name("style.css").read_text("utf-8")
    assert f'text[style*="font-weight: {WIDE_ONLY}"] {{ display: none; }}' in style


def test_estimates_are_dotted_named_in_the_legend_and_their_class_stays_visible():
    over = {"estimate": (["a", "c"], "Estimate: 2")}
    figure = made(over=over)
    (entry,) = [t for t in figure.data if t.type == "scattergeo" and t.mode == "markers"]
    assert (entry.name, entry.showlegend, entry.hoverinfo) == ("Estimate: 2", True, "skip")
    dots = quiet(figure)[0]
    assert list(dots.locations) == ["a", "c"]
    assert {shade.split()[-1] for _, shade in dots.colorscale} == {"0.01)"}
    assert "pattern-estimate" in script(CLASSES, layers(over=over))
    assert not [t for t in made().data if t.type == "scattergeo" and t.mode == "markers"]


def test_what_was_lost_has_lines_over_its_class_and_one_entry_of_the_legend():
    over = {"lost": (["c"], "Lost since: 1")}
    figure = made(over=over)
    assert [t.name for t in figure.data if t.type == "scattergeo"] == ["Lost since: 1"]
    assert list(quiet(figure)[0].locations) == ["c"]
    assert "pattern-lost" in script(CLASSES, layers(over=over))


def drawn(joined: list[str], around: pd.DataFrame):
    under = MapLayers(URL, (106, 20, 107, 21), BORDERS, ["x"], ["9"])
    return go.Figure(lineage_map(["1"], joined, Hover({"1": ("Xã A",)}), under, around, 300))


def test_line_and_joined_units_have_their_colours_and_no_legend() -> None:
    figure = drawn(["2", "3"], pd.DataFrame())
    colours = {trace.locations[0]: trace.colorscale[0][1] for trace in figure.data[:3]}
    assert (colours["1"], colours["2"]) == (LINE, JOINED)
    assert figure.layout.showlegend is False
    assert figure.layout.height == 300
    assert all(trace.geojson.startswith("http") for trace in figure.data[:3])


def test_nothing_joined_draws_no_empty_class() -> None:
    figure = drawn([], pd.DataFrame())
    assert not [t for t in figure.data if t.type == "choropleth" and t.locations[0] == "none"]


def test_names_of_neighbours_are_written_quietly() -> None:
    around = pd.DataFrame({"name": ["Mỹ Hà"], "lon": [106.1], "lat": [20.4]})
    last = drawn([], around).data[-1]
    assert list(last.text) == ["Mỹ Hà"]
    assert last.textfont.weight is None
