"""A small map shows the line, what joined it and the names, and has no legend of its own."""

import pandas as pd

from pages.figures.choropleth import JOINED, LINE, MapLayers, lineage_map


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
