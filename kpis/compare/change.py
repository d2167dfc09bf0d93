"""What moved an indicator between two periods: its change, taken apart into units and effects.

Of a rate R = Σ w·r, with w the unit's share of the whole denominator and r its own rate, the change
is taken apart in the symmetric form of Kitagawa (1955, Components of a difference between two
rates, JASA 50: 1168–1194), of which Das Gupta (1993, Standardization and decomposition of rates,
US Census Bureau P23-186) is the general case:

    rate effect = (w₀ + w₁)/2 · (r₁ − r₀)
    mix effect  = ((r₀ + r₁)/2 − (R₀ + R₁)/2) · (w₁ − w₀)

The effects of all units add up to R₁ − R₀ exactly. The mean of both whole rates is taken off in the
mix effect, which leaves the sum as it is, as the differences of shares add up to 0: so a unit that
grows lifts the whole only where its rate lies above that of the whole. Without it the sign of a
single unit's mix effect would mean nothing.

A unit that has a reading in one of both periods only has no change of its own: all of its part is
that it came into the count, or left it. It stands for itself, as a `coverage` effect, with the same
formula: its rate is taken for that of both periods, and its share for 0 in the other.
"""

from dataclasses import dataclass

import pandas as pd

from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Comparability, Unit
from kpis.compare.why import IncomparableError, Why

SIDES = ("numerator", "denominator", "value", "missing_reason", "comparability")
EFFECTS = ("rate_effect", "mix_effect", "coverage_effect")


@dataclass(frozen=True)
class Change:
    """The change of a whole from `first` to `second`, and a row of `units` for each of them.

    Columns: area_code, area_name, first_… and second_… of numerator, denominator, value,
    missing_reason and comparability; first_share and second_share of the whole denominator (0–1);
    the three EFFECTS and their sum `effect`, in the unit of the KPI (points of a percent);
    `present`: both, first, second or neither; `is_estimate`. A count has no shares, and its effects
    are differences of numbers, all of them in `rate_effect` or `coverage_effect`.
    """

    first: float
    second: float
    units: pd.DataFrame

    @property
    def total(self) -> float:
        """The change of the whole, which the effects of the units add up to."""
        return self.second - self.first

    def sum(self, effect: str) -> float:
        """One of the three effects over all units."""
        return float(self.units[effect].sum())

    def only_in(self, present: str) -> pd.DataFrame:
        """The units that have a reading in the `first` only, the `second` only, or in `neither`."""
        return self.units[self.units["present"] == present]


def change(before: pd.DataFrame, after: pd.DataFrame, kpi: Kpi) -> Change:
    """The change between readings (`kpis.measure.readings.measure`) of the same units, taken apart.

    Both frames are of one period each and of one vintage. IncomparableError where they are of
    different vintages, or where one of them has no unit with a denominator.
    """
    if set(before["vintage"]) != set(after["vintage"]):
        text = "A change is taken apart on the units of one vintage: measure both on it."
        raise IncomparableError(Why.VINTAGES, text)
    units = _beside(before, after)
    if kpi.unit is Unit.COUNT:
        return _of_count(units)
    return _of_rate(units, kpi.unit.scale)


def _beside(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    first, second = (
        frame.set_index("area_code")[list(SIDES)].add_prefix(f"{name}_")
        for frame, name in ((before, "first"), (after, "second"))
    )
    names = pd.concat([before, after]).drop_duplicates("area_code").set_index("area_code")
    units = names[["area_name"]].join(first).join(second).sort_index()
    marks = units[["first_comparability", "second_comparability"]]
    units["is_estimate"] = (marks == Comparability.ESTIMATED).any(axis=1)
    return units.reset_index()


def _of_rate(units: pd.DataFrame, scale: int) -> Change:
    # a unit of which nothing is counted (a denominator of 0) is in no whole, as if it had no value
    has = {side: units[f"{side}_denominator"] > 0 for side in ("first", "second")}
    whole, share, rate = {}, {}, {}
    for side, known in has.items():
        tops = units[f"{side}_numerator"].where(known, 0.0).astype("float64")
        bottoms = units[f"{side}_denominator"].where(known, 0.0).astype("float64")
        if not known.any():
            text = "No unit has a denominator in one of both periods."
            raise IncomparableError(Why.NO_VALUE, text)
        whole[side] = scale * tops.sum() / bottoms.sum()
        share[side] = bottoms / bottoms.sum()
        rate[side] = scale * tops / bottoms.where(known)
    first, second = has["first"], has["second"]
    both = first & second
    before = rate["first"].where(first, rate["second"])
    later = rate["second"].where(second, rate["first"])
    mean_share = (share["first"] + share["second"]) / 2
    off_mean = (before + later) / 2 - (whole["first"] + whole["second"]) / 2
    moved = (off_mean * (share["second"] - share["first"])).fillna(0.0)
    found = units.assign(
        first_share=share["first"],
        second_share=share["second"],
        rate_effect=(mean_share * (later - before)).where(both, 0.0),
        mix_effect=moved.where(both, 0.0),
        coverage_effect=moved.where(~both, 0.0),
    )
    return _whole(found, first, second, whole["first"], whole["second"])


def _of_count(units: pd.DataFrame) -> Change:
    first, second = units["first_value"].notna(), units["second_value"].notna()
    if not (first.any() and second.any()):
        text = "No unit has a number in one of both periods."
        raise IncomparableError(Why.NO_VALUE, text)
    sides = [units[f"{side}_value"].fillna(0.0).astype("float64") for side in ("first", "second")]
    moved, both = sides[1] - sides[0], first & second
    found = units.assign(
        first_share=float("nan"),
        second_share=float("nan"),
        rate_effect=moved.where(both, 0.0),
        mix_effect=0.0,
        coverage_effect=moved.where(~both, 0.0),
    )
    return _whole(found, first, second, float(sides[0].sum()), float(sides[1].sum()))


def _whole(
    units: pd.DataFrame, first: pd.Series, second: pd.Series, before: float, later: float
) -> Change:
    present = pd.Series("neither", units.index).mask(first, "first").mask(second, "second")
    units = units.assign(
        present=present.mask(first & second, "both"),
        effect=units[list(EFFECTS)].sum(axis=1),
    )
    return Change(float(before), float(later), units)
