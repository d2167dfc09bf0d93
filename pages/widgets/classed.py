"""Readings in, the entries of a map's legend out: value classes first, then missing ones."""

from html import escape

import pandas as pd

from geo.map.breaks import Breaks, class_breaks
from kpis.catalogue.catalogue import Kpi
from pages.figures import palette
from pages.figures.choropleth import MapClass
from pages.widgets import formats
from pages.widgets import words as words_of
from pages.widgets.comparable import marked, under_pointer
from pages.widgets.language import Language


def value_classes(
    rows: pd.DataFrame, breaks: Breaks, unit: str, language: Language, below: int | None = None
) -> list[MapClass]:
    """One entry a class of [low, high), and one for each reason of a missing value that occurs."""
    known = rows.dropna(subset="value")
    members = breaks.class_of(known["value"])
    count = max(len(breaks.edges) - 1, 0)
    colours = palette.classes(count, below)
    entries = [
        MapClass(
            label=_range(breaks.edges, i, unit, language),
            colour=colours[i],
            codes=list(known.loc[members == i, "area_code"]),
        )
        for i in range(count)
    ]
    return entries + missing_classes(rows, language)


def missing_classes(rows: pd.DataFrame, language: Language) -> list[MapClass]:
    """One grey, hatched entry for each reason for which values are missing."""
    lacking = rows[rows["value"].isna()]
    return [
        MapClass(
            f"{palette.HATCH_SIGN[reason]} {words_of.missing(reason, language)}",
            palette.NO_VALUE,
            list(part["area_code"]),
            reason,
        )
        for reason, part in lacking.groupby("missing_reason")
    ]


def breaks_for(rows: pd.DataFrame, kpi: Kpi, classes: str) -> tuple[Breaks, int | None]:
    """The class breaks that the reader chose, and how many classes lie below a locked target."""
    goal = next((g for g in kpi.targets if str(g.year) == classes and g.value is not None), None)
    if goal is None or goal.value is None:
        scheme = classes if classes == "equal" else "quantiles"
        return class_breaks(rows["value"], k=5, scheme=scheme), None
    breaks = class_breaks(rows["value"], k=5, lock=goal.value)
    return breaks, sum(edge < goal.value for edge in breaks.edges[:-1])


def hover_texts(rows: pd.DataFrame, kpi: Kpi, language: Language) -> dict[str, str]:
    """The text under the pointer, one a unit: name, value, numerator and denominator."""
    return {row.area_code: _hover(row, kpi, language) for row in rows.itertuples()}


def _hover(row, kpi: Kpi, language: Language) -> str:
    lines = [f"<b>{escape(row.area_name)}</b>"]
    if pd.isna(row.value):
        lines.append(words_of.missing(row.missing_reason, language))
    else:
        lines.append(marked(formats.value(row.value, kpi.unit, language), row.comparability))
        if note := under_pointer(row.comparability, language):
            lines.append(note)
    for amount, label in (
        (row.numerator, kpi.numerator_label),
        (row.denominator, kpi.denominator_label),
    ):
        if not pd.isna(amount):
            lines.append(f"{escape(language.pick(label))}: {formats.number(amount, language)}")
    if row.units_reported < row.units_expected and not pd.isna(row.value):
        lines.append(
            language.t("from {n} of {all} units", n=row.units_reported, all=row.units_expected)
        )
    return "<br>".join(lines)


def _range(edges: tuple[float, ...], i: int, unit: str, language: Language) -> str:
    # The edge rule in the words of the legend: from the first up to, but below, the second.
    whole = all(edge == int(edge) for edge in edges)
    decimals = 0 if whole else formats.DECIMALS[unit]
    low, high = (formats.number(edge, language, decimals) for edge in edges[i : i + 2])
    sign = "%" if unit == "percent" else ""
    if low == high:
        return low + sign
    return f"{low}–{high}{sign}" if i == len(edges) - 2 else f"{low}–<{high}{sign}"
