"""Rounding of edges: as round as the gap between two values allows, and no rounder."""

import numpy as np
import pytest

from geo.map import edges


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (12.5, 0, 12.0),
        (13.5, 0, 14.0),
        (0.25, 1, 0.2),
        (2.675, 2, 2.68),
        (-0.04, 1, 0.0),
        (0.35, 1, 0.4),
    ],
)
def test_values_are_rounded_as_they_are_written(
    value: float, decimals: int, written: float
) -> None:
    assert edges.shown(np.array([value]), decimals).tolist() == [written]


def test_a_missing_value_stays_missing() -> None:
    assert np.isnan(edges.shown(np.array([np.nan]), 1)).all()


@pytest.mark.parametrize(
    ("values", "bound", "expected"),
    [
        ([0.0, 31.0, 74.0, 100.0], 74.0, 50),  # 50 is the roundest of (31, 74]
        ([0.0, 49.9, 50.0, 100.0], 50.0, 50),
        ([0.0, 50.0, 50.1, 100.0], 50.1, 50.1),  # 50 itself is in the class below
        ([0.0, 61.3, 62.4, 100.0], 62.4, 62),
        ([0.0, 61.3, 61.8, 100.0], 61.8, 61.5),
    ],
)
def test_an_edge_is_the_roundest_number_in_the_gap(
    values: list[float], bound: float, expected: float
) -> None:
    assert edges.readable(np.array(values), [bound], 2, 1)[1] == expected


def test_equal_widths_count_from_a_target() -> None:
    values = np.array([7.0, 33.0, 64.0, 92.0])
    assert edges.equal(values, 5, 1, anchor=75) == [0, 15, 35, 55, 75, 95]
    assert edges.equal(values, 5, 1, anchor=None) == [0, 20, 40, 60, 80, 100]


def test_a_lock_takes_the_place_of_the_nearest_edge() -> None:
    values = np.arange(0.0, 101.0)
    made = edges.locked([0, 20, 40, 60, 80, 100], values, 75, 5)
    assert made == [0, 20, 40, 60, 75, 100]
    assert edges.locked([0, 20, 40, 60, 80, 100], values, 60, 5) == [0, 20, 40, 60, 80, 100]
