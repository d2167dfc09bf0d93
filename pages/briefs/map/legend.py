"""The legend of a frozen map, with the hatches and dots that its units have.

The swatches are hatched, so the signs that stand for it on the screen are left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from pages.briefs.frozen import FrozenMap
from pages.briefs.map.ground import Ground
from pages.figures import palette, patterns
from pages.figures.marks import circles as circles_of
from pages.figures.marks.circles import Circles

LETTERS, LINE, SWATCH, AIR = 14, 21, 16, 8  # letters, height of an entry, its box, around all
LETTER = 0.5  # of the size of letters: their mean width


@dataclass(frozen=True)
class Entry:
    """One entry of the legend; `kind` is the pattern of its units, if they have one."""

    text: str
    colour: str
    codes: Sequence[str]
    kind: str = ""
    line: float = 0  # the width of a line between units, which is no unit


def entries(frozen: FrozenMap) -> list[Entry]:
    """The classes with their counts, then what lies over them."""
    found = []
    for one in frozen.classes:
        label = one.label.removeprefix(palette.HATCH_SIGN.get(one.reason, "") + " ")
        found.append(Entry(f"{label} ({len(one.codes)})", one.colour, one.codes, one.reason))
    over = frozen.over.items()
    found += [Entry(label, "none", codes, kind) for kind, (codes, label) in over]
    return found + [Entry(one.label, "none", (), line=one.width) for one in frozen.marks.lines]


def size(
    found: Sequence[Entry], circles: Circles | None = None, width: float = 0
) -> tuple[float, float]:
    """Width and height of the legend, with the sizes of circles on a map of a width."""
    shown = [len(entry.text) for entry in found if entry.text]
    letters = max(shown, default=0) * LETTERS * LETTER
    high = len(shown) * LINE + AIR
    return SWATCH + 3 * AIR + letters, high + (_high(circles, width) if circles else 0)


def _high(circles: Circles, width: float) -> float:
    return circles_of.height(circles, width) + AIR if circles.sizes else 0


def sizes(
    circles: Circles, corner: tuple[float, float], high: float, width: float
) -> Iterator[str]:
    """The circles of round counts at the foot of a legend so `high`, with a corner at a place."""
    x, foot = corner[0] + AIR, corner[1] + high - AIR / 2
    drawn = circles_of.rows(circles, width)
    most = max((radius for _, radius, _ in drawn), default=0.0)
    look = f"fill='{palette.SYMBOL}' fill-opacity='0.18' stroke='{palette.INK}' stroke-width='1'"
    for middle, radius, words in drawn:
        y = foot - middle
        yield f"<circle cx='{x + most:.1f}' cy='{y:.1f}' r='{radius:.1f}' {look}/>"
        place = f"x='{x + 2 * most + AIR:.1f}' y='{y + LETTERS * 0.35:.1f}'"
        yield f"<text {place} font-size='{LETTERS}' fill='{palette.INK}'>{escape(words)}</text>"


def drawn(found: Sequence[Entry], corner: tuple[float, float], high: float) -> Iterator[str]:
    """The elements of the legend so `high`, with its left upper corner at a place."""
    (x, y), (wide, _) = corner, size(found)
    box = f"x='{x:.1f}' y='{y:.1f}' width='{wide:.1f}' height='{high:.1f}'"
    yield f"<rect {box} fill='{palette.PAPER}' fill-opacity='0.9'/>"
    for number, entry in enumerate(one for one in found if one.text):
        top = y + AIR / 2 + number * LINE
        box = f"width='{SWATCH}' height='{SWATCH}' fill='{_filled(entry, _swatch(entry))}'"
        moved = f"transform='translate({x + AIR:.1f},{top + 2.5:.1f})'"  # with it, the pattern
        if entry.line:
            line = f"stroke='{palette.BARRIER}' stroke-width='{entry.line}'"
            yield f"<path d='M0,{SWATCH / 2}h{SWATCH}' {moved} {line}/>"
        else:
            yield f"<rect {box} {moved} stroke='{palette.MUTED}' stroke-width='0.6'/>"
        left, base = x + SWATCH + 2 * AIR, top + LINE / 2 + LETTERS * 0.35
        look = f"font-size='{LETTERS}' fill='{palette.INK}'"
        yield f"<text x='{left:.1f}' y='{base:.1f}' {look}>{escape(entry.text)}</text>"


def fill(entry: Entry, code: str, ground: Ground) -> str:
    """What fills a unit of an entry."""
    return _filled(entry, patterns.of_unit(entry.kind, ground.level, ground.pixels(code)))


def used(found: Sequence[Entry], ground: Ground) -> Iterator[str]:
    """The patterns that the legend and the units are filled with."""
    kinds = {_swatch(entry) for entry in found if entry.kind}
    kinds |= {
        patterns.of_unit(entry.kind, ground.level, ground.pixels(code))
        for entry in found
        for code in entry.codes
        if entry.kind and code in ground.shapes
    }
    return (patterns.svg(_name(one), one) for one in sorted(kinds))


def _swatch(entry: Entry) -> patterns.Drawn:
    """The pattern in the legend: of dots and bold lines the wide one."""
    return entry.kind, 0 if entry.kind in patterns.OVER else 1


def _filled(entry: Entry, pattern: patterns.Drawn) -> str:
    return f"url(#{_name(pattern)})" if entry.kind else entry.colour


def _name(pattern: patterns.Drawn) -> str:
    return f"{pattern[0]}-{pattern[1]}"
