"""Edges that a reader types: used as they are, or refused with the nearest that work."""

import pytest

from geo.map.own_breaks import Own, breaks_at, typed

VALUES = [12.0, 25.0, 38.5, 47.0, 61.0, 88.0]


@pytest.mark.parametrize(
    "text", ["20; 40; 62,5", "20;40;62.5", "20 40 62,5", " 20, 40, 62.5 ", "20%; 40%; 62,5%"]
)
def test_edges_are_read_however_they_are_parted(text: str) -> None:
    assert typed(text, VALUES) == Own((20.0, 40.0, 62.5))


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("40; 20; 60", Own((20.0, 40.0, 60.0), "out_of_order", "20")),
        ("20; 40; 40; 60", Own((20.0, 40.0, 60.0), "equal", "40")),
        ("20; 40,04; 40", Own((20.0, 40.0), "equal", "40")),  # as they are written
        ("20; bốn mươi; 60", Own((20.0, 60.0), "not_numbers", "bốn")),
        ("20,40,60", Own((20.0, 40.0, 60.0), "not_numbers", "20,40,60")),
        ("1.234.567", Own((), "not_numbers", "1.234.567")),
        ("", Own((), "not_numbers", "")),
        ("nan; inf; 1e3", Own((), "not_numbers", "nan")),
        ("5; 40; 60", Own((40.0, 60.0), "beyond", "5")),
        ("12; 40", Own((40.0,), "beyond", "12")),  # nothing lies below the lowest value
        ("40; 60; 120", Own((40.0, 60.0), "beyond", "120")),
        ("-5; 40", Own((40.0,), "beyond", "-5")),
        ("150; 200", Own((), "beyond", "150")),
        ("15;20;25;30;35;40;45", Own((15.0, 20.0, 25.0, 30.0, 35.0, 40.0), "too_many")),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_nearest_that_works(text: str, own: Own) -> None:
    assert typed(text, VALUES) == own


def test_the_highest_value_may_be_a_class_of_its_own() -> None:
    assert typed("40; 88", VALUES) == Own((40.0, 88.0))
    assert breaks_at((40.0, 88.0), VALUES).counts() == (3, 2, 1)


def test_without_any_value_no_edge_works() -> None:
    assert typed("40", []) == Own((), "beyond", "40")


def test_the_classes_are_those_between_the_edges() -> None:
    breaks = breaks_at((20.0, 47.0), VALUES)
    assert breaks.edges == (12.0, 20.0, 47.0, 88.0)
    assert breaks.counts() == (1, 2, 3)
    assert breaks_at((20.0,), [12.4, 30.6]).edges == (12.0, 20.0, 31.0)  # read without decimals
