"""Which cases a quick run tries, and which only a sweep."""

import pytest

from tests import sweep


def is_left_out(case):
    return [mark.name for mark in getattr(case, "marks", ())] == ["sweep"]


def test_the_first_of_each_so_many_is_tried_in_any_run():
    cases = sweep.some("abcdefg", 3)
    assert [is_left_out(case) for case in cases] == [False, True, True, False, True, True, False]
    assert [case.values for case in cases if is_left_out(case)] == [("b",), ("c",), ("e",), ("f",)]


def test_a_case_of_several_values_stays_one():
    assert sweep.some([(1, 2), (3, 4)], 2)[1].values == (3, 4)
    (_, named) = sweep.some([0, pytest.param((5, 6), id="five")], 2)
    assert (named.values, named.id, is_left_out(named)) == (((5, 6),), "five", True)


def test_random_examples_are_a_fifth_in_a_quick_run_and_never_none(monkeypatch):
    monkeypatch.setitem(sweep._run, "is_quick", False)
    assert sweep.examples(25) == 25
    sweep.begin("not sweep")
    assert [sweep.examples(n) for n in (25, 8, 1)] == [5, 2, 1]
    sweep.begin("sweep or hypothesis")
    assert sweep.examples(8) == 8
