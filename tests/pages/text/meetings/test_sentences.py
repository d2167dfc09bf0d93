"""What is said of figures: written from the numbers, ties, plurals, what is missing."""

import pandas as pd
import pytest

from kpis.catalogue.catalogue import load
from pages.text.language import Language
from pages.text.meetings.sentences import (
    Whole,
    joined,
    of_extremes,
    of_reports,
    of_target,
    of_whole,
)

VI, EN = Language("vi"), Language("en")
SHARE = next(kpi for kpi in load().values() if kpi.unit == "percent")
RATE = next(kpi for kpi in load().values() if kpi.unit == "per_1000")


def reading(value, reason=None, comparability="exact", name=""):
    return {
        "area_name": name,
        "value": value,
        "missing_reason": reason,
        "comparability": None if value is None else comparability,
    }


def rows(*readings):
    return pd.DataFrame(
        [reading(value, *more, name=name) for name, value, *more in readings]
    ).astype({"value": "float64"})


def whole(now, before=None):
    return Whole("Toàn tỉnh", now, before, "tháng 9/2026")


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (78.24, 75.0, "Toàn tỉnh: 78,2%, tăng 3,2 điểm % so với tháng 9/2026."),
        (75.0, 78.24, "Toàn tỉnh: 75,0%, giảm 3,2 điểm % so với tháng 9/2026."),
        (78.24, 78.16, "Toàn tỉnh: 78,2%, không đổi so với tháng 9/2026."),
        (78.25, 78.26, "Toàn tỉnh: 78,2%, giảm 0,1 điểm % so với tháng 9/2026."),  # from 78,3
    ],
)
def test_a_change_is_that_of_the_numbers_as_they_are_written(now, before, told):
    assert of_whole(whole(reading(now), reading(before)), SHARE, VI) == told


def test_a_value_that_is_missing_is_said_with_its_reason():
    assert of_whole(whole(reading(None, "not_reported")), SHARE, VI) == (
        "Toàn tỉnh: chưa có số liệu (chưa gửi (quá hạn))."
    )
    assert of_whole(whole(reading(5.0), reading(None, "not_due")), RATE, EN) == (
        "Toàn tỉnh: 5.0; of tháng 9/2026 there is no value to compare with."
    )


def test_an_estimate_carries_its_sign():
    assert "≈ 78,2%" in of_whole(whole(reading(78.2, comparability="estimated")), SHARE, VI)
    assert of_extremes(rows(("A", 1.0, None, "estimated"), ("B", 2.0)), SHARE, VI) == (
        "Cao nhất: B (2,0%); thấp nhất: A (≈ 1,0%)."
    )


def test_ties_are_named_together_and_many_are_counted():
    found = rows(("A", 9.04), ("B", 8.96), ("C", 1.0), ("D", 1.0), ("E", 1.0), ("F", 1.0))
    assert of_extremes(found, SHARE, VI) == "Cao nhất: A và B (9,0%); thấp nhất: 4 đơn vị (1,0%)."
    assert of_extremes(found, SHARE, EN) == "Highest: A and B (9.0%); lowest: 4 units (1.0%)."
    assert (
        of_extremes(rows(("A", 9.0), ("B", 9.0)), SHARE, VI)
        == "Cả 2 đơn vị có số liệu đều là 9,0%."
    )
    assert of_extremes(rows(("A", 9.0), ("B", None, "not_due")), SHARE, VI) == ""
    assert of_extremes(rows(("B", None, "not_due")), SHARE, VI) == ""


def test_how_many_have_a_value_and_why_others_have_none():
    found = rows(
        ("A", 1.0),
        ("B", 2.0, None, "estimated"),
        ("C", None, "not_reported"),
        ("D", None, "not_due"),
    )
    assert of_reports(found, "commune", VI) == (
        "2/4 xã, phường có số liệu; chưa gửi (quá hạn): 1; chưa đến hạn: 1; trong đó ước tính: 1."
    )
    assert of_reports(found[:1], "district", EN) == "1 of 1 district have a value."


def progressed(*statuses, target=80.0, status="confirmed"):
    goals = target if isinstance(target, list) else [target] * len(statuses)
    return pd.DataFrame(
        {"status": statuses, "target": goals, "target_max": None, "target_status": status}
    ).astype({"target": "float64", "target_max": "float64"})


def test_units_at_their_target_are_counted():
    two = progressed("met", "behind", "insufficient")
    assert of_target(two, SHARE, "district", 2025, VI) == (
        "1/2 huyện, thành phố đạt chỉ tiêu 80% của năm 2025; 1 đơn vị chưa đủ số liệu."
    )
    assert of_target(two[:2], SHARE, "district", 2025, EN) == (
        "1 of 2 districts met the target of 80% for 2025."
    )
    doubtful = progressed("met", "met", status="unconfirmed")
    assert "(chưa xác minh)" in of_target(doubtful, SHARE, "commune", 2030, VI)
    own = progressed("met", "behind", target=[70.0, 80.0])
    assert of_target(own, SHARE, "commune", 2025, EN) == (
        "1 of 2 communes met the target of each for 2025."
    )
    assert of_target(progressed("no_target", target=float("nan")), SHARE, "commune", 2025, VI) == ""


@pytest.mark.parametrize(
    ("names", "told"), [([], ""), (["A"], "A"), (["A", "B"], "A và B"), ([*"ABC"], "A, B và C")]
)
def test_names_in_a_row(names, told):
    assert joined(names, VI) == told
