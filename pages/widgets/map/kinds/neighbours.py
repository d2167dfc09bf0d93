"""Lines on the borders where neighbours differ most, over the map of classes."""

from dataclasses import replace

import pandas as pd

from geo.neighbours.borders import Difference, borders, differences, strongest
from kpis.catalogue.catalogue import Kpi
from pages.figures.marks.lines import WIDTHS, Line
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.widgets.map.kinds.asked import APART, Own
from pages.widgets.map.kinds.classed import amount, classed
from pages.widgets.map.kinds.shown import Shown

NAMED = 3  # borders with the largest differences, in words


def neighbours(
    served: Served, selection: Selection, own: Own, rows: pd.DataFrame, kpi: Kpi
) -> Shown:
    """The map of classes with these lines; those between units that are shown."""
    words, t = selection.language, selection.language.t
    base = classed(served, selection, own, rows, kpi)
    values = dict(zip(rows["area_code"], rows["value"].astype(float), strict=True))
    ranked = differences(
        borders(selection.vintage, selection.level), values, formats.DECIMALS[kpi.unit]
    )
    drawn = strongest(ranked, int(own[APART]))
    if not drawn:
        said = [t("No two neighbours differ in their values, or none has one.")]
        return replace(base, said=[*base.said, *said])
    names = dict(zip(rows["area_code"], rows["area_name"], strict=True))
    largest = "; ".join(
        f"{names[one.border.one]} – {names[one.border.other]}: {amount(one.amount, kpi, words)}"
        for one in drawn[:NAMED]
    )
    said = [
        t(
            "Lines: {n} of {all} common borders, on whose sides the values differ by {least} or"
            " more (the largest {percent}%). Largest: {largest}.",
            n=len(drawn),
            all=len(ranked),
            least=amount(drawn[-1].amount, kpi, words),
            percent=own[APART],
            largest=largest,
        )
    ]
    title = t("Lines: differences of neighbours, the largest {percent}%", percent=own[APART])
    told = " · ".join(text for text in (base.marks.title, title) if text)
    marks = replace(base.marks, title=told, lines=_lines(drawn, kpi, selection))
    return replace(base, marks=marks, said=[*said, *base.said])


def _lines(drawn: list[Difference], kpi: Kpi, selection: Selection) -> tuple[Line, ...]:
    """Three widths for equal steps from the smallest difference drawn to the largest."""
    words, t = selection.language, selection.language.t
    least, most = drawn[-1].amount, drawn[0].amount
    steps = len(WIDTHS) if most > least else 1
    members: list[list[Difference]] = [[] for _ in range(steps)]
    for one in drawn:
        part = (one.amount - least) / (most - least) if most > least else 0.0
        members[min(int(part * steps), steps - 1)].append(one)
    found = []
    for width, inside in zip(WIDTHS[-steps:], members, strict=True):
        if inside:
            low, high = inside[-1].amount, inside[0].amount
            text = amount(high, kpi, words)
            if low < high:
                first = formats.number(low, words, formats.DECIMALS[kpi.unit])
                text = t("{low} to {high}", low=first, high=text)
            paths = tuple(path for one in inside for path in one.border.lines)
            found.append(Line(f"{text} ({len(inside)})", width, paths))
    return tuple(found)
