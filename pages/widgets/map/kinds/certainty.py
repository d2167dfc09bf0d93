"""Units whose class is not certain: by chance, or as another usual method puts them elsewhere."""

from dataclasses import replace

import numpy as np
import pandas as pd

from geo.map.breaks import Breaks
from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Unit
from kpis.measure.interval import exact_interval
from pages.shell.pickers import class_names
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.widgets.legend import breaks_for


def unsure_classes(
    doubt: str, rows: pd.DataFrame, kpi: Kpi, breaks: Breaks, served: Served, selection: Selection
) -> tuple[list[str], list[str]]:
    """The codes of these units, and the sentences that say how many there are and why."""
    known = rows[rows["value"].notna()]
    if doubt == "interval":
        return _by_chance(known, kpi, breaks, selection)
    if doubt == "method" and len(breaks.edges) > 2:
        way = "quantiles" if selection.classes == "jenks" else "jenks"
        cut = "shown" if selection.classes == "anew" else selection.cut
        asked = replace(selection, classes=way, cut=cut, k=str(len(breaks.edges) - 1))
        return _by_method(known, breaks, breaks_for(rows, served, asked)[0], asked)
    return [], []


def _by_chance(
    known: pd.DataFrame, kpi: Kpi, breaks: Breaks, selection: Selection
) -> tuple[list[str], list[str]]:
    t = selection.language.t
    if kpi.unit != Unit.PERCENT:
        return [], [t("No class is marked as uncertain: this indicator is no share of cases.")]
    low, high = exact_interval(known["numerator"].to_numpy(), known["denominator"].to_numpy())
    first, last = breaks.class_of(100 * low), breaks.class_of(100 * high)
    codes = known["area_code"].to_numpy()[(first != last) & ~np.isnan(low)].tolist()
    return codes, [
        t(
            "{n} of {all} units could be in another class: an edge lies within the exact binomial"
            " interval (Clopper–Pearson, 95%) of their share, taken as a count of independent"
            " cases. Estimates are less certain still: how residents are apportioned is not in it.",
            n=len(codes),
            all=len(known),
        )
    ]


def _by_method(
    known: pd.DataFrame, breaks: Breaks, other: Breaks, asked: Selection
) -> tuple[list[str], list[str]]:
    """Against the classes of another usual method, cut from the same values."""
    values = known["value"].to_numpy()
    codes = known["area_code"].to_numpy()[breaks.class_of(values) != other.class_of(values)]
    return codes.tolist(), [
        asked.language.t(
            "{n} of {all} units would be in another class by “{method}” in {k} classes.",
            n=len(codes),
            all=len(known),
            method=class_names(asked)[asked.classes],
            k=len(other.edges) - 1,
        )
    ]
