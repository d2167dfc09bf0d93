"""A map that was frozen as an SVG picture: no browser, and the classes and patterns of the screen.

All lengths are pixels. Equal maps on equal boundaries give equal text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from textwrap import wrap

from kpis.province import PART
from pages.briefs.frozen import FrozenMap, FrozenView
from pages.briefs.map import legend
from pages.briefs.map.ground import Ground, aspect, held
from pages.figures import palette, patterns
from pages.figures.marks.circles import OPACITY, Circles
from pages.figures.marks.lines import EDGE
from pages.text import words as words_of
from pages.text.language import Language

FAMILY = "Source Sans 3"  # the letters in fonts/
WIDTH, HEIGHT = 720, 800  # where nobody says in what box a picture has its place
LEAST, STEPS = 60, 20  # of the width of a map, however little room it has; widths that are tried
NAMES = {PART: 15, "commune": 12}  # letters
TITLE, NOTE, LEADING = 20, 12, 1.35  # letters over and under a map; lines to a letter
AIR = 8
LETTER = 0.5  # of the size of letters: their mean width in this font


@dataclass(frozen=True)
class Picture:
    """An SVG with its size, and the same in words for who cannot see it."""

    svg: str
    width: float
    height: float
    told: str


def picture(view: FrozenView, number: int = 0) -> Picture:
    """One map of a view as it can be handed on alone: with its title, its facts and their mark."""
    words, one = Language(view.language), view.maps[number]
    below = [" · ".join(f"{title}: {text}" for title, text in view.facts)]
    if view.is_demonstration:
        below.append(words_of.demonstration(words))
    above = [text for text in (view.title, one.title) if text]
    return drawn(one, words, above=above, below=below)


def drawn(
    frozen: FrozenMap,
    words: Language,
    box: tuple[float, float] = (WIDTH, HEIGHT),
    above: Sequence[str] = (),
    below: Sequence[str] = (),
    letters: int = 0,
    is_bare: bool = False,
) -> Picture:
    """A map with its legend, the vintage of its units and the source of its boundaries.

    It fills a box of width and height as far as it can, with letters of one size on any. `above`
    are lines over it and `below` further ones under it. Units that the boundaries do not hold are
    counted in a line. `letters`: how large names are, 0 for the size on the screen; `is_bare`: who
    shows it tells vintage and source. GeoError where the boundaries are not built.
    """
    width, room = box
    entries = legend.entries(frozen)
    head = _paragraphs(above, width, TITLE, palette.INK)
    notes = list(_made(frozen)) + ([] if is_bare else list(_notes(frozen, words)))
    foot = _paragraphs([*notes, *below], width, NOTE, palette.MUTED)
    room = max(room - _high(head, TITLE) - _high(foot, NOTE), LEAST)
    circles = frozen.marks.circles
    size = legend.size(entries, circles, width)
    ground, left, corner = _layout(frozen, size, (width, room))
    top = _high(head, TITLE)
    bottom = top + max(ground.height, corner[1] + size[1])
    height = ceil(bottom + _high(foot, NOTE))
    text = told(frozen, words)
    lines = [
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width:.0f}' height='{height}'"
        f" viewBox='0 0 {width:.0f} {height}' font-family='&quot;{FAMILY}&quot;'>",
        f"<title>{escape(text)}</title>",
        f"<defs>{''.join(legend.used(entries, ground))}</defs>",
        f"<rect width='{width:.0f}' height='{height}' fill='{palette.PAPER}'/>",
        *_at(head, 0, TITLE),
        # it hides no unit, and no name
        *legend.drawn(entries, (corner[0], top + corner[1]), size[1]),
        *_sizes(circles, (corner[0], top + corner[1]), size[1], ground.width),
        f"<svg x='{left:.1f}' y='{top:.1f}' width='{ground.width:.1f}'"
        f" height='{ground.height:.1f}'>",
        *_units(frozen, entries, ground, letters or NAMES.get(frozen.level, 14)),
        "</svg>",
        *_at(foot, bottom + AIR, NOTE),
        "</svg>\n",
    ]
    return Picture("\n".join(lines), width, height, text)


def _layout(
    frozen: FrozenMap, size: tuple[float, float], room: tuple[float, float]
) -> tuple[Ground, float, tuple[float, float]]:
    """The largest map that leaves the legend a place, the map's left, and that place.

    The legend stands where it hides no unit: in a corner, beside the map, or under it.
    """
    (width, height), (wide, high) = room, size
    shape = aspect(frozen)
    widest = min(width, height * shape)
    beside = min(width - wide - AIR, widest)
    under = max(min(width, (height - high - AIR) * shape), LEAST)
    ever_narrower = [widest * (1 - part / STEPS) for part in range(STEPS)]
    for one in [*(one for one in ever_narrower if one > beside), beside]:
        if one < under:
            break
        ground, spare = Ground(frozen, one), min(width - one, wide + AIR)
        if found := ground.free_corner(size, spare):
            left, (x, y) = found
            margin = (width - one - spare) / 2
            return ground, margin + left, (margin + x, y)
    ground = Ground(frozen, under)
    left = (width - under) / 2
    return ground, left, (left, ground.height + AIR)


def told(frozen: FrozenMap, words: Language) -> str:
    """What a map shows in words: its units, and how many there are of each class."""
    units = words_of.level(frozen.level, frozen.vintage, words)
    classes = "; ".join(entry.text for entry in legend.entries(frozen) if entry.text)
    text = words.t("Map: {units}. {classes}.", units=units, classes=classes)
    return f"{frozen.title}. {text}" if frozen.title else text


def _units(
    frozen: FrozenMap, entries: Sequence[legend.Entry], ground: Ground, letters: int
) -> Iterator[str]:
    """The paths of the map from the lowest to the highest, units with their codes, then names."""

    def path(shape: object, fill: str, stroke: str, width: float, code: str = "") -> str:
        line = f"stroke='{stroke}' stroke-width='{width}' stroke-linejoin='round'"
        of = f" data-code='{escape(code)}'" if code else ""
        return f"<path d='{ground.path(shape)}'{of} fill='{fill}' {line} fill-rule='evenodd'/>"

    for code in frozen.surroundings:
        if code in ground.shapes:
            yield path(ground.shapes[code], palette.SURROUNDING, palette.GRID, 0.5)
    for entry in entries:
        for code in entry.codes:
            if code in ground.shapes:
                edge = 0 if entry.kind in patterns.OVER else 0.7
                fill = legend.fill(entry, code, ground)
                yield path(ground.shapes[code], fill, palette.PAPER, edge, code)
    for shape in ground.districts.values():
        yield path(shape, "none", palette.INK, 1.6)
    yield from _marks(frozen, ground)
    for code in dict.fromkeys((frozen.chosen, *frozen.marked)):
        if code in ground.shapes:
            yield path(ground.shapes[code], "none", palette.FOCUS, 3.5)
    halo = f"paint-order='stroke' stroke='{palette.PAPER}' stroke-width='3' stroke-linejoin='round'"
    for name, x, y in ground.names(frozen.labels, letters):
        place = f"x='{x:.1f}' y='{y + letters * 0.35:.1f}' text-anchor='middle'"
        look = f"font-size='{letters}' font-weight='600' fill='{palette.INK}' {halo}"
        yield f"<text {place} {look}>{escape(name)}</text>"


def _marks(frozen: FrozenMap, ground: Ground) -> Iterator[str]:
    """The lines between units and the circles over them."""
    lines = frozen.marks.lines
    edges = ((one, one.width + EDGE, palette.PAPER) for one in lines)
    for one, width, colour in (*edges, *((one, one.width, palette.BARRIER) for one in lines)):
        for path in one.paths:
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (ground.point(*at) for at in path))
            look = "stroke-linejoin='round' stroke-linecap='round'"
            yield (
                f"<polyline points='{points}' fill='none' stroke='{colour}'"
                f" stroke-width='{width:.1f}' {look}/>"
            )
    if circles := frozen.marks.circles:
        for _, lon, lat, count in circles.points:
            x, y = ground.point(lon, lat)
            if radius := circles.radius(count, ground.width):
                yield (
                    f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{radius:.1f}' fill='{palette.SYMBOL}'"
                    f" fill-opacity='{OPACITY}' stroke='{palette.PAPER}' stroke-width='1'/>"
                )


def _sizes(
    circles: Circles | None, corner: tuple[float, float], high: float, width: float
) -> Iterator[str]:
    if circles:
        yield from legend.sizes(circles, corner, high, width)


def _made(frozen: FrozenMap) -> Iterator[str]:
    """How the map was made, where it is of no usual kind."""
    marks = frozen.marks
    told = [marks.title, marks.circles.label if marks.circles else ""]
    if marks.table:
        told.append(f"{marks.table.column_title} × {marks.table.row_title}")
    if any(told):
        yield " · ".join(text for text in told if text)


def _notes(frozen: FrozenMap, words: Language) -> Iterator[str]:
    """What the map rests on, and what it cannot show."""
    if lacking := {code for one in frozen.classes for code in one.codes} - {*held(frozen)}:
        yield words.t("Not in these boundaries, so not drawn: {n}", n=len(lacking))
    units = words.t("Units of {vintage}", vintage=frozen.vintage)
    yield " · ".join(text for text in (units, frozen.source) if text)


def _paragraphs(texts: Sequence[str], width: float, letters: float, colour: str) -> list[str]:
    """The lines of texts, cut where they would be too wide, each as an element without a place."""
    most = int(width / letters / LETTER)
    return [
        f" font-size='{letters}' fill='{colour}'>{escape(line)}</text>"
        for text in texts
        for line in wrap(text, most)
    ]


def _high(lines: Sequence[str], letters: float) -> float:
    """The height of lines, with air between them and the map."""
    return len(lines) * letters * LEADING + AIR if lines else 0.0


def _at(lines: Sequence[str], top: float, letters: float) -> Iterator[str]:
    """The lines one under the other from `top` down."""
    for number, line in enumerate(lines):
        yield f"<text x='0' y='{top + (number + 0.8) * letters * LEADING:.1f}'{line}"
