"""Small maps of a unit's line side by side, one a vintage, all of the same extent."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from geo.map import served
from geo.map.layers import label_points_within
from geo.units.lineage import Line, partners
from geo.units.unit import Unit
from pages.figures import palette
from pages.figures.choropleth import JOINED, LINE, Hover, MapLayers, lineage_map
from pages.figures.labels import GLYPH_WIDTH, LINE_HEIGHT, STRETCH, placed
from pages.shell.url import on_phone
from pages.text.language import Language
from pages.text.markup import Markdown, plain
from pages.text.words import short_name
from pages.views.communes.text import in_force
from pages.widgets.map.drawing import show_map
from pages.widgets.map.ground import PHONE_WIDTH, addresses

WIDTH, HEIGHT, LETTERS = 390, 340, 12
LEAST = 0.05  # degrees: a ward fills not more of the map than lets its neighbours be seen
AIR = 0.15  # of the extent, on each side
FIRST = 1e6  # km², added to the area of the units whose names come before the others
Box = tuple[float, float, float, float]


def line_maps(line: Line, words: Language) -> None:
    """Draws the legend, then a map for each vintage with the source of its boundaries."""
    st.html(_legend(line, words))
    width = PHONE_WIDTH if on_phone() else WIDTH
    frame = _extent(line, width / HEIGHT)
    columns = st.columns(len(line.members), gap="small")
    for column, (vintage, members) in zip(columns, line.members.items(), strict=True):
        with column:
            dates = in_force(members[:1], words)
            title = words.t("Units of {vintage}", vintage=vintage)
            st.markdown(Markdown.bold(title, f" · {dates}"))
            told = words.t("Map: {title}. The table below holds the same.", title=title)
            _map(members, line.unit, frame, width, told)
            st.caption(plain(_source(vintage, line.unit.level, words)))


def sources(line: Line, words: Language) -> list[str]:
    """Where the boundaries of the maps come from, each source once."""
    level = line.unit.level
    return list(dict.fromkeys(_source(vintage, level, words) for vintage in line.members))


def _map(members: Sequence[Unit], chosen: Unit, frame: Box, width: int, told: str) -> None:
    vintage, level = members[0].vintage, chosen.level
    joined = partners(members)
    mine, theirs = [one.code for one in members], [one.code for one in joined]
    rest = [
        code for code in served.map_units(vintage, level)["code"] if code not in {*mine, *theirs}
    ]
    written = _names(vintage, level, frame, width, [theirs, mine])
    layers = MapLayers(
        bbox=frame,
        surroundings=rest,
        labels=written[written["code"].isin([*mine, *theirs])],
        label_size=LETTERS,
        chosen=chosen.code if chosen in members else "",
        **addresses(vintage, level),
    )
    around = written[written["code"].isin(rest)]
    hover = Hover({one.code: (escape(one.name),) for one in [*members, *joined]})
    show_map(lineage_map(mine, theirs, hover, layers, around, HEIGHT), f"line-{vintage}", told=told)


def _extent(line: Line, aspect: float) -> Box:
    """One box of the map's aspect that holds every unit of the line and those that joined it."""
    boxes = []
    for vintage, members in line.members.items():
        units = served.map_units(vintage, line.unit.level)
        codes = [one.code for one in (*members, *partners(members))]
        boxes.append(served.extent(units[units["code"].isin(codes)]))
    bounds = pd.DataFrame(boxes, columns=["west", "south", "east", "north"])
    west, south = bounds["west"].min(), bounds["south"].min()
    east, north = bounds["east"].max(), bounds["north"].max()
    high = max(LEAST, (north - south) * (1 + 2 * AIR))
    wide = max((east - west) * (1 + 2 * AIR), high * STRETCH * aspect)
    high = max(high, wide / STRETCH / aspect)
    x, y = (west + east) / 2, (south + north) / 2
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _names(
    vintage: str, level: str, frame: Box, width: int, first: Sequence[list[str]]
) -> pd.DataFrame:
    """The names that fit whole into the map; codes in a later list of `first` go before."""
    points = label_points_within(vintage, level, frame)
    points = points.assign(name=points["name"].map(short_name))
    for place, codes in enumerate(first, start=1):
        points["area_km2"] += place * FIRST * points["code"].isin(codes)
    west, south, east, north = frame
    degree = width / (east - west)
    half = points["name"].str.len() * LETTERS * GLYPH_WIDTH / 2 / degree
    line = LETTERS * LINE_HEIGHT / 2 / degree / STRETCH
    inside = (points["lon"] - half > west) & (points["lon"] + half < east)
    inside &= (points["lat"] - line > south) & (points["lat"] + line < north)
    return placed(points[inside], frame, width, HEIGHT, LETTERS)


def _legend(line: Line, words: Language) -> str:
    entries = [(f"background:{LINE}", words.t("The territory of the unit"))]
    if any(partners(members) for members in line.members.values()):
        entries += [(f"background:{JOINED}", words.t("Units that merged with it afterwards"))]
    entries += [
        (f"border:3px solid {palette.FOCUS}", words.t("The unit itself")),
        (f"height:0;border:0;border-top:2px solid {palette.INK}", words.t("Border of a district")),
    ]
    swatches = [f"<span><i style='{style}'></i>{escape(text)}</span>" for style, text in entries]
    return f"<p class='swatches'>{''.join(swatches)}</p>"


def _source(vintage: str, level: str, words: Language) -> str:
    boundaries = served.web_boundaries(vintage, level)
    return boundaries.source_vi if words.code == "vi" else boundaries.source_en
