"""The crosswalk of one change: from the units of a vintage to those of the next one, or back.

The formulas are those of geo/crosswalk/crosswalk.py.
"""

import numpy as np
import pandas as pd

from geo.errors import GeoError
from geo.units.links import listed


def step(changes: pd.DataFrame, weights: "pd.Series[float]", is_forward: bool) -> pd.DataFrame:
    """One row per link of a change: source_code, target_code, weight.

    `changes` are all its rows of `geo.units.links.links`; a part of them would apportion wrongly.
    """
    forward = changes.share.astype(float)
    split = forward.isna()
    if split.any():
        sizes = _sizes(changes[split], "next_vintage", "next_code", weights)
        forward = forward.fillna(_parts(sizes, changes[split], "code"))
    ends, shares = ("code", "next_code"), forward
    if not is_forward:
        ends = ("next_code", "code")
        shares = pd.Series(1.0, index=changes.index)
        merged = changes.next_code.duplicated(keep=False)
        if merged.any():
            pieces = _sizes(changes[merged], "vintage", "code", weights) * forward[merged]
            shares[merged] = _parts(pieces, changes[merged], "next_code")
    source, target = (changes[end].to_numpy() for end in ends)
    return pd.DataFrame({"source_code": source, "target_code": target, "weight": shares})


def weighed(weights: "pd.Series[float] | None") -> "pd.Series[float]":
    """The weights as given, or none; GeoError with the units whose weight cannot be."""
    if weights is None:
        return pd.Series(dtype=float, index=pd.MultiIndex.from_arrays([[], []]))
    wrong = weights.index[(weights < 0) | np.isinf(weights) | weights.index.duplicated()]
    if len(wrong):
        units = listed(f"{code} of {vintage}" for vintage, code in wrong)
        raise GeoError(f"Weight ({weights.name}) negative, infinite or given twice for {units}.")
    return weights.astype(float)


def _sizes(
    rows: pd.DataFrame, vintage: str, code: str, weights: "pd.Series[float]"
) -> "pd.Series[float]":
    """The weight of one end of each link; GeoError with the units that have none."""
    keys = pd.MultiIndex.from_frame(rows[[vintage, code]])
    sizes = weights.reindex(keys).to_numpy()
    if np.isnan(sizes).any():
        lacking = (f"{c} of {v}" for v, c in keys[np.isnan(sizes)].unique())
        raise GeoError(f"No weight ({weights.name or 'such as area'}) for {listed(lacking)}.")
    return pd.Series(sizes, index=rows.index)


def _parts(sizes: "pd.Series[float]", rows: pd.DataFrame, whole: str) -> "pd.Series[float]":
    """Each size as a part of all sizes under one code; GeoError where these add up to zero."""
    sums = sizes.groupby(rows[whole]).transform("sum")
    if (sums <= 0).any():
        raise GeoError(f"All weights are zero around {listed(rows[whole][sums <= 0].unique())}.")
    return sizes / sums
