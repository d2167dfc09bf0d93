"""Units whose class is not certain: by chance, or as another usual method puts them elsewhere."""

import numpy as np
import pandas as pd

from geo.map.breaks import Breaks, class_breaks
from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Unit
from kpis.measure.interval import exact_interval
from pages.shell.selection import Selection


def unsure_classes(
    doubt: str, rows: pd.DataFrame, kpi: Kpi, breaks: Breaks, selection: Selection
) -> tuple[list[str], list[str]]:
    """The codes of these units, and the sentences that say how many there are and why."""
    known = rows[rows["value"].notna()]
    if doubt == "interval":
        return _by_chance(known, kpi, breaks, selection)
    if doubt == "method" and len(breaks.edges) > 2:
        return _by_method(known, breaks, selection)
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
    known: pd.DataFrame, breaks: Breaks, selection: Selection
) -> tuple[list[str], list[str]]:
    """Against natural breaks or, of these, equal numbers of units: both of the values shown."""
    t, values = selection.language.t, known["value"].to_numpy()
    is_natural = selection.classes == "jenks"
    other = class_breaks(
        values, k=len(breaks.edges) - 1, scheme="quantiles" if is_natural else "jenks"
    )
    codes = known["area_code"].to_numpy()[breaks.class_of(values) != other.class_of(values)]
    name = t("Equal numbers of units") if is_natural else t("Natural breaks (Fisher–Jenks)")
    return codes.tolist(), [
        t(
            "{n} of {all} units would be in another class by “{method}”, cut of the values shown in"
            " {k} classes.",
            n=len(codes),
            all=len(known),
            method=name,
            k=len(other.edges) - 1,
        )
    ]
