"""Class edges that a reader types: used as they are, or refused with the nearest that work."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from geo.map import edges as edge
from geo.map.breaks import MOST, Breaks

Problem = Literal["", "not_numbers", "out_of_order", "equal", "beyond", "too_many"]
BETWEEN = re.compile(r"[;|\s]+|,\s+")  # edges; a comma inside a number is its decimal sign


@dataclass(frozen=True)
class Own:
    """Edges between classes that work, ascending; where others were typed, what is wrong there.

    `at` is the first part of the text that cannot be used, "" where the whole is at fault. No edge
    is left of a text of which nothing works.
    """

    inner: tuple[float, ...]
    problem: Problem = ""
    at: str = ""


def typed(text: str, values: Iterable[float], decimals: int = 1) -> Own:
    """The edges of a text such as "20; 40; 62,5", for values that are written with `decimals`.

    Between two classes each; a comma or a point is the decimal sign, there is none of thousands.
    An edge has values on either side of it: it lies above the lowest and not above the highest.
    """
    parts = [part for part in BETWEEN.split(text.strip()) if part]
    numbers = [_number(part) for part in parts]
    wrong = [part for part, number in zip(parts, numbers, strict=True) if number is None]
    # "20,40,60" are no numbers, and nearest to three of them
    near = [_number(part) for part in re.split(r"[;|\s,]+", text) if part]
    read = near if wrong and any(part.count(",") > 1 for part in wrong) else numbers
    found = [edge.written(number, decimals) for number in read if number is not None]
    known = np.array([value for value in values if value == value], dtype=float)
    shown = edge.shown(known, decimals)
    inside = {one for one in found if shown.size and shown.min() < one <= shown.max()}
    inner = tuple(sorted(inside)[: MOST - 1])
    if wrong or not parts:
        return Own(inner, "not_numbers", wrong[0] if wrong else "")
    for before, after, part in zip(found, found[1:], parts[1:], strict=False):
        if after <= before:
            return Own(inner, "equal" if after == before else "out_of_order", part)
    for one, part in zip(found, parts, strict=True):
        if one not in inside:
            return Own(inner, "beyond", part)
    return Own(inner, "too_many" if len(found) >= MOST else "")


def breaks_at(inner: tuple[float, ...], values: Iterable[float], decimals: int = 1) -> Breaks:
    """The breaks with these edges between their classes; whole numbers lie around all values."""
    known = np.array([value for value in values if value == value], dtype=float)
    shown = edge.shown(known, decimals)
    edges = float(math.floor(shown.min())), *inner, float(math.ceil(shown.max()))
    empty = Breaks(edges, decimals, ())
    return Breaks(edges, decimals, empty.counts(shown))


def _number(part: str) -> float | None:
    if not re.fullmatch(r"[-−]?\d{1,9}([.,]\d{1,4})?%?", part):
        return None
    return float(part.rstrip("%").replace("−", "-").replace(",", "."))
