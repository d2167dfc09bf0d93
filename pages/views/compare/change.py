"""The change of each unit from one period to another, and the classes of it around zero."""

import numpy as np
import pandas as pd

from geo.map.breaks import Breaks, class_breaks
from geo.map.edges import shown
from pages.figures import palette
from pages.figures.choropleth import MapClass
from pages.text import formats
from pages.text.language import Language
from pages.widgets.legend import missing_classes

A_SIDE = len(palette.RISE)  # classes of falls, and as many of rises


def cut(rows: pd.DataFrame, unit: str) -> Breaks:
    """Breaks of the sizes of changes, the same for falls and rises; what is unchanged has none."""
    decimals = formats.DECIMALS[unit]
    sizes = np.abs(shown(rows["value"].to_numpy(dtype=float), decimals))
    return class_breaks(sizes[sizes > 0], k=A_SIDE, decimals=decimals)


def falls(rows: pd.DataFrame, unit: str) -> list[str]:
    """The codes of the units whose change is written as a fall."""
    written = shown(rows["value"].to_numpy(dtype=float), formats.DECIMALS[unit])
    return list(rows.loc[written < 0, "area_code"])


def change_classes(
    rows: pd.DataFrame, breaks: Breaks, unit: str, language: Language
) -> list[MapClass]:
    """From the largest fall to the largest rise, what is written as no change in the middle.

    The classes of both sides have the same sizes. Then one entry for each reason of a missing one.
    """
    decimals = formats.DECIMALS[unit]
    written = shown(rows["value"].to_numpy(dtype=float), decimals)
    size = breaks.class_of(np.abs(written)) + 1
    place = np.where(written == 0, 0, np.sign(written) * size)  # NaN where there is no change
    count = max(len(breaks.edges) - 1, 0)
    codes = rows["area_code"].to_numpy()
    entries = [
        MapClass(
            _label(at, breaks, decimals, language), _colour(at, count), list(codes[place == at])
        )
        for at in range(-count, count + 1)
    ]
    return entries + missing_classes(rows, language)


def _colour(place: int, count: int) -> str:
    if place == 0:
        return palette.UNCHANGED
    shades = palette.FALL if place < 0 else palette.RISE
    return shades[A_SIDE - count + abs(place) - 1]


def _label(place: int, breaks: Breaks, decimals: int, language: Language) -> str:
    t, last = language.t, len(breaks.edges) - 2
    if place == 0:
        return t("Unchanged (±{zero})", zero=formats.number(0, language, decimals))
    at = abs(place) - 1
    low, high = (formats.number(edge, language, decimals) for edge in breaks.edges[at : at + 2])
    if last == 0:
        return t("Fall") if place < 0 else t("Rise")
    if at == 0:
        return t("Fall below {high}", high=high) if place < 0 else t("Rise below {high}", high=high)
    if at == last:
        return (
            t("Fall of {low} or more", low=low)
            if place < 0
            else t("Rise of {low} or more", low=low)
        )
    if place < 0:
        return t("Fall of {low} to below {high}", low=low, high=high)
    return t("Rise of {low} to below {high}", low=low, high=high)
