"""Nobody recovers a hidden count from all that is published of the demonstration data.

Every small sum that is hidden could be less or more by at least one whole person, and could be as
many as the threshold, by a linear programme over all equations that the published readings give.
"""

import pytest

from data.store.snapshot import current
from kpis.catalogue.catalogue import load
from kpis.catalogue.vocabulary import Time
from kpis.measure.extent import extent
from kpis.measure.readings import measure
from kpis.measure.suppress.relation import MART
from kpis.periods import Period
from tests.kpis.measure.suppress.attack import known_of, only_small

LEAST = 5
TOPICS = "select code from mart_code where list = 'topic' order by sort, code"


@pytest.fixture(scope="module")
def con(demo_store):
    with current(demo_store).connect() as con:
        yield con


def recovered(known, every=1):
    """The hidden counts that a solver tells, or tells to be below the threshold."""
    found = []
    for name, of, count in known.small[::every]:
        low, high = known.interval(of)
        if high - low < 0.99 or high < LEAST - 1e-6:
            found.append((name, count, low, high))
    return found


def test_no_figure_of_the_province_and_few_of_communes_are_hidden(con):
    ids = con.execute(f"select distinct kpi from {MART} where part = '' order by 1").fetchall()
    reach = extent(con)
    months = Period.between("month", reach.first_month, reach.last_month)
    assert len(ids) > 3
    for (id,) in ids:
        for level, most in (("province", 0), ("district", 0.02), ("commune", 0.2)):
            rows = measure(con, load()[id], level, months)
            hidden = (rows["missing_reason"] == "suppressed").mean()
            assert hidden <= most, (id, level, hidden)


ASKED = {"kinds": ("month", "quarter"), "vintages": ["2022"]}


def test_answers_of_few_are_not_recovered(con):
    known = known_of(con, load()["satisfaction_share"], 2023, **ASKED)
    assert len(known.small) > 50
    assert recovered(known, every=len(known.small) // 6) == []


def test_they_would_be_if_nothing_stood_beside_them(con):
    known = known_of(con, load()["satisfaction_share"], 2023, hidden=only_small, **ASKED)
    found = recovered(known, every=len(known.small) // 4)
    assert any(low == pytest.approx(count) == high for _, count, low, high in found)


@pytest.mark.sweep
@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025, 2026])
def test_no_count_of_any_indicator_is_recovered(con, year):
    ids = con.execute(f"select distinct kpi from {MART} where part = '' order by 1").fetchall()
    for (id,) in ids:
        kpi = load()[id]
        if kpi.time.denominator is Time.FLOW and kpi.breakdown is None:
            known = known_of(con, kpi, year)
            assert recovered(known, every=1 + len(known.small) // 15) == [], id


@pytest.mark.sweep
def test_no_count_of_a_topic_is_recovered(con):
    """Of one year on the units of the time: all others are ten times as many equations."""
    topics = [code for (code,) in con.execute(TOPICS).fetchall()]
    kpi, whole = load()["first_time_success_share"], load()["assists_per_1000"]
    asked = {"topics": (None, *topics), "wholes": [whole], "vintages": ["2025"]}
    known = known_of(con, kpi, 2026, **asked)
    assert len(known.small) > 20
    assert recovered(known, every=1 + len(known.small) // 12) == []
