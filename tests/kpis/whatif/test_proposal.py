"""Proposals on the demonstration data, against a plain loop; and why there may be none."""

from dataclasses import replace
from datetime import date

import pytest

from kpis.catalogue.catalogue import load
from kpis.catalogue.kpi import Target
from kpis.catalogue.vocabulary import Confirmation
from kpis.measure.extent import extent
from kpis.periods import Period
from kpis.store import connect
from kpis.whatif.aims import Aim, UnanswerableError, Why, aims, newest
from kpis.whatif.proposal import asked, proposal
from kpis.whatif.sharing import Method

CATALOGUE = load()
USERS = CATALOGUE["online_service_users"]  # 40 % in 2025, 80 % in 2030


@pytest.fixture(scope="module")
def con(demo_store):
    with connect(demo_store) as opened:
        yield opened


def test_the_years_to_come_lie_on_the_path_between_the_targets(con):
    found = {aim.year: aim for aim in aims(con, USERS)}
    # from 40 in 12/2025 to 80 in 12/2030: 8 points a year
    assert {year: round(aim.value, 9) for year, aim in found.items()} == {
        2026: 48, 2027: 56, 2028: 64, 2029: 72, 2030: 80,
    }  # fmt: skip
    assert found[2027].status is None
    assert found[2030] == Aim(2030, 80.0, "Nghị quyết 71/NQ-CP", Confirmation.RESTATED)


def test_without_a_province_only_the_targets_themselves(con):
    assert [aim.year for aim in aims(con, CATALOGUE["e_work_files_commune"])] == [2030]
    assert aims(con, CATALOGUE["members_per_group"]) == []
    assert aims(con, CATALOGUE["online_dossier_share"]) == []  # none after 2025


def test_the_present_is_the_last_month_or_the_last_year_that_is_over(con):
    reach = extent(con)
    assert reach.last_month == date(2026, 10, 1)
    assert newest(USERS, reach) == Period.parse("2026-10")
    assert newest(CATALOGUE["sme_platform_share"], reach) == Period.parse("2025")


@pytest.mark.parametrize("level", ["commune", "district"])
def test_together_they_reach_the_target(con, level):
    found = proposal(con, USERS, level, 2030)
    assert (found.months, found.vintage, found.methods) == (50, "2025", tuple(Method))
    for method in Method:
        rows = list(found.units.itertuples())
        numerator = sum(getattr(row, method.value) / 100 * row.denominator for row in rows)
        whole = 100 * numerator / sum(row.denominator for row in rows)
        assert 80 - 1e-9 <= whole < 80.03
        assert found.then(method) == pytest.approx(whole)
        assert all(row.value <= getattr(row, method.value) <= 100 for row in rows)
    rise = (found.units["points"] - found.units["value"]).round(6)
    assert rise.max() - rise.min() <= 0.1  # the same for all, as nobody is at the end


def test_who_has_no_value_is_asked_nothing(con):
    kpi = CATALOGUE["health_record_share"]
    found = proposal(con, kpi, "commune", 2030)
    lacking = found.units[found.units["value"].isna()]
    assert len(lacking) == 1
    assert lacking[list(Method)].isna().all(axis=None)
    told = asked(found, kpi, Method.EFFORT)
    assert len(told) == 56
    row = told.iloc[0]
    people = (
        row["rise"] / 100 * found.units.set_index("area_code").at[row["area_code"], "denominator"]
    )
    assert people <= row["people"] < people + 1
    assert row["people_month"] == row["people"] / 50


@pytest.mark.parametrize(
    ("kpi", "level", "year", "why"),
    [
        ("members_per_group", "commune", 2030, Why.RANGE),
        ("sme_platform_share", "commune", 2030, Why.LEVEL),
        ("online_service_users", "province", 2030, Why.LEVEL),
        ("online_dossier_share", "commune", 2030, Why.NO_TARGET),
        ("online_service_users", "commune", 2025, Why.NO_TARGET),
        ("e_work_files_district", "district", 2030, Why.NO_VALUE),
        ("e_work_files_commune", "commune", 2030, Why.REACHED),
    ],
)
def test_why_there_is_nothing_to_share(con, kpi, level, year, why):
    with pytest.raises(UnanswerableError) as refused:
        proposal(con, CATALOGUE[kpi], level, year)
    assert refused.value.why is why


def test_a_target_beyond_the_scale_is_told(con):
    odd = replace(USERS, targets=(Target(2030, "", Confirmation.CONFIRMED, value=120),))
    with pytest.raises(UnanswerableError) as refused:
        proposal(con, odd, "commune", 2030)
    assert refused.value.why is Why.BEYOND


def test_a_target_that_a_unit_has_already_is_told(con):
    found = proposal(con, CATALOGUE["e_signature_share"], "commune", 2026)
    assert found.units["given"].count() == 12
    assert proposal(con, USERS, "commune", 2030).units["given"].isna().all()
