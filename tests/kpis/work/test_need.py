"""Fifths of communes by adoption, worked out by hand."""

import pandas as pd

from kpis.work.need import fifths


def readings(values, ones):
    rows = [(code, 100 * n / d if d else None, n, d) for code, n, d in ones]
    frame = pd.DataFrame(rows, columns=["area_code", "value", "numerator", "denominator"])
    return frame.assign(**values)


def test_six_communes_make_five_groups_the_lowest_first():
    adoption = readings({}, [("f", 60, 100), ("e", 50, 100), ("d", 40, 100), ("c", 30, 200),
                             ("b", 20, 200), ("a", 5, 100), ("x", 0, 0)])  # fmt: skip
    work = readings({}, [(code, 10 * at, 1000) for at, code in enumerate("abcdefy", 1)])
    found = fifths(adoption, work)
    # 6 × 5 // 6: places 0–5 are in the groups 0, 0, 1, 2, 3, 4; x and y have one side only
    assert found["units"].tolist() == [2, 1, 1, 1, 1]
    assert found["fifth"].tolist() == [1, 2, 3, 4, 5]
    assert found["users"].tolist() == [25, 30, 40, 50, 60]
    assert found["of"].tolist() == [300, 200, 100, 100, 100]
    assert found["assists"].tolist() == [30, 30, 40, 50, 60]
    assert found["adult_months"].tolist() == [2000, 1000, 1000, 1000, 1000]


def test_fewer_than_five_communes_are_not_divided():
    four = readings({}, [(code, 1, 10) for code in "abcd"])
    assert fifths(four, four).empty
