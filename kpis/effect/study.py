"""The effect of the work on each topic, with the checks that stand beside it, as rows of tables.

    mart_effect          a row a topic, form and number of months of work before
    mart_effect_check    what must hold where the effect is one: see CHECKS

Figures are points of the present share of the province that ten more assists per 1,000 adults a
month go with.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from kpis.catalogue.taught import Taught, taught
from kpis.catalogue.vocabulary import Frequency
from kpis.effect.estimate import Array, Estimate
from kpis.effect.model import (
    AFTER,
    AHEAD,
    LONGEST,
    Setting,
    Told,
    after,
    growth,
    points,
    to_come,
    told,
)
from kpis.effect.panel import Panel, earlier, logit, panel, shares

LEAST_COMMUNES, LEAST_MONTHS = 20, 12
LEAST_OF_A_FORM = 0.03  # of the assists on a topic: of less nothing can be told
ALL = "all"
CERTAIN = 0.05  # the chance of an error, of all forms together
EFFECT = (
    *("topic", "service", "form", "lag", "estimate", "low_95", "high_95", "logit", "share"),
    *("leads", "placebo", "level", "detectable", "difference", "chance", "corrected", "tests"),
    *("communes", "months", "cells", "left_out", "verdict", "reason"),
)
CHECK = ("topic", "service", "kind", "item", "estimate", "low_95", "high_95")


class Verdict(StrEnum):
    """What may be said; of a form whether more or less than of the others."""

    SEEN = "seen"
    NOT_SEEN = "not_seen"
    NOT_CREDIBLE = "not_credible"  # seen, but so is what should not be
    TOO_FEW = "too_few"
    MORE = "more"
    LESS = "less"
    ALIKE = "alike"


class Reason(StrEnum):
    """Why the data are too few."""

    NO_WORK = "no_work"
    YEARLY = "yearly"
    FEW_COMMUNES = "few_communes"
    FEW_MONTHS = "few_months"
    NO_VARIATION = "no_variation"


class Check(StrEnum):
    """What stands beside an effect; `item` says which month, service or district."""

    MONTH = "month"  # the work so many months before (below zero: after) the growth of one month
    LEAD = "lead"  # the work of three months to come
    LEVEL = "level"  # with the level of two months before taken into account
    PLACEBO = "placebo"  # a service that nobody teaches
    WITHOUT = "without"  # without the communes of a district
    PLAIN = "plain"  # with one effect a commune and one a month alone


HELD, FAILED = "held", "failed"
Row = dict[str, Any]
Checked = tuple[Check, Told, Row]  # a check, what it says, and its row


@dataclass(frozen=True)
class Case:
    """A topic on its panel: the level of its service, the work, and what a point is."""

    taught: Taught
    panel: Panel
    level: Array
    placebo: Array
    share: float
    placebo_share: float
    left_out: int

    @property
    def setting(self) -> Setting:
        """The panel as the model takes it."""
        return Setting(self.panel.district, len(self.panel.months))

    @property
    def work(self) -> Array:
        """All assists on the topic."""
        return self.panel.work[self.taught.topic, ALL]

    @property
    def keys(self) -> Row:
        """The columns that name a row."""
        return {"topic": self.taught.topic, "service": self.taught.service.id}


def cases(con: duckdb.DuckDBPyConnection) -> tuple[Panel, list[Case]]:
    """The panel and the topics on it; KpiError or duckdb.Error where the marts cannot answer."""
    found, on = [], panel(con)
    for one in taught():
        if one.service.frequency is Frequency.YEAR or not on.communes:
            nothing = np.full((len(on.communes), len(on.months)), np.nan)
            found.append(Case(one, on, nothing, nothing, np.nan, np.nan, 0))
            continue
        sides, idle = shares(con, one.service, on), shares(con, one.placebo, on)
        level = logit(*sides)
        left_out = int((~np.isnan(sides[0]) & (sides[1] > 0) & np.isnan(level)).sum())
        found.append(Case(one, on, level, logit(*idle), _now(*sides), _now(*idle), left_out))
    return on, found


def study(found: Iterable[Case]) -> dict[str, list[pd.DataFrame]]:
    """The rows of mart_effect and mart_effect_check of all topics."""
    effects: list[Row] = []
    checks: list[Row] = []
    for case in found:
        rows, beside = of_topic(case)
        effects += rows
        checks += beside
    corrected(effects)
    return {
        "mart_effect": [pd.DataFrame(effects, columns=list(EFFECT))],
        "mart_effect_check": [pd.DataFrame(checks, columns=list(CHECK))],
    }


def of_topic(case: Case) -> tuple[list[Row], list[Row]]:
    """The rows of both tables of a topic; one that says why where there is too little."""
    reason, main = too_few(case), None
    if reason is None:
        main = told(case.setting.fit(growth(case.level), after(case.work)))
        reason = Reason.NO_VARIATION if main is None else None
    if main is None:
        row = {**case.keys, "form": ALL, "lag": AFTER, "verdict": Verdict.TOO_FEW, "reason": reason}
        return [{**dict.fromkeys(EFFECT), **row}], []
    first = checks(case)
    outcomes = held(main, first)  # of three months: other numbers of months are told beside them
    rows = []
    for lag in range(1, LONGEST + 1):
        of_lag = told(case.setting.fit(growth(case.level), after(case.work, lag)))
        if of_lag is not None:
            said = verdict(of_lag, outcomes.values())
            rows.append(_effect(case, lag, of_lag) | outcomes | {"verdict": said})
    return rows + _forms(case), [row for _, _, row in [*first, *_beside(case)]]


def too_few(case: Case) -> Reason | None:
    """Why nothing can be told of a topic; None where it can be tried."""
    if case.taught.service.frequency is Frequency.YEAR:
        return Reason.YEARLY
    if not np.nansum(case.panel.work.get((case.taught.topic, ALL), np.nan)) > 0:
        return Reason.NO_WORK
    cells = np.stack([growth(case.level), *after(case.work)])
    commune, month = np.nonzero(~np.isnan(cells).any(axis=0))
    if len(np.unique(commune)) < LEAST_COMMUNES:
        return Reason.FEW_COMMUNES
    return Reason.FEW_MONTHS if len(np.unique(month)) < LEAST_MONTHS else None


def verdict(main: Told, outcomes: Iterable[str | None]) -> Verdict:
    """What may be said of an effect: one that is seen is not believed where a check failed."""
    if not main.sign:
        return Verdict.NOT_SEEN
    return Verdict.NOT_CREDIBLE if FAILED in outcomes else Verdict.SEEN


def held(main: Told, made: Sequence[Checked]) -> dict[str, str | None]:
    """Whether each check held, by the column that says so; None where it could not be made.

    Leads and placebo fail by an effect of the sign of the one that is told: what would make that up
    has its sign. Work that is sent to where adoption falls behind makes that of the months to come
    go with slow growth, which is no reason to doubt. The second fit fails where it does not see
    what the first one sees.
    """
    found: dict[str, str | None] = {}
    for column, check in (
        ("leads", Check.LEAD),
        ("placebo", Check.PLACEBO),
        ("level", Check.LEVEL),
    ):
        signs = [one.sign for kind, one, _ in made if kind is check]
        if check is Check.LEVEL:
            fails = main.sign != 0 and main.sign not in signs
        else:
            fails = np.sign(main.value) in signs
        found[column] = (FAILED if fails else HELD) if signs else None
    return found


def corrected(rows: Sequence[Row]) -> None:
    """Fill in, of the rows of forms, the chances corrected for their number, and the verdicts.

    By Holm: somebody will act on the one form that is named, so the chance that any is named by
    luck has to be small, not the share of such among many.
    """
    tested = [row for row in rows if row["chance"] is not None]
    worst = 0.0
    for at, row in enumerate(sorted(tested, key=lambda row: row["chance"])):
        worst = max(worst, min(1.0, row["chance"] * (len(tested) - at)))
        row |= {"corrected": worst, "tests": len(tested)}
        is_more = row["difference"] > 0
        named = Verdict.MORE if is_more else Verdict.LESS
        row["verdict"] = named if worst < CERTAIN else Verdict.ALIKE


def _effect(case: Case, lag: int, one: Told, form: str = ALL) -> Row:
    """A row of mart_effect without its verdict."""
    return {
        **dict.fromkeys(EFFECT),
        **case.keys,
        **{"form": form, "lag": lag, "logit": one.value, "share": 100 * case.share},
        **_in_points(case.share, one),
        "detectable": points(case.share, one.detectable),
        **{"communes": one.fit.communes, "months": one.fit.months, "cells": one.fit.rows},
        "left_out": case.left_out,
    }


def _forms(case: Case) -> list[Row]:
    """A row a form: what its assists go with, and how that differs from those of other forms."""
    rows, whole, topic = [], np.nansum(case.work), case.taught.topic
    for form in case.panel.forms(topic):
        own = case.panel.work[topic, form]
        # of all assists and of these again: the second coefficient is the difference
        fit = None
        if LEAST_OF_A_FORM <= np.nansum(own) / whole <= 1 - LEAST_OF_A_FORM:
            columns = [x for pair in zip(after(case.work), after(own), strict=True) for x in pair]
            fit = case.setting.fit(growth(case.level), columns)
        if fit is None:
            reason = {"verdict": Verdict.TOO_FEW, "reason": Reason.NO_WORK}
            keys = {"form": form, "lag": AFTER}
            rows.append({**dict.fromkeys(EFFECT), **case.keys, **keys, **reason})
            continue
        both = told(fit, weights=(1.0, 1.0))
        assert both is not None
        row = _effect(case, AFTER, both, form) | {"detectable": None}
        row["difference"] = points(case.share, fit.value((0.0, 1.0)))
        rows.append(row | {"chance": fit.chance((0.0, 1.0))})
    return rows


def checks(case: Case) -> list[Checked]:
    """What must hold where an effect is one: those that could be made."""
    setting, level, columns = case.setting, growth(case.level), after(case.work)
    # the same month is no check: groups may be quick, and its work is like that of the next
    lead = [*columns, case.work, to_come(case.work)]
    idle = setting.fit(growth(case.placebo), columns)
    return [
        *_made(case, Check.LEAD, f"1-{AHEAD}", setting.fit(level, lead), len(lead) - 1),
        *_made(case, Check.PLACEBO, case.taught.placebo.id, idle),
        *_made(case, Check.LEVEL, "", setting.levelled(case.level, columns)),
    ]


def _beside(case: Case) -> list[Checked]:
    """The same effect seen in other ways: without a district, plainly, month by month."""
    setting, level, columns = case.setting, growth(case.level), after(case.work)
    found = _made(case, Check.PLAIN, "", setting.fit(level, columns, is_plain=True))
    for code in dict.fromkeys(case.panel.districts):
        kept = np.array([one != code for one in case.panel.districts])[:, None]
        fit = setting.fit(np.where(kept, level, np.nan), columns)
        found += _made(case, Check.WITHOUT, code, fit)
    months = range(-AHEAD, LONGEST + 1)
    each = setting.fit(level, [earlier(case.work, at) for at in months])
    for place, at in enumerate(months):
        found += _made(case, Check.MONTH, str(at), each, place)
    return found


def _made(
    case: Case, kind: Check, item: str, fit: Estimate | None, place: int = 0
) -> list[Checked]:
    """A check with its row of mart_effect_check; none where it could not be made."""
    one = told(fit, place)
    if one is None:
        return []
    share = case.placebo_share if kind is Check.PLACEBO else case.share
    return [(kind, one, {**case.keys, "kind": kind, "item": item, **_in_points(share, one)})]


def _in_points(share: float, one: Told) -> Row:
    names = ("estimate", "low_95", "high_95")
    values = (one.value, one.low, one.high)
    return {name: points(share, of) for name, of in zip(names, values, strict=True)}


def _now(numerator: Array, denominator: Array) -> float:
    """The share of all communes together in the last month in which most are known."""
    known = numerator <= denominator
    full = np.flatnonzero(known.sum(axis=0) * 2 > known.shape[0])
    if not len(full):
        return float("nan")
    at, which = full[-1], known[:, full[-1]]
    return float(numerator[which, at].sum() / denominator[which, at].sum())
