"""The change between two periods, by hand: what is unchanged, an estimate or lacking, its class."""

import numpy as np
import pandas as pd
import pytest

from kpis.progress.changes import changes
from pages.figures import palette
from pages.views.compare.change import change_classes, cut, falls

COLUMNS = ("area_code", "area_name", "value", "comparability", "missing_reason")


def readings(*rows):
    return pd.DataFrame(
        [(code, f"Xã {code}", value, mark, reason) for code, value, mark, reason in rows],
        columns=list(COLUMNS),
    )


FIRST = readings(
    ("a", 40.0, "exact", None),
    ("b", 40.0, "exact", None),
    ("c", 40.0, "estimated", None),
    ("d", np.nan, None, "not_reported"),
    ("e", 40.0, "exact", None),
    ("f", np.nan, None, "suppressed"),
    ("g", 40.0, "estimated", None),
)
SECOND = readings(
    ("g", np.nan, "not_comparable", "no_boundary"),
    ("f", np.nan, None, "not_due"),
    ("e", 39.0, "estimated", None),
    ("d", 50.0, "estimated", None),
    ("c", 52.5, "exact", None),
    ("b", 40.04, "exact", None),
    ("a", 32.5, "exact", None),
)


@pytest.fixture
def found():
    return changes(FIRST, SECOND).set_index("area_code")


def test_a_change_is_the_second_value_minus_the_first_of_the_same_unit(found):
    assert found["value"]["a"] == -7.5
    assert found["value"]["c"] == 12.5
    assert found["value"]["e"] == -1.0
    assert found["first"]["a"] == 40.0 and found["second"]["a"] == 32.5


def test_what_is_an_estimate_in_either_is_an_estimate(found):
    assert found["comparability"].fillna("").to_dict() == {
        **{"a": "exact", "b": "exact", "c": "estimated", "d": ""},
        **{"e": "estimated", "f": "", "g": "not_comparable"},
    }


def test_a_unit_without_one_of_the_values_has_the_reason_of_that_one(found):
    assert np.isnan(found["value"]["d"]) and found["missing_reason"]["d"] == "not_reported"
    assert found["missing_reason"]["f"] == "not_due"  # of both the later one
    assert found["missing_reason"]["g"] == "no_boundary"
    assert found["missing_reason"].drop(["d", "f", "g"]).isna().all()


def test_what_is_written_as_no_change_is_a_class_of_its_own_in_the_middle(vi):
    rows = changes(FIRST, SECOND)
    entries = change_classes(rows, cut(rows, "percent"), "percent", vi)
    by_label = {entry.label: entry.codes for entry in entries if not entry.reason}
    # sizes 1,0, 7,5 and 12,5: a class each
    assert by_label == {
        "Giảm 12,5 trở lên": [],
        "Giảm 7,5 đến dưới 12,5": ["a"],
        "Giảm dưới 7,5": ["e"],
        "Không đổi (±0,0)": ["b"],
        "Tăng dưới 7,5": [],
        "Tăng 7,5 đến dưới 12,5": [],
        "Tăng 12,5 trở lên": ["c"],
    }
    colours = [entry.colour for entry in entries if not entry.reason]
    assert colours == [*palette.FALL[::-1], palette.UNCHANGED, *palette.RISE]
    reasons = {entry.reason: entry.codes for entry in entries if entry.reason}
    assert reasons == {"not_reported": ["d"], "not_due": ["f"], "no_boundary": ["g"]}


def test_the_edge_belongs_to_the_larger_change_on_both_sides(en):
    first = readings(*((code, 50.0, "exact", None) for code in "abcdefgh"))
    values = dict(zip("abcdefgh", (40, 45, 48, 49.96, 50.05, 52, 55, 60), strict=True))
    second = readings(*((code, value, "exact", None) for code, value in values.items()))
    rows = changes(first, second)
    # written: −10, −5, −2, 0 (half to even: −0.04), 0 (0.05 is written 0.0), 2, 5, 10
    entries = change_classes(rows, cut(rows, "percent"), "percent", en)
    assert [entry.codes for entry in entries] == [
        ["a"],
        ["b"],
        ["c"],
        ["d", "e"],
        ["f"],
        ["g"],
        ["h"],
    ]


def test_without_any_change_there_is_one_class(en):
    first = readings(("a", 5.0, "exact", None))
    rows = changes(first, first)
    (entry,) = change_classes(rows, cut(rows, "count"), "count", en)
    assert (entry.label, entry.codes) == ("Unchanged (±0)", ["a"])


def test_what_is_written_as_a_fall_is_told_from_a_rise_without_colours():
    rows = changes(FIRST, SECOND)
    assert sorted(falls(rows, "percent")) == ["a", "e"]  # as the classes above have them
    assert falls(changes(FIRST, FIRST), "percent") == []
