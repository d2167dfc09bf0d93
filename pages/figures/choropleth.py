"""A choropleth of one KPI: discrete classes with counts, patterns over units, names.

No polygon is inside the figure: the browser fetches them once from the address of each set of
boundaries and keeps them, so that a change of filter sends classes and texts. Figures are plain
dictionaries as Plotly's schema has them: to validate one costs more than to make it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette, patterns
from pages.figures.marks import circles as circles_of
from pages.figures.marks import lines as lines_of
from pages.figures.marks import table as table_of
from pages.figures.marks.circles import Circles
from pages.figures.marks.key import placed
from pages.figures.marks.lines import Line
from pages.figures.marks.table import Table
from pages.figures.overlays import Spec, borders, names, outline, over, pale, swatch

BOLD, WIDE_ONLY = 600, 599  # by the second style.css leaves names out on a narrow screen
BETWEEN, BETWEEN_TINY = 0.7, 0.1  # pixels of white around units, and around tiny ones
TINY = 60  # square pixels: of units of which more white would hide the colour


@dataclass(frozen=True)
class MapClass:
    """One entry of the legend: its words, its colour and the units in it."""

    label: str
    colour: str
    codes: list[str]
    reason: str = ""  # why these units have no value; gives them their hatch


@dataclass(frozen=True)
class Hover:
    """The texts under the pointer, all HTML that the caller escaped.

    `parts` are those of each unit, by its code. One part is the whole text; of several, `template`
    says how they stand, "{0}" being the first. What is the same for all units of a class is sent
    once, and what their shapes say of them, their names, not at all.
    """

    parts: Mapping[str, Sequence[str]]
    template: str = ""

    def text(self, code: str) -> str:
        """The whole text of one unit; "" where there is none."""
        parts = self.parts.get(code, ("",))
        return parts[0] if len(parts) == 1 else self.template.format(*parts)

    def traced(self, codes: Sequence[str], names: Mapping[str, str]) -> dict[str, Any]:
        """What a trace needs to show the texts of its units; `names` come with their shapes."""
        parts = [self.parts.get(code, ("",)) for code in codes]
        if any(len(one) == 1 for one in parts) or not parts:
            whole = [[self.text(code)] for code in codes]
            return {"customdata": whole, "hovertemplate": "%{customdata[0]}<extra></extra>"}
        told, sent = [], []
        for column in zip(*parts, strict=True):
            if list(column) == [names.get(code) for code in codes]:
                told.append("%{properties.name}")
            elif len(set(column)) == 1:
                told.append(column[0])
            else:
                told.append(f"%{{customdata[{len(sent)}]}}")
                sent.append(column)
        return {
            "customdata": list(zip(*sent, strict=True)),
            "hovertemplate": self.template.format(*told) + "<extra></extra>",
        }


@dataclass(frozen=True)
class Marks:
    """What some kinds of map have besides classes; `title` stands over the legend and says how the
    map was made. A `table` stands in the place of the legend of the classes."""

    title: str = ""
    circles: Circles | None = None
    lines: tuple[Line, ...] = ()
    table: Table | None = None


NO_MARKS = Marks()


@dataclass(frozen=True)
class MapLayers:
    """What a map is drawn of besides its classes; boxes and points in degrees."""

    geometry_url: str
    bbox: tuple[float, float, float, float]
    borders_url: str  # the boundaries whose outlines are drawn over the units
    bordered: list[str]  # their codes
    surroundings: list[str] = field(default_factory=list)  # units drawn pale, for orientation
    over: Mapping[str, tuple[Collection[str], str]] = field(default_factory=dict)
    """Units with a pattern over their class, by its kind, each with its words in the legend."""
    names: Mapping[str, str] = field(default_factory=dict)  # that the shapes of units carry
    pixels: Mapping[str, float] = field(default_factory=dict)  # square ones, of each unit
    level: str = "commune"  # of the units: how wide the hatch of a large one is
    is_legend_inside: bool = False  # in the corner of the map, which is drawn to its right
    labels: pd.DataFrame = field(default_factory=pd.DataFrame)
    """name, lon, lat and on_narrow: whether a screen as narrow as a phone has room for it."""
    label_size: int = 12
    chosen: str = ""
    marked: Sequence[str] = ()  # outlined as the chosen unit is
    marks: Marks = NO_MARKS
    width: float = 720  # pixels, about: circles grow with it

    def outlined(self) -> list[str]:
        """The codes of the units with a bright outline, each once."""
        return [code for code in dict.fromkeys((self.chosen, *self.marked)) if code]

    def drawn(self, kind: str, code: str) -> patterns.Drawn:
        """The pattern of a kind over one unit."""
        return patterns.of_unit(kind, self.level, self.pixels.get(code, 0))


def choropleth(
    classes: list[MapClass], hover: Hover, layers: MapLayers, height: int | None, revision: str
) -> Spec:
    """The figure, to be shown with the `script` of its patterns; as high as its place for None."""
    url = layers.geometry_url
    data = [pale(layers.surroundings, url)] if layers.surroundings else []
    data += [_class_trace(entry, hover, layers) for entry in classes]
    for kind, (codes, label) in layers.over.items():
        data.append(over(codes, url, [layers.drawn(kind, code) for code in codes]))
        data.append(swatch(kind, label))
    data.append(borders(layers.bordered, layers.borders_url))
    data += lines_of.traces(layers.marks.lines)
    if layers.marks.circles:
        data.append(circles_of.trace(layers.marks.circles, layers.width))
    if outlined := layers.outlined():
        data.append(outline(outlined, url))
    if len(layers.labels):
        is_kept = layers.labels.get("on_narrow", pd.Series(True, layers.labels.index))
        weights = is_kept.map({True: BOLD, False: WIDE_ONLY})
        data.append(names(layers.labels, layers.label_size, weights=weights))
    layout = _layout(layers.bbox, height, revision)
    layout["legend"] |= INSIDE if layers.is_legend_inside else BELOW
    if layers.pixels and median(layers.pixels.values()) < TINY:
        layout["template"] = {"data": {"choropleth": [_in_common(BETWEEN_TINY)]}}
    if layers.marks != NO_MARKS:
        _add_keys(layout, data, layers)
    return {"data": data, "layout": layout}


def _in_common(width: float) -> Spec:
    """What all traces of units have in common, said once a figure."""
    return {
        "showscale": False,
        "marker": {"line": {"color": "white", "width": width}, "opacity": 1},
        "selected": {"marker": {"opacity": 1}},  # a click on a unit must not dim the others
        "unselected": {"marker": {"opacity": 1}},
    }


def _add_keys(layout: Spec, data: Sequence[Spec], layers: MapLayers) -> None:
    """Adds the words over the legend and the keys of the marks: over the legend in the corner of
    the map or, where that stands under the map, over the map."""
    marks = layers.marks
    if marks.title:
        text = "<br>".join(wrap(marks.title, TITLE_LETTERS))
        title = {"text": f"<b>{text}</b>", "font": {"size": 13}, "side": "top"}
        layout["legend"]["title"] = title
    titled = 18 * (1 + len(marks.title) // TITLE_LETTERS) if marks.title else 0
    is_inside = layers.is_legend_inside
    if not is_inside and layout.get("height"):  # the map stays as large as without them
        layout["height"] += titled + ROW * len(marks.lines)
    keys = [circles_of.key(marks.circles, layers.width)] if marks.circles else []
    keys += [table_of.key(marks.table)] if marks.table else []
    if not keys:
        return
    rows = sum(bool(one.get("name") and one.get("showlegend", True)) for one in data)
    bottom = 12 + titled + ROW * rows if is_inside else 8
    drawn, height = placed(keys, 8, bottom, above=not is_inside)
    layout |= drawn
    if not is_inside:
        layout["margin"] = {**layout["margin"], "t": height + 16}
        layout["height"] = layout.get("height", 0) + height


def script(classes: list[MapClass], layers: MapLayers) -> str:
    """The script that the patterns of a map need on its page; "" where it has none.

    It holds all usual patterns: the same text at each change, which a browser has kept.
    """
    hatched = any(one.reason and one.codes for one in classes)
    is_needed = hatched or any(codes for codes, _ in layers.over.values())
    is_rare = any(kind in layers.over for kind in patterns.RARE)
    wanted = patterns.ALL if is_rare else patterns.USUAL
    return patterns.script(wanted) if is_needed else ""


TITLE_LETTERS, ROW = 34, 19  # letters of a line over the legend; pixels of one of its entries
LEGEND_WIDTH = 225  # pixels that the longest of its lines takes
INSIDE = {"orientation": "v", "yanchor": "bottom", "bgcolor": "rgba(255, 255, 255, 0.9)"}
BELOW = {"orientation": "h", "yanchor": "top"}


def _layout(
    bbox: tuple[float, float, float, float], height: int | None, revision: str
) -> dict[str, Any]:
    west, south, east, north = bbox
    return {
        "geo": {
            "visible": False,
            "projection": {"type": "mercator"},
            "lonaxis": {"range": [west, east]},
            "lataxis": {"range": [south, north]},
            "bgcolor": palette.PAPER,
        },
        **({"height": height} if height else {"autosize": True}),
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "dragmode": False,
        "clickmode": "event+select",
        "uirevision": revision,
        "font": {"family": palette.FONT, "color": palette.INK, "size": 14},
        "hoverlabel": {
            "bgcolor": "white",
            "bordercolor": palette.INK,
            "font": {"size": 14},
            "align": "left",
        },
        "legend": {
            "x": 0,
            "y": 0,
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": 14},
            "traceorder": "normal",
        },
        "template": {"data": {"choropleth": [_in_common(BETWEEN)]}},
    }


def _class_trace(entry: MapClass, hover: Hover, layers: MapLayers) -> dict[str, Any]:
    # An empty class stays in the legend with its 0: a trace needs one location to be drawn there.
    places, colours = [0] * max(1, len(entry.codes)), [entry.colour]
    if entry.reason:
        places = [layers.drawn(entry.reason, code)[1] for code in entry.codes]
        colours = [patterns.fill((entry.reason, at)) for at in range(len(patterns.STEPS))]
    last = max(len(colours) - 1, 1)
    scale = [[at / last, colour] for at, colour in enumerate(colours)]
    return {
        "type": "choropleth",
        "geojson": layers.geometry_url,
        "locations": entry.codes or ["none"],
        "z": places,
        "zmin": 0,
        "zmax": last,
        "colorscale": scale if len(scale) > 1 else [*scale, [1, entry.colour]],
        "showlegend": bool(entry.reason) or layers.marks.table is None,
        "name": f"{entry.label} ({len(entry.codes)})",
        **hover.traced(entry.codes, layers.names),
    }


class Ready(go.Figure):
    """A figure that is handed on as it is: Plotly would take each value through its validator."""

    def __init__(self, figure: Spec) -> None:
        object.__setattr__(self, "_figure", figure)

    def to_dict(self) -> Spec:
        """The figure, as Streamlit asks for it."""
        return self._figure


LINE, JOINED = palette.SEQUENTIAL[4][1], palette.SEQUENTIAL[4][0]


def lineage_map(
    line: list[str],
    joined: list[str],
    hover: Hover,
    layers: MapLayers,
    around: pd.DataFrame,
    height: int,
) -> Spec:
    """The figure; `around` are the names (name, lon, lat) of the pale units.

    There is no legend: one for all maps stands above them.
    """
    classes = [MapClass("", LINE, line), MapClass("", JOINED, joined)]
    figure = choropleth([one for one in classes if one.codes], hover, layers, height, "lineage")
    if len(around):
        figure["data"].append(names(around, layers.label_size - 1, palette.MUTED, None))
    figure["layout"]["showlegend"] = False
    return figure
