"""Class breaks: the rule at an edge, the lock at a target, and what makes an honest legend."""

import itertools
import math

import mapclassify
import numpy as np
import pandas as pd
import pytest
from babel.numbers import format_decimal
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geo.errors import GeoError
from geo.map.breaks import MISSING, MOST, Breaks, Scheme, class_breaks, deviations

SCHEMES: tuple[Scheme, ...] = ("quantiles", "equal", "jenks", "stdev", "pretty")
COUNTED = SCHEMES[:3]  # those that make as many classes as are asked for
TEN = [10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0]


def as_on_screen(value: float, decimals: int) -> float:
    """The number that stands on the screen, by the library that writes it there."""
    pattern = "0" + ("." + "0" * decimals if decimals else "")
    return float(format_decimal(value, pattern, locale="en"))


def test_quantiles_hold_as_many_units_each() -> None:
    breaks = class_breaks(TEN, k=5)
    assert breaks.edges == (10, 30, 50, 70, 90, 100)
    assert breaks.counts() == (2, 2, 2, 2, 2)


def test_equal_classes_have_one_round_width() -> None:
    breaks = class_breaks([3, 17, 42, 55, 61, 97.3], k=5, scheme="equal")
    assert breaks.edges == (0, 20, 40, 60, 80, 100)
    assert breaks.counts() == (2, 0, 2, 1, 1)


def test_natural_breaks_find_the_gaps() -> None:
    groups = [1, 2, 3, 41, 42, 43, 81, 82, 83, 84]
    breaks = class_breaks(groups, k=3, scheme="jenks")
    assert breaks.counts() == (3, 3, 4)
    assert breaks.edges == (0, 40, 80, 100)


def test_standard_deviations_are_counted_from_the_mean() -> None:
    # mean 50, deviation (ddof 1) of 20, 40, 50, 60, 80: sqrt(2000 / 4) = 22.36
    assert deviations(4) == [-1, 0, 1]
    assert deviations(5) == [-1.5, -0.5, 0.5, 1.5]
    values = [20, 40, 50, 60, 80]
    four = class_breaks(values, k=4, scheme="stdev")  # parted at 27.6, after 50, at 72.4
    assert four.class_of(values).tolist() == [0, 1, 1, 2, 3]
    three = class_breaks(values, k=3, scheme="stdev")  # edges 38.8, 61.2
    assert three.class_of(values).tolist() == [0, 1, 1, 1, 2]


def test_a_deviation_beyond_all_values_makes_no_class() -> None:
    breaks = class_breaks([1, 2, 3, 4, 5, 6, 7, 100], k=7, scheme="stdev")
    assert 0 not in breaks.counts()


def test_pretty_edges_are_one_two_or_five_times_a_power_of_ten_apart() -> None:
    breaks = class_breaks([3.2, 17, 42, 55, 61, 97.3], k=5, scheme="pretty")
    assert breaks.edges == (0, 20, 40, 60, 80, 100)
    breaks = class_breaks([10.3, 11.2, 12.8, 13.1, 14.6, 15.2], k=5, scheme="pretty")
    assert breaks.edges == (10, 11, 12, 13, 14, 15, 16)


def test_a_class_holds_its_lower_edge_and_the_last_one_both() -> None:
    breaks = Breaks((0, 50, 100), 1, ())
    assert breaks.class_of([0, 49.9, 50, 100]).tolist() == [0, 0, 1, 1]


def test_a_value_is_classed_as_it_is_written() -> None:
    breaks = Breaks((0, 80, 100), 1, ())
    # 79.96 is written 80.0; 79.94 is written 79.9
    assert breaks.class_of([79.96, 79.94]).tolist() == [1, 0]
    assert Breaks((0, 80, 100), 2, ()).class_of([79.96]).tolist() == [0]


def test_missing_values_are_in_no_class() -> None:
    values = [10, None, math.nan, 90]
    breaks = class_breaks(values, k=2)
    assert breaks.class_of(values).tolist() == [0, MISSING, MISSING, 1]
    assert breaks.counts() == breaks.counts(values) == (1, 1)
    nullable = pd.Series([10, None, 90], dtype="Float64")
    assert breaks.class_of(nullable).tolist() == [0, MISSING, 1]


@pytest.mark.parametrize("values", [[], [None, math.nan], pd.Series([], dtype=float)])
def test_no_value_gives_no_class(values: list[float | None]) -> None:
    breaks = class_breaks(values, lock=80)
    assert (breaks.edges, breaks.counts()) == ((), ())
    assert breaks.class_of([5, None]).tolist() == [MISSING, MISSING]
    assert breaks.counts([5]) == ()


@pytest.mark.parametrize(
    ("value", "edge"),
    [(0.35, 0.4), (0.45, 0.4), (0.25, 0.2), (0.05, 0.0)],  # half to even, of the digits as given
)
def test_the_edges_around_one_value_are_the_number_on_the_screen(value: float, edge: float) -> None:
    assert as_on_screen(value, 1) == edge
    assert class_breaks([value], 1, "quantiles", None, 1).edges == (edge, edge)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_equal_values_are_one_class(scheme: Scheme) -> None:
    breaks = class_breaks([42.0] * 9, scheme=scheme)
    assert breaks.edges == (42, 42)
    assert breaks.counts() == (9,)
    assert breaks.class_of([42]).tolist() == [0]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_few_distinct_values_are_a_class_each(scheme: Scheme) -> None:
    breaks = class_breaks([1, 1, 2, 3, 3, 3], k=5, scheme=scheme, decimals=0)
    assert breaks.edges == (1, 2, 3, 3)
    assert breaks.counts() == (2, 1, 3)


def test_ties_make_fewer_classes_never_a_split_one() -> None:
    breaks = class_breaks([0] * 90 + [1, 2, 3, 4, 5, 6], k=5, decimals=0)
    assert breaks.counts()[0] == 90


@pytest.mark.parametrize("scheme", COUNTED)
def test_the_lock_is_an_edge_and_keeps_the_number_of_classes(scheme: Scheme) -> None:
    values = np.linspace(12, 98, 226)
    breaks = class_breaks(values, k=5, scheme=scheme, lock=80)
    assert 80 in breaks.edges
    assert len(breaks.counts()) == 5
    at = breaks.edges.index(80)
    assert sum(breaks.counts()[at:]) == sum(as_on_screen(value, 1) >= 80 for value in values)


@pytest.mark.parametrize("scheme", COUNTED)
def test_a_target_that_nobody_meets_has_an_empty_class(scheme: Scheme) -> None:
    breaks = class_breaks(np.linspace(10, 60, 50), k=5, scheme=scheme, lock=80)
    assert breaks.edges[-2:] == (80, 80)
    assert breaks.counts()[-1] == 0
    assert breaks.class_of([79.9, 80, 95]).tolist() == [3, 4, 4]


@pytest.mark.parametrize("scheme", COUNTED)
def test_a_target_that_all_meet_has_an_empty_class_below(scheme: Scheme) -> None:
    breaks = class_breaks(np.linspace(82, 99, 50), k=5, scheme=scheme, lock=80)
    assert breaks.edges[:2] == (0, 80)
    assert breaks.counts()[0] == 0
    assert breaks.class_of([79.9, 80]).tolist() == [0, 1]


def test_a_target_with_more_digits_than_the_values_is_kept_exact() -> None:
    assert 9.07 in class_breaks(np.linspace(0, 20, 57), lock=9.07).edges


def test_a_target_met_by_the_best_alone_is_a_class_of_its_own() -> None:
    breaks = class_breaks(TEN, k=5, lock=100)
    assert breaks.edges[-2:] == (100, 100)
    assert breaks.counts()[-1] == 1


def test_one_legend_serves_several_maps() -> None:
    before, after = [10, 20, 30], [40, 60, 100]
    breaks = class_breaks([*before, *after], k=3)
    assert breaks.counts(before) == (2, 1, 0)
    assert breaks.counts(after) == (0, 1, 2)
    assert breaks.counts() == (2, 2, 2)
    assert breaks.class_of([-5, 400]).tolist() == [0, 2]  # the outer classes are open


def test_natural_breaks_of_many_values_are_made_from_some() -> None:
    values = np.concatenate([np.linspace(0, 10, 3000), np.linspace(90, 100, 3000)])
    breaks = class_breaks(values, k=2, scheme="jenks")
    assert breaks.counts() == (3000, 3000)


def test_counts_are_written_without_decimals() -> None:
    edges = class_breaks(np.arange(3017, 9211, 27), k=5, decimals=0).edges
    assert all(edge == int(edge) for edge in edges)
    assert (edges[0], edges[-1]) == (3000, 10000)


def test_what_cannot_be_classed_is_an_error() -> None:
    with pytest.raises(GeoError, match="infinite"):
        class_breaks([1, math.inf])
    with pytest.raises(GeoError, match="'head_tail'"):
        class_breaks([1], scheme="head_tail")  # type: ignore[arg-type]
    with pytest.raises(GeoError, match="0 classes"):
        class_breaks([1], k=0)


@settings(max_examples=300)
@given(
    values=st.lists(st.none() | st.floats(0, 5000, allow_nan=False), max_size=60),
    k=st.integers(1, 7),
    scheme=st.sampled_from(SCHEMES),
    lock=st.none() | st.decimals(0, 5000, places=2).map(float),
    decimals=st.integers(0, 2),
)
@example(values=[0.1, 0.2, 0.3], k=2, scheme="equal", lock=0.2, decimals=1)
@example(values=[0.35], k=1, scheme="quantiles", lock=None, decimals=1)
def test_every_value_is_between_the_edges_of_its_class(
    values: list[float | None], k: int, scheme: Scheme, lock: float | None, decimals: int
) -> None:
    breaks = class_breaks(values, k, scheme, lock, decimals)
    present = [as_on_screen(value, decimals) for value in values if value is not None]
    assert sum(breaks.counts()) == len(present)
    if not present:
        return
    edges = breaks.edges
    size = len(edges) - 1
    most = MOST + 1 if scheme == "pretty" else k  # round edges come before the number of classes
    assert 1 <= size <= max(most, 2 if lock is not None else 1)
    assert all(low < high for low, high in itertools.pairwise(edges[:-1]))
    assert edges[-2] <= edges[-1]
    assert lock is None or lock in edges
    given_ones = [value for value in values if value is not None]
    assert breaks.class_of(given_ones).tolist() == breaks.class_of(present).tolist()
    for value, at in zip(present, breaks.class_of(present), strict=True):
        assert edges[at] <= value
        assert value <= edges[at + 1] if at == size - 1 else value < edges[at + 1]


@pytest.mark.parametrize(
    ("scheme", "reference"),
    [("quantiles", mapclassify.Quantiles), ("jenks", mapclassify.FisherJenks)],
)
@pytest.mark.filterwarnings("ignore:Numba")
def test_readable_edges_part_the_units_as_the_exact_ones_do(
    scheme: Scheme, reference: type[mapclassify.classifiers.MapClassifier]
) -> None:
    values = np.random.default_rng(1).beta(4, 2, 226).round(3) * 100
    exact = reference(values, k=5)
    assert class_breaks(values, 5, scheme).class_of(values).tolist() == exact.yb.tolist()
