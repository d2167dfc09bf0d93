"""One stream of random numbers for each export, so that a change to one leaves the others alone."""

import numpy as np
from numpy.typing import NDArray

SEED = 2160
# The order is part of the data: append, never insert.
STREAMS = (
    "places",
    "population",
    "groups",
    "outages",
    "thanh_vien",
    "to_quan_ly",
    "hoat_dong",
    "bao_cao",
    "su_dung_dich_vu",
    "ho_so",
    "ho_so_cong_viec",
    "kinh_te_so",
    "chi_tieu",
    "law",
    "work",
    "tap_huan",
    "zalo_followers",
)
Streams = dict[str, np.random.Generator]


def streams(seed: int) -> Streams:
    """A PCG64 generator for each name in STREAMS, independent children of one seed."""
    children = np.random.SeedSequence(seed).spawn(len(STREAMS))
    return {
        name: np.random.Generator(np.random.PCG64(child))
        for name, child in zip(STREAMS, children, strict=True)
    }


def steady(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rounded to 9 decimals: what exp and log leave in the last bits differs between machines."""
    return np.asarray(np.round(values, 9))


def logistic(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 / (1 + e^-x), rounded as `steady` does."""
    return steady(1.0 / (1.0 + np.exp(-values)))


def unrelated(rng: np.random.Generator, rows: int, columns: int) -> NDArray[np.float64]:
    """Normal draws whose columns have mean 0, variance 1 and no correlation in the sample itself.

    Plain draws of 57 units are correlated by ±0.13 by chance, which would decide the maps. Rounded
    to 6 decimals, the same on every machine.
    """
    draws = rng.normal(0, 1, (rows, columns))
    q, r = np.linalg.qr(draws - draws.mean(axis=0))
    return np.asarray(np.round(q * np.sign(np.diag(r)) * np.sqrt(rows), 6))


def apportion(total: int, weights: NDArray[np.float64], least: int = 0) -> NDArray[np.int64]:
    """Whole numbers of at least `least` that sum to `total`, near the weights (largest remainder).

    ValueError when the total is too small for the least shares.
    """
    spare = total - least * len(weights)
    if spare < 0:
        raise ValueError(f"{total} cannot be shared among {len(weights)} of at least {least}")
    exact = np.round(spare * weights / weights.sum(), 6)
    shares = np.floor(exact).astype(np.int64)
    order = np.argsort(shares - exact, kind="stable")
    shares[order[: spare - int(shares.sum())]] += 1
    return np.asarray(shares + least)
