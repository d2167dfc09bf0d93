"""A legend that is drawn into a figure in pixels, so that its picture has it too."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap as wrapped
from typing import Any

from pages.figures import palette

Spec = dict[str, Any]
LETTERS = 12.5


@dataclass(frozen=True)
class Key:
    """Shapes and texts in pixels from a lower left corner, and how high they are."""

    shapes: tuple[Spec, ...]
    texts: tuple[Spec, ...]
    height: float


def box(x: float, y: float, width: float, height: float, fill: str) -> Spec:
    """A filled rectangle."""
    look = {"fillcolor": fill, "line": {"color": palette.PAPER, "width": 1}}
    return {"type": "rect", "x0": x, "y0": y, "x1": x + width, "y1": y + height, **look}


def circle(x: float, y: float, radius: float) -> Spec:
    """The outline of a circle around a point."""
    look = {"line": {"color": palette.INK, "width": 1}, "fillcolor": "rgba(44, 127, 184, 0.18)"}
    box = {"x0": x - radius, "x1": x + radius, "y0": y - radius, "y1": y + radius}
    return {"type": "circle", **box, **look}


def text(
    x: float,
    y: float,
    words: str,
    anchor: str = "left",
    colour: str = palette.INK,
    wrap: int = 0,
    size: float = LETTERS,
    bold: bool = False,
) -> Spec:
    """A text beside a point, which is at the middle of its height; `wrap` letters a line."""
    lines = "<br>".join(wrapped(words, wrap)) if wrap else words
    return {
        "xshift": x,
        "yshift": y,
        "text": f"<b>{lines}</b>" if bold else lines,
        "xanchor": anchor,
        "yanchor": "middle",
        "align": anchor if anchor != "middle" else "center",
        "font": {"size": size, "color": colour},
    }


def placed(keys: Sequence[Key], left: float, bottom: float, above: bool) -> tuple[Spec, float]:
    """The parts of a layout that draw keys one over the other, and how high they are together.

    `left` and `bottom` in pixels from the lower left corner of the plot or, `above`, its upper one.
    """
    at: Spec = {"xref": "paper", "yref": "paper"}
    corner = 1 if above else 0
    shapes, texts, height = [], [], 0.0
    for one in keys:
        up = bottom + height
        for shape in one.shapes:
            moved = {name: shape[name] + left for name in ("x0", "x1")}
            moved |= {name: shape[name] + up for name in ("y0", "y1")}
            pixels = {"xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": corner}
            shapes.append({**shape, **at, **moved, **pixels})
        for part in one.texts:
            moved = {"xshift": part["xshift"] + left, "yshift": part["yshift"] + up}
            texts.append({**part, **at, "x": 0, "y": corner, "showarrow": False, **moved})
        height += one.height
    return {"shapes": shapes, "annotations": texts}, height
