"""The map: a legend that counts, hatches for what is missing, nothing of the shapes inside."""

import pandas as pd

from pages.figures import palette
from pages.figures.choropleth import JOINED, LINE, MapClass, MapLayers, choropleth, lineage_map

CLASSES = [
    MapClass("20–<40%", "#a1dab4", ["a", "b"]),
    MapClass("40–<60%", "#41b6c4", []),
    MapClass("60–80%", "#225ea8", ["c"]),
    MapClass("╱╱ Not reported", palette.NO_VALUE, ["d"], "not_reported"),
]
HOVER = {code: f"<b>{code}</b>" for code in "abcd"}
URL = "http://127.0.0.1:8501/app/static/boundaries/x.json"
BORDERS = ([106.0, 106.1, None, 106.2], [20.0, 20.1, None, 20.2])
HATCH = ([106.3, 106.4], [20.3, 20.4])


def made(**changes):
    """A map of four units, with some of its layers changed."""
    frame = (105.9, 19.9, 106.6, 20.6)
    layers = MapLayers(geometry_url=URL, bbox=frame, borders=BORDERS, **changes)
    return choropleth(CLASSES, HOVER, layers, 600, "commune-2025-")


def legend(figure):
    """The traces that stand in the legend."""
    return [trace for trace in figure.data if trace.type == "choropleth" and trace.showlegend]


def lines(figure):
    return [trace for trace in figure.data if trace.type == "scattergeo" and trace.mode == "lines"]


def test_the_legend_counts_the_units_of_every_class_the_empty_one_too():
    assert [trace.name for trace in legend(made())] == [
        "20–<40% (2)",
        "40–<60% (0)",
        "60–80% (1)",
        "╱╱ Not reported (1)",
    ]


def test_every_unit_is_drawn_once_in_the_colour_of_its_class():
    colours = {code: trace.colorscale[0][1] for trace in legend(made()) for code in trace.locations}
    assert colours.pop("none") == "#41b6c4"  # the empty class, which has to have a location
    assert colours == {
        **dict.fromkeys("ab", "#a1dab4"),
        "c": "#225ea8",
        "d": palette.NO_VALUE,
    }


def test_the_text_under_the_pointer_is_that_of_the_unit():
    texts = {
        code: text
        for trace in legend(made())
        for code, text in zip(trace.locations, trace.text, strict=False)
    }
    assert texts == HOVER


def test_the_shapes_stay_outside():
    figure = made(chosen="a")
    shapes = {trace.geojson for trace in figure.data if trace.type == "choropleth"}
    assert shapes == {URL}
    assert len(figure.to_json()) < 15_000


def test_hatches_lie_over_the_classes_and_under_the_borders():
    figure = made(hatches=[HATCH])
    hatch, borders = lines(figure)
    assert (list(hatch.lon), list(hatch.lat)) == HATCH
    assert list(borders.lon) == BORDERS[0]
    assert hatch.line.width < borders.line.width
    kinds = [trace.type for trace in figure.data]
    assert kinds.index("scattergeo") > max(i for i, k in enumerate(kinds) if k == "choropleth")
    assert len(lines(made())) == 1


def test_only_a_chosen_unit_has_an_outline():
    assert len(made().data) + 1 == len(made(chosen="c").data)
    outline = [t for t in made(chosen="c").data if t.type == "choropleth" and not t.showlegend]
    assert [list(one.locations) for one in outline] == [["c"]]
    assert outline[0].marker.line.color == palette.FOCUS
    assert outline[0].hoverinfo == "skip"


def test_names_are_written_where_there_are_some():
    labels = pd.DataFrame({"name": ["Vị Khê"], "lon": [106.1], "lat": [20.3]})
    texts = [t for t in made(labels=labels).data if t.type == "scattergeo" and t.mode == "text"]
    assert [list(one.text) for one in texts] == [["Vị Khê"]]
    assert not [t for t in made().data if t.type == "scattergeo" and t.mode == "text"]


def test_estimates_are_dotted_named_in_the_legend_and_never_dimmed():
    dotted = made(dots=([106.3, 106.4], [20.3, 20.4]), dots_label="Estimate: 2")
    (dots,) = [t for t in dotted.data if t.type == "scattergeo" and t.mode == "markers"]
    assert (dots.name, dots.showlegend, dots.hoverinfo) == ("Estimate: 2", True, "skip")
    assert dots.unselected.marker.opacity == dots.selected.marker.opacity == 1
    assert not [t for t in made().data if t.type == "scattergeo" and t.mode == "markers"]


def drawn(joined: list[str], around: pd.DataFrame):
    layers = MapLayers("http://x/app/static/a.geojson", (106, 20, 107, 21), ([], []), ["9"])
    return lineage_map(["1"], joined, {"1": "Xã A"}, layers, around, 300)


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
