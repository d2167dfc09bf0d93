"""The map of when a target was first met: classes, what is missing, what was lost since."""

from collections.abc import Sequence

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from pages.figures import palette
from pages.figures.choropleth import MapClass
from pages.figures.verdict_marks import LATE, NEVER, in_time
from pages.shell.selection import Selection
from pages.text import formats
from pages.text.language import Language
from pages.text.results import YEAR
from pages.text.verdicts import in_single_months, is_late, when
from pages.widgets.legend import missing_classes
from pages.widgets.map.drawing import chooser, draw_map


def verdict_map(
    classes: list[MapClass],
    hover: dict[str, str],
    selection: Selection,
    lost: Sequence[str],
    estimated: Sequence[str],
) -> None:
    """Draws all units of the selection's level and vintage; a click chooses one."""
    click = chooser(selection)
    draw_map(classes, hover, selection, click, "verdict-map", estimated=estimated, lost=lost)


MOST = 5  # classes in time; what is earlier joins the first of them


def attained(rows: pd.DataFrame, kpi: Kpi, language: Language) -> list[MapClass]:
    """One entry a half-year in which units met the target, then the late, the rest, the missing.

    From the first to the last half-year in which any did, so that a target that all met early is
    not one colour. A yearly indicator has years.
    """
    t, codes = language.t, rows["area_code"]
    steps, late = rows["first_met"].map(_step), rows["first_met"].map(is_late)
    has_none = rows["value"].isna() & steps.isna()
    aimless = (rows["verdict"] == "no_target") & ~has_none
    never = steps.isna() & ~has_none & ~aimless
    entries = [
        MapClass(label, colour, list(codes[steps.between(low, high)]))
        for (label, low, high), colour in _coloured(steps[~late].dropna(), kpi, language)
    ]
    entries.append(MapClass(t("After {year}: late", year=YEAR), LATE, list(codes[late])))
    entries.append(MapClass(_never(rows, kpi, language), NEVER, list(codes[never])))
    if aimless.any():
        entries.append(MapClass(t("No target"), palette.STATUS["no_target"], list(codes[aimless])))
    return entries + missing_classes(rows[has_none], language)


def _coloured(steps: pd.Series, kpi: Kpi, language: Language):
    """The classes in time, each (label, first half-year, last half-year), with their colours."""
    if steps.empty:
        return []
    width = 2 if kpi.frequency == "year" else 1
    low, high = (int(end) // width * width for end in (steps.min(), steps.max()))
    starts = list(range(low, high + 1, width))
    classes = [(_label(one, width, language), one, one + width - 1) for one in starts[-MOST:]]
    if len(starts) > MOST:
        first = starts[1 - MOST]  # all before it together
        date = f"{first // 2}" if first % 2 == 0 else f"07/{first // 2}"
        classes = [(language.t("Before {date}", date=date), low, first - 1), *classes[1:]]
    return zip(classes, in_time(len(classes)), strict=True)


def _label(step: int, width: int, language: Language) -> str:
    year, half = step // 2, step % 2 + 1
    return formats.period(f"{year}" if width == 2 else f"{year}-H{half}", language)


def _step(code: object) -> float:
    """Half-years since the year 0 of a month; of a year, those to its start; NaN without one."""
    if not isinstance(code, str):
        return float("nan")
    return int(code[:4]) * 2 + (len(code) == 7 and code[5:] > "06")


def _never(rows: pd.DataFrame, kpi: Kpi, language: Language) -> str:
    if in_single_months(kpi):
        return language.t("No single month")
    latest = rows["latest"].dropna()
    until = when(latest.max() if len(latest) else None, language)
    return language.t("Not met until {latest}", latest=until)
