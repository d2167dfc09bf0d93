"""Observed over required growth: a second opinion beside a status, never instead of it."""

from datetime import date

from kpis.catalogue.vocabulary import GrowthRating

FLAT = 1e-9  # a required growth a year that is none


def compound_growth_ratio(
    base: float, base_date: date, value: float, day: date, target: float, target_year: int
) -> float | None:
    """Observed over required compound growth a year: the second opinion of Eurostat and Open SDG.

    It misleads on a low base and near 100 %, so it never decides a status. None where growth has
    no rate (a side not above zero, no time between the dates) or none is required.
    """
    observed_years = _months(base_date, day) / 12
    required_years = _months(base_date, date(target_year, 12, 1)) / 12
    if min(base, value, target) <= 0 or min(observed_years, required_years) <= 0:
        return None
    required = (target / base) ** (1 / required_years) - 1
    if abs(required) <= FLAT:
        return None
    return float(((value / base) ** (1 / observed_years) - 1) / required)


def growth_rating(ratio: float | None) -> GrowthRating | None:
    """The published reading of a compound growth ratio, with cut points 0.95, 0.60 and 0."""
    if ratio is None:
        return None
    if ratio >= 0.95:
        return GrowthRating.SIGNIFICANT
    if ratio >= 0.60:
        return GrowthRating.MODERATE
    return GrowthRating.INSUFFICIENT if ratio >= 0 else GrowthRating.AWAY


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
