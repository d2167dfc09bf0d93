"""Panels whose effect is known: it is found, and none is said where there is none."""

from dataclasses import replace

import numpy as np
import pytest

from kpis.effect.model import AFTER, Setting, after, growth, points, told
from kpis.effect.panel import logit
from kpis.effect.study import (
    EFFECT,
    Reason,
    Verdict,
    checks,
    corrected,
    held,
    of_topic,
    too_few,
    verdict,
)
from tests import sweep
from tests.kpis.effect.simulated import world

EFFECT_OF_TEN = 0.006
PANELS = sweep.examples(100)
WORLDS = {
    "quiet": {},
    "work is sent where adoption is low": {"behind": 0.5},
    "seasons and Tết": {"seasons": True},
    "campaigns of districts": {"campaigns": True},
    "all of these": {"behind": 0.5, "seasons": True, "campaigns": True},
}


def answers(**kind):
    """Of each panel: whether the interval holds what was put in, and the verdict."""
    found = []
    for seed in range(PANELS):
        made = world(seed, **kind)
        case = made.case
        main = told(case.setting.fit(growth(case.level), after(case.work)))
        assert main is not None
        law = made.law if kind.get("effect") else 0.0
        said = verdict(main, held(main, checks(case)).values())
        found.append((main.low <= law <= main.high, said))
    return found


@pytest.mark.parametrize("name", sweep.some(WORLDS, 4))
def test_the_interval_holds_a_known_effect(name):
    found = answers(effect=EFFECT_OF_TEN, **WORLDS[name])
    inside = sum(is_inside for is_inside, _ in found)
    assert 0.90 * PANELS <= inside <= 0.98 * PANELS or (PANELS < 100 and inside >= 0.90 * PANELS)
    assert sum(said == Verdict.SEEN for _, said in found) >= 0.8 * PANELS


@pytest.mark.sweep
@pytest.mark.parametrize("name", sweep.some(WORLDS, 4))
def test_where_there_is_no_effect_none_is_said(name):
    found = answers(**WORLDS[name])
    assert sum(said == Verdict.NOT_SEEN for _, said in found) >= 0.93 * PANELS


@pytest.mark.sweep
def test_work_that_is_sent_where_adoption_is_very_low_is_not_believed():
    """Communes whose logit is lower by one get 2.7 times the work: the second fit tells."""
    found = answers(behind=1.0)
    assert sum(said != Verdict.SEEN for _, said in found) >= 0.93 * PANELS


def test_an_effect_of_something_else_fails_the_checks():
    """Half a year of a push that moves work and both services: what is to come "explains" it."""
    case = world(2).case
    rng = np.random.default_rng(0)
    pushed = np.repeat(rng.normal(0, 1, (57, 9)), 6, axis=1)[:, :50]
    moved = np.cumsum(0.01 * pushed, axis=1)
    work = {key: done * np.exp(0.3 * pushed) for key, done in case.panel.work.items()}
    pushed_case = replace(
        case,
        panel=replace(case.panel, work=work),
        level=case.level + moved,
        placebo=case.placebo + moved,
    )
    row = of_topic(pushed_case)[0][AFTER - 1]
    assert (row["leads"], row["placebo"]) == ("failed", "failed")
    assert row["verdict"] == Verdict.NOT_CREDIBLE


@pytest.mark.parametrize(
    ("size", "reason"),
    [
        ({"communes": 19}, Reason.FEW_COMMUNES),
        ({"months": 14}, Reason.FEW_MONTHS),
        ({"months": 2}, Reason.FEW_COMMUNES),
    ],
)
def test_too_little_is_said_with_its_reason(size, reason):
    rows, beside = of_topic(world(1, **size).case)
    assert [(row["verdict"], row["reason"]) for row in rows] == [(Verdict.TOO_FEW, reason)]
    assert beside == [] and tuple(rows[0]) == EFFECT


def test_the_least_is_enough():
    assert too_few(world(1, communes=20, months=15).case) is None


def test_a_share_of_nought_or_all_has_no_logit_and_is_left_out():
    users, people = np.array([[0.0, 5, 20, np.nan]]), np.array([[20.0, 20, 20, 20]])
    found = logit(users, people)
    assert np.isnan(found).tolist() == [[True, False, True, True]]
    assert found[0, 1] == pytest.approx(np.log(5 / 15))


def test_what_is_told_is_after_three_months_of_more():
    """β(1) = 0.3, β(2) = 0.2, β(3) = 0.1: after three months 3 · 0.3 + 2 · 0.2 + 0.1 = 1.4."""
    rng = np.random.default_rng(0)
    work = rng.normal(2, 1, (30, 30))
    outcome = np.full(work.shape, np.nan)
    outcome[:, 3:] = 0.3 * work[:, 2:-1] + 0.2 * work[:, 1:-2] + 0.1 * work[:, :-3]
    fit = Setting(np.arange(30) % 3, 30).fit(outcome, after(work))
    assert fit is not None and fit.value() == pytest.approx(1.4)
    # from 40 %: odds 2/3 · e^1.4 = 2.7035, a share of 73.0 %, 33.0 points more
    assert points(0.4, 1.4) == pytest.approx(33.0, abs=0.01)


def test_chances_are_corrected_by_holm():
    """0.01, 0.04, 0.03 of three: 0.03, then 2 · 0.03 = 0.06, and 0.04 no smaller: 0.06."""
    rows = [
        {"chance": chance, "difference": sign, "verdict": None}
        for chance, sign in ((0.01, -1.0), (0.04, 1.0), (0.03, 1.0), (None, None))
    ]
    corrected(rows)
    assert [row.get("corrected") for row in rows] == pytest.approx([0.03, 0.06, 0.06, None])
    assert [row["verdict"] for row in rows] == ["less", "alike", "alike", None]
    assert [row.get("tests") for row in rows] == [3, 3, 3, None]
