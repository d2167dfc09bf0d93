"""How far a share could lie elsewhere by chance alone: its exact binomial interval."""

import numpy as np

LEVEL = 0.95


def exact_interval(
    numerator: np.ndarray, denominator: np.ndarray, level: float = LEVEL
) -> tuple[np.ndarray, np.ndarray]:
    """The lower and upper end, 0 to 1, of the share of each pair of counts.

    Clopper and Pearson (1934): the shares for which so few or so many of so many independent cases
    would be seen in at least (1 − level) / 2 of all tries. NaN where a count is missing or is no
    part of cases (negative, of none at all, more than all).
    """
    from scipy.special import betaincinv  # most pages need none

    part, whole = np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    is_share = (whole > 0) & (part >= 0) & (part <= whole)
    some, all_of_them = np.where(is_share, part, 1.0), np.where(is_share, whole, 2.0)
    rest, tail = all_of_them - some, (1 - level) / 2
    low = np.where(some > 0, betaincinv(np.maximum(some, 1e-9), rest + 1, tail), 0.0)
    high = np.where(rest > 0, betaincinv(some + 1, np.maximum(rest, 1e-9), 1 - tail), 1.0)
    return np.where(is_share, low, np.nan), np.where(is_share, high, np.nan)
