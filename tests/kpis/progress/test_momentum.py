"""Why a forecast leads elsewhere than the pace seen: by hand, and over all of the demonstration."""

import pytest

from kpis.catalogue.catalogue import load
from kpis.catalogue.vocabulary import Direction, Momentum, Unit
from kpis.errors import KpiError
from kpis.measure.extent import extent
from kpis.periods import Period
from kpis.progress.momentum import is_explained, momentum, with_outlook
from kpis.progress.pace import pace
from kpis.store import connect

CATALOGUE = load()
# seen, needed, value, forecast in 50 months, target, probability → why
CASES = {
    "half the pace, 14 points from the end": (1.0, 0.5, 61, 86, 90, 0.1, "slows_at_end"),
    "half the pace, 40 points from the end": (0.8, 0.6, 40, 60, 70, 0.1, "slows"),
    "a little slower, and so not enough": (0.5, 0.5, 40, 64, 65, 0.2, "slows"),
    "a little slower, and not enough before": (0.5, 0.7, 40, 64, 75, 0.1, "steady"),
    "as fast": (0.5, 0.4, 40, 65, 60, 0.9, "steady"),
    "a little faster, and so enough": (0.5, 0.54, 40, 67.5, 67, 0.7, "speeds_up"),
    "twice as fast": (0.25, 0.6, 40, 65, 70, 0.2, "speeds_up"),
    "fell, grows again": (-0.2, 0.5, 40, 60, 65, 0.2, "turns"),
    "fell, stays": (-0.2, 0.5, 40, 40, 65, 0.01, "turns"),
    "grew, falls": (0.2, 0.0, 91, 86, 90, 0.1, "falls"),
    "at the end and stays": (0.0, 0.0, 100, 100, 100, 1.0, "steady"),
    "reached by the forecast and yet unlikely": (0.5, 0.5, 40, 65, 65, 0.2, "open"),
    "not reached by the forecast and yet likely": (0.5, 0.6, 40, 65, 70, 0.7, "open"),
    "no target to be likely": (0.5, 0.5, 40, 65, 65, float("nan"), "steady"),
}


@pytest.mark.parametrize("name", CASES)
def test_why(name):
    seen, needed, value, forecast, target, probability, expected = CASES[name]
    assert momentum(seen, needed, value, forecast, 50, target, probability) == expected


def test_where_less_is_better_paces_are_turned():
    down = {"direction": Direction.DOWN, "months": 50, "target": 20, "probability": 0.1}
    assert momentum(-0.5, -0.4, 40, 25, **down) == "slows"  # 0.3 a month, 25 from the end
    assert momentum(-0.5, -0.4, 40, 16, **down) == "open"  # 0.48 a month is enough
    assert momentum(-0.5, -0.4, 40, 44, **down) == "falls"


def test_only_a_share_has_an_end():
    assert momentum(1, 0.5, 61, 86, 50, 90, 0.1, Unit.RATIO) == "slows"
    with pytest.raises(KpiError):
        momentum(float("nan"), 0.5, 61, 86, 50, 90, 0.1)


def test_what_has_to_be_explained():
    assert not is_explained(Momentum.STEADY, 0.5, 0.4, 0.32)
    assert is_explained(Momentum.STEADY, 0.5, 0.4, 0.33)  # as likely as not
    assert not is_explained(Momentum.SLOWS, 0.3, 0.4, 0.66)
    assert is_explained(Momentum.SPEEDS_UP, 0.3, 0.4, 0.66)


@pytest.mark.sweep
def test_every_pace_has_its_outlook_or_says_why_not(demo_store):
    """Over each indicator, level and target: the halves agree, or the reason says why not."""
    told = 0
    with connect(demo_store) as con:
        period = Period.containing("month", extent(con).last_month)
        for kpi, level in ((k, level) for k in CATALOGUE.values() for level in k.levels):
            for year in (None, 2030):
                for row in with_outlook(con, kpi, level, period, year=year).to_dict("records"):
                    where = (kpi.id, level, row["area_code"], row["target_year"])
                    assert (row["forecast"] == row["forecast"]) != bool(row["no_outlook"]), where
                    if row["no_outlook"] or row["observed"] != row["observed"]:
                        continue
                    told += 1
                    enough = row["observed"] >= row["needed"] - 1e-9
                    shown = round(100 * row["probability"])
                    if enough and shown < 33:
                        allowed = {"slows", "slows_at_end", "falls", "open"}
                    elif not enough and shown >= 66:
                        allowed = {"speeds_up", "turns", "open"}
                    else:
                        continue
                    assert row["reason"] in allowed, (*where, row["reason"])
    assert told > 1000


def test_forecasts_are_of_the_last_month_and_of_the_units_in_force(demo_store):
    kpi = CATALOGUE["online_service_users"]
    with connect(demo_store) as con:
        last = Period.containing("month", extent(con).last_month)
        for vintage, period, why in (
            (None, last.previous(), "past"),
            ("2022", last, "units"),
            (None, last, None),
        ):
            rows = with_outlook(con, kpi, "commune", period, vintage)
            assert {one or None for one in rows["no_outlook"].fillna("")} == {why}
            assert rows["forecast"].isna().all() == (why is not None)
            plain = pace(con, kpi, "commune", period, vintage)
            assert rows[list(plain)].equals(plain)
