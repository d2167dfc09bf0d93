"""Verdict and today, two facts: each pair by hand, the counts."""

from datetime import date

import pandas as pd
import pytest

from kpis.catalogue.catalogue import load
from kpis.errors import KpiError
from kpis.periods import Period
from kpis.progress.results import Counts, counts, is_over, with_today

CATALOGUE = load()
KPI, RANGE = CATALOGUE["e_signature_share"], CATALOGUE["members_per_group"]
NAN = float("nan")


def judged(verdict, mark="confirmed", target=50.0, top=NAN):
    return {"area_code": "1", "verdict": verdict, "target": target, "target_max": top,
            "target_status": mark if verdict != "no_target" else None}  # fmt: skip


def today(value, year=2025):
    return {"area_code": "1", "value": value, "period": "2026-10", "target_year": year,
            "status": "met"}  # fmt: skip


def became(verdict, value, kpi=KPI, **target):
    rows = with_today(
        pd.DataFrame([judged(verdict, **target)]), pd.DataFrame([today(value)]), kpi, 2025
    )
    return rows["since"].iloc[0]


@pytest.mark.parametrize(
    ("verdict", "value", "expected"),
    [
        ("met", 50.0, "held"),
        ("met", 49.9, "lost"),
        ("missed", 50.0, "late"),
        ("missed", 49.9, "not_yet"),
        ("met", NAN, "unknown"),
        ("missed", NAN, "unknown"),
        ("no_value", 50.0, "unknown"),
        ("no_target", 50.0, "unknown"),
    ],
)
def test_what_became_of_a_target(verdict, value, expected):
    assert became(verdict, value) == expected


def test_a_range_is_left_at_either_end():
    ends = {"kpi": RANGE, "target": 4.0, "top": 6.0}
    assert [became("met", value, **ends) for value in (4.0, 6.1, 3.9)] == ["held", "lost", "lost"]


def test_the_counts_add_up_and_what_is_no_law_stands_apart():
    pairs = [("met", 60.0), ("met", 40.0), ("missed", 55.0), ("missed", 45.0), ("missed", NAN)]
    rows = [judged(verdict) for verdict, _ in pairs]
    rows += [judged("no_value"), judged("no_target"), judged("missed", "proposed")]
    values = [value for _, value in pairs] + [50.0, 50.0, 50.0]
    codes = [str(at) for at in range(len(rows))]
    frame = with_today(
        pd.DataFrame(rows).assign(area_code=codes),
        pd.DataFrame([today(v) for v in values]).assign(area_code=codes),
        KPI,
        2025,
    )
    law, others = counts(frame)
    assert law == Counts(asked=6, met=2, late=1, not_yet=1, unknown=2, lost=1)
    assert others == Counts(asked=1, met=0, late=1, not_yet=0, unknown=0, lost=0)


def test_the_status_is_that_of_the_target_of_the_year():
    other = today(60.0, 2030) | {"status": "behind"}
    rows = with_today(
        pd.DataFrame([judged("missed")]), pd.DataFrame([other, today(60.0)]), KPI, 2025
    )
    assert rows["status"].tolist() == ["met"]
    with pytest.raises(KpiError):
        with_today(pd.DataFrame([judged("met")]), pd.DataFrame([today(1.0)]).head(0), KPI, 2025)


def test_a_year_is_over_from_its_december_on_and_in_the_data_too():
    last = date(2026, 10, 1)
    told = {
        code: is_over(Period.parse(code), 2025, last) for code in ("2025-11", "2025-12", "2025")
    }
    assert told == {"2025-11": False, "2025-12": True, "2025": True}
    assert not is_over(Period.parse("2025"), 2025, date(2025, 11, 1))
