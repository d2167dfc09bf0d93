"""Patterns over units of a map: hatches where a value is missing, dots where it is an estimate.

Plotly fills a unit with one colour. Each pattern has a colour of its own that no class has, by
which a style sheet on the page finds the units and fills them with an SVG pattern instead. So a
pattern needs no geometry, and its lines lie equally close on every map, however large it is drawn.
"""

import json
from functools import lru_cache

from pages.figures import palette

Drawn = tuple[str, int]  # a kind of pattern, and the place of its step in STEPS

STEPS = (10.0, 5.0, 2.5)  # pixels between two lines or dots: wide, close, fine
LEAST = 4  # lines across a unit: a small one gets closer lines, as far as there are
LEAST_OVER = 1.5  # the same of what lies over a class, whose colour has to be seen
KINDS = (*palette.HATCH, "estimate", "lost", "unsure", "fall")
OVER = ("estimate", "lost", "unsure", "fall")  # drawn over a class
WIDEST = {"commune": 1}  # place in STEPS of the hatch of a large unit, by level; else the first
ALL = tuple((kind, place) for kind in KINDS for place in range(len(STEPS)))
RARE = ("unsure", "fall")  # few readers ask for them
USUAL = tuple(one for one in ALL if one[0] not in RARE)


def step(kind: str, pixels: float, widest: int = 0) -> int:
    """The place in STEPS for a unit of so many square pixels, none before `widest`."""
    least, finest = (LEAST_OVER, 1) if kind in OVER else (LEAST, 2)
    fitting = (p for p in range(widest, finest) if pixels >= (least * STEPS[p]) ** 2)
    return next(fitting, finest)


def of_unit(kind: str, level: str, pixels: float) -> Drawn:
    """The pattern of a kind over a unit of a level, of so many square pixels."""
    return kind, step(kind, pixels, 0 if kind in OVER else WIDEST.get(level, 0))


def fill(drawn: Drawn) -> str:
    """The colour that stands for a pattern: nearly that of no value, or nearly nothing."""
    shade = ", ".join(map(str, _colour(drawn)))
    return f"rgba({shade}, 0.01)" if drawn[0] in OVER else f"rgb({shade})"


@lru_cache
def script(used: tuple[Drawn, ...]) -> str:
    """The script that gives patterns to a page, each once; "" where none is used.

    Without it a map shows plain colours. What it adds to the page stays there.
    """
    wanted = {}
    for drawn in sorted(set(used)):
        name = f"pattern-{drawn[0]}-{drawn[1]}"
        rule = f".choroplethlocation[fill='{fill(drawn)}']{{fill:url(#{name})}}"
        hidden = "style='position:absolute' width='0' height='0' aria-hidden='true'"
        wanted[name] = f"<svg {hidden}>{svg(name, drawn)}</svg><style>{rule}</style>"
    if not wanted:
        return ""
    # Streamlit drops a script with tags in it
    patterns = json.dumps(wanted).replace("<", r"\u003c")
    return (
        f"<script>for (const [name, pattern] of Object.entries({patterns}))"
        " document.getElementById(name)"
        " ?? document.body.insertAdjacentHTML('beforeend', pattern);</script>"
    )


def _colour(drawn: Drawn) -> tuple[int, int, int]:
    """palette.NO_VALUE, and what no eye can tell from it; what lies over a class is also clear."""
    number = (OVER if drawn[0] in OVER else KINDS).index(drawn[0])
    return 236 - number % 3, 239 - number // 3, 242 - drawn[1]


def svg(name: str, drawn: Drawn) -> str:
    """The SVG pattern under a name by which shapes are filled with it."""
    kind, place = drawn
    width, height, lines = _SHAPES[palette.HATCH.get(kind, kind)](STEPS[place])
    ground = f"<rect width='{width}' height='{height}' fill='{palette.NO_VALUE}'/>"
    return (
        f"<pattern id='{name}' patternUnits='userSpaceOnUse' width='{width}' height='{height}'>"
        f"{'' if kind in OVER else ground}{lines}</pattern>"
    )


def _line(path: str, colour: str = palette.MUTED, width: float = 0.9) -> str:
    return f"<path d='{path}' stroke='{colour}' stroke-width='{width}' fill='none'/>"


def _diagonal(gap: float, falls: bool) -> str:
    """Lines at 45°, `gap` apart, over a tile of `gap` √2, whose corners its neighbours share."""
    side = gap * 2**0.5
    ends = ((-1, 1, 1, -1), (-1, side + 1, side + 1, -1), (side - 1, side + 1, side + 1, side - 1))
    flip = -1 if falls else 1
    return "".join(
        f"M{x1:.2f},{(y1 if flip > 0 else side - y1):.2f}"
        f"L{x2:.2f},{(y2 if flip > 0 else side - y2):.2f}"
        for x1, y1, x2, y2 in ends
    )


def _tile(gap: float) -> float:
    return round(gap * 2**0.5, 2)


def _dots(gap: float) -> tuple[float, float, str]:
    """Dots that can be seen on pale and on dark classes, every second row set off by half."""
    look = f"r='1.8' fill='{palette.PAPER}' stroke='{palette.INK}' stroke-width='0.8'"
    first, second = (gap / 4, gap / 2), (gap * 3 / 4, gap * 3 / 2)
    drawn = "".join(f"<circle cx='{x}' cy='{y}' {look}/>" for x, y in (first, second))
    return gap, 2 * gap, drawn


def _lost(gap: float) -> tuple[float, float, str]:
    """Lines dark on a white edge: on dark and on pale classes no reader takes them for a hatch."""
    path = _diagonal(gap, falls=True)
    edge, core = _line(path, palette.PAPER, 3.4), _line(path, palette.INK, 1.3)
    return _tile(gap), _tile(gap), edge + core


def _unsure(gap: float) -> tuple[float, float, str]:
    """Crosses on a white edge, set apart: neither dots nor a hatch."""
    side, arm = 1.6 * gap, 0.2 * gap + 0.6  # close enough that each unit shows one
    path = "".join(
        f"M{x - arm:.2f},{y - arm:.2f}l{2 * arm},{2 * arm}m0,{-2 * arm}l{-2 * arm},{2 * arm}"
        for x, y in ((side / 4, side / 4), (side * 3 / 4, side * 3 / 4))
    )
    edge, core = _line(path, palette.PAPER, arm + 0.6), _line(path, palette.INK, arm / 2)
    return side, side, edge + core


def _fall(gap: float) -> tuple[float, float, str]:
    """Triangles that point down: a fall and a rise as dark as it are told apart without colours."""
    side, half = 1.6 * gap, 0.22 * gap + 0.7
    path = "".join(
        f"M{x - half:.2f},{y - half * 0.7:.2f}h{2 * half:.2f}l{-half:.2f},{1.5 * half:.2f}z"
        for x, y in ((side / 4, side / 4), (side * 3 / 4, side * 3 / 4))
    )
    look = f"fill='{palette.PAPER}' stroke='{palette.INK}' stroke-width='0.9'"
    return side, side, f"<path d='{path}' {look}/>"


_SHAPES = {
    "diagonal": lambda gap: (_tile(gap), _tile(gap), _line(_diagonal(gap, falls=False))),
    "back_diagonal": lambda gap: (_tile(gap), _tile(gap), _line(_diagonal(gap, falls=True))),
    "cross": lambda gap: (
        _tile(gap),
        _tile(gap),
        _line(_diagonal(gap, falls=False) + _diagonal(gap, falls=True)),
    ),
    "horizontal": lambda gap: (gap, gap, _line(f"M0,{gap / 2}H{gap}")),
    "vertical": lambda gap: (gap, gap, _line(f"M{gap / 2},0V{gap}")),
    "dashes": lambda gap: (
        gap,
        2 * gap,
        _line(f"M0,{gap / 2}h{0.4 * gap}M{gap / 2},{1.5 * gap}h{0.4 * gap}"),
    ),
    "estimate": _dots,
    "lost": _lost,
    "unsure": _unsure,
    "fall": _fall,
}
