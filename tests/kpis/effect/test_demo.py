"""On the demonstration data the sizes are found that their law knows."""

import math

import numpy as np
import pytest

from data.demo import law, months, work
from data.demo.indicators import INDICATORS, TOPICS
from kpis.effect.model import after, growth, told
from kpis.effect.study import ALL, EFFECT, cases
from kpis.measure import published
from kpis.store import connect

KNOWN = {
    "dvctt": "online_service_users",
    "cong_dan_so": "eid_level2_accounts",
    "bhxh_dt": "vssid_accounts",
    "thanh_toan": "epayment_people",
}


@pytest.fixture(scope="module")
def con(demo_store):
    with connect(demo_store) as con:
        yield con


@pytest.fixture(scope="module")
def world():
    return law.world()


@pytest.fixture(scope="module")
def by_topic(con):
    _, found = cases(con)
    return {case.taught.topic: case for case in found}


def put_in(world, column, communes):
    """By how much the logit of each share grew more because of the work of the month before.

    The law adds effect × (work done − usual) to the exponent of each commune of 2022; the share
    without it is that of the exponent less so much. Commune of 2025 × month.
    """
    row, places, count = INDICATORS[column], world.places, months.COUNT
    done = world.law.work.intensity * world.law.work.mix[TOPICS.index(row.topic)]
    done = done * world.law.coverage / (work.PER_MONTH * work.usual_mix()[TOPICS.index(row.topic)])
    share, high = world.law.shares[column], law.ceilings(column, places, world.factors)[:, None]
    part = (share - row.low) / (high - row.low)
    added = np.zeros(share.shape)
    added[:, 1:] = row.effect * (done[:, :-1] - 1)
    without = 1 / (1 + (1 - part) / part * np.exp(added))
    people = world.population.by_month(row.of, share.shape[1]).astype(float)
    unit = places.unit[-1]
    logits = []
    for each in (share, row.low + (high - row.low) * without):
        users, all_of_them = (np.zeros((len(communes), share.shape[1])) for _ in range(2))
        np.add.at(users, unit, each * people)
        np.add.at(all_of_them, unit, people)
        logits.append(np.log(users / (all_of_them - users)))
    order = [places.units[-1].index(code) for code in communes]
    return (logits[0] - logits[1])[order, :count]


@pytest.mark.parametrize("topic", KNOWN)
def test_the_size_in_the_law_is_in_the_interval(con, world, by_topic, topic):
    """The law's own growth, regressed on the assists that the exports count: without any luck."""
    case = by_topic[topic]
    of_work = put_in(world, KNOWN[topic], case.panel.communes)
    outcome = np.where(np.isnan(growth(case.level)), np.nan, of_work)
    law_says = told(case.setting.fit(outcome, after(case.work))).value
    odds = case.share / (1 - case.share) * math.exp(law_says)
    in_points = 100 * (odds / (1 + odds) - case.share)
    row = published.effects(con, topic).query("form == 'all' and lag == 3").iloc[0]
    assert row["low_95"] <= in_points <= row["high_95"]
    assert (row["verdict"], row["leads"], row["placebo"]) == ("seen", "held", "held")
    assert row["logit"] == pytest.approx(law_says, rel=0.3)


def test_a_topic_whose_service_is_counted_once_a_year_is_not_guessed_at(con):
    row = published.effects(con, "tmdt")
    assert row[["form", "verdict", "reason"]].to_numpy().tolist() == [["all", "too_few", "yearly"]]


def test_forms_are_compared_with_their_number_told(con):
    rows = published.effects(con)
    assert list(rows.columns) == list(EFFECT)
    forms = rows[rows["form"] != ALL]
    assert len(forms) == 20 and set(forms["tests"]) == {20}
    assert (forms["corrected"] >= forms["chance"]).all()
    # the law knows no form that does more: none is named
    assert set(forms["verdict"]) == {"alike"}


def test_assists_are_those_of_the_activities(con, by_topic):
    """One commune and month of 2022, carried onto its commune of 2025, added up by hand in SQL."""
    case = by_topic["dvctt"]
    month = case.panel.months.index("2023-12")
    at = int(np.flatnonzero(~np.isnan(case.work[:, month]))[0])
    code = case.panel.communes[at]
    assists, adults = con.execute(
        "select sum(assists), sum(adults) from ("
        " select sum(case when topic = 'dvctt' then assists else 0 end) as assists,"
        " any_value(adults) as adults from mart_activity_month"
        " where month = date '2023-12-01' and area_code in (select source_code from mart_area_map"
        "  where source_vintage = '2022' and level = 'commune' and vintage = '2025'"
        "  and source_level = 'commune' and area_code = ?) group by area_code)",
        [code],
    ).fetchone()
    assert case.work[at, month] == pytest.approx(assists / adults * 1000 / 10)
    parts = sum(case.panel.work["dvctt", form][at, month] for form in case.panel.forms("dvctt"))
    assert parts == pytest.approx(case.work[at, month])


def test_only_communes_above_are_listed(con):
    rows = published.deviances(con)
    assert len(rows) and (rows["excess"] > 0).all() and (rows["sureness"] >= 0.9).all()
    assert (rows["growth"] - rows["expected"]).to_numpy() == pytest.approx(rows["excess"])
    habits = published.deviance_habits(con)
    listed = set(map(tuple, rows[["topic", "area_code"]].to_numpy()))
    assert set(map(tuple, habits[["topic", "area_code"]].to_numpy())) == listed
    whole = habits[habits["habit"] == "form"].groupby(["topic", "area_code"])["value"].sum()
    assert whole.to_numpy() == pytest.approx(100)


def test_habits_are_those_of_the_last_twelve_months(con):
    """Sessions of a group a month, of all the province, added up by other SQL."""
    sessions, groups = con.execute(
        "select (select sum(sessions) from mart_activity_month"
        " where topic = 'all' and month >= date '2025-11-01'),"
        " (select count(*) from mart_group_month where month >= date '2025-11-01')"
    ).fetchone()
    habits = published.deviance_habits(con).query("habit == 'sessions'")
    assert len(habits) == len(published.deviances(con))
    assert habits["usual"].to_numpy() == pytest.approx(sessions / groups)
