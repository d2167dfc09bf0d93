"""Values carried along a crosswalk: sums that may be divided, and whole numbers that may not.

A missing value (NaN) is not zero: the units that would hold a part of it have none either.
"""

from fractions import Fraction
from typing import TypeVar

import numpy as np
import pandas as pd

from geo.errors import GeoError
from geo.units.links import listed

Values = TypeVar("Values", "pd.Series[float]", pd.DataFrame)


def carried(values: Values, crosswalk: pd.DataFrame) -> Values:
    """Sums (numerators, denominators) of the source units as sums of the target units.

    `values` is indexed by source_code, one column or several; the result by target_code, in the
    order in which the crosswalk (see crosswalk.py) names them first. The value of a target is
    Σ weight · value over its sources: the total is kept. Never for a share or a mean: carry its
    numerator and its denominator. A unit of the crosswalk that `values` leaves out is missing.
    GeoError for a unit that the crosswalk does not know or a value given twice.
    """
    _known(values.index, crosswalk)
    weight = crosswalk.weight.to_numpy()
    parts = pd.DataFrame(values).reindex(crosswalk.source_code).astype(float)
    parts = parts.mul(weight, axis=0)
    parts.loc[weight == 0] = 0.0  # no part of a missing value is not missing
    targets = pd.Index(crosswalk.target_code, name="target_code")
    sums = parts.groupby(targets, sort=False).sum(skipna=False)
    if isinstance(values, pd.DataFrame):
        return sums
    return pd.Series(sums.iloc[:, 0].to_numpy(), index=sums.index, name=values.name, dtype=float)


def apportioned_whole(values: "pd.Series[int]", crosswalk: pd.DataFrame) -> "pd.Series[int]":
    """Whole numbers, such as people, of the source units as whole numbers of the target units.

    Every source is shared out by the largest remainder method (Hamilton's: Balinski and Young 1982,
    "Fair Representation", chapter 2): each target takes the whole part of weight · value, and those
    with the largest fractions left take one more until nothing is left; of equal fractions the
    lower target_code is first. So the total is kept to the last one. Index and order as in
    `carried`; Int64, missing where a source of it is. GeoError also for a value that is negative or
    not whole, with the unit.
    """
    _known(values.index, crosswalk)
    wrong = values.index[values.notna() & ((values < 0) | (values % 1 != 0))]
    if len(wrong):
        raise GeoError(f"Only whole numbers from 0 can be shared out: see {listed(wrong)}.")
    totals: dict[str, int | None] = dict.fromkeys(crosswalk.target_code, 0)
    given = {str(code): int(n) for code, n in values.dropna().items()}
    for source, rows in crosswalk[crosswalk.weight > 0].groupby("source_code", sort=False):
        weights = dict(zip(rows.target_code, rows.weight, strict=True))
        value = given.get(str(source))
        parts = largest_remainder(value, weights) if value is not None else {}
        for target in weights:
            before = totals[target]
            known = before is not None and target in parts
            totals[target] = (before or 0) + parts[target] if known else None
    index = pd.Index(list(totals), name="target_code")
    return pd.Series(list(totals.values()), index=index, name=values.name, dtype="Int64")


def largest_remainder(total: int, weights: dict[str, float]) -> dict[str, int]:
    """A whole number shared out by weights, which need not add up to one; see `apportioned_whole`.

    Reckoned in fractions: a float loses the last digits of a large number.
    """
    exact = {code: Fraction(weight) for code, weight in weights.items()}
    whole = sum(exact.values())
    quotas = {code: total * weight / whole for code, weight in exact.items()}
    parts = {code: int(quota) for code, quota in quotas.items()}
    left = total - sum(parts.values())
    first = sorted(quotas, key=lambda code: (parts[code] - quotas[code], code))
    return {code: n + (code in first[:left]) for code, n in parts.items()}


def _known(given: "pd.Index[str]", crosswalk: pd.DataFrame) -> None:
    wrong = given[given.duplicated() | ~np.isin(given, crosswalk.source_code)]
    if len(wrong):
        raise GeoError(f"Values of units unknown to the crosswalk, or twice: {listed(wrong)}.")
