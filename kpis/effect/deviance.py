"""Communes that grew more in the last twelve months than their conditions let expect.

    mart_deviance         a row a topic and commune above what was expected: a list worth visiting
    mart_deviance_habit   what such a commune does otherwise than the province

Conditions are the model's: the month in the district, and the work on the topic; and the level
twelve months ago. What a commune grew beyond is shrunk to what is lasting of it, so that a lucky
year of a few months is no model for others. Communes below are in neither table.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from scipy.stats import norm

from kpis.catalogue.catalogue import load
from kpis.catalogue.kpi import Kpi
from kpis.effect.estimate import Array
from kpis.effect.model import after, growth
from kpis.effect.panel import BLOCK, SQL, Panel
from kpis.effect.study import ALL, LEAST_COMMUNES, Case, Row, too_few
from kpis.measure.suppress.relation import NONE, hiding
from kpis.measure.suppress.threshold import threshold
from kpis.periods import Period, months_later

SURE = 0.9  # that a commune is above: others may be so by luck
LEAST_OF_A_YEAR = 8  # months of the twelve that must be known
COLUMNS = (
    *("topic", "service", "vintage", "area_code", "area_name", "parent_code"),
    *("months", "growth", "expected", "excess", "low_80", "high_80", "sureness"),
)
HABITS = ("topic", "area_code", "habit", "code", "value", "usual")
OF_ASSISTS = ("topic", "form", "assists")
HABIT_QUERY = Path(SQL / "effect_habits.sql")
FEW_QUERY = Path(SQL / "effect_few.sql")
COUNTED = "assists_per_1000"  # the indicator that publishes the assists, and says what is hidden
Few = dict[str, set[tuple[str, str]]]  # of a commune: habit and code, as `effect_few.sql` has them


def deviance(
    con: duckdb.DuckDBPyConnection, on: Panel, cases: Iterable[Case]
) -> dict[str, list[pd.DataFrame]]:
    """The rows of both tables."""
    habits = _habits(con, on) if on.communes else None
    hidden = few(con, load()[COUNTED], on.vintage, _since(on)) if on.communes else {}
    above: list[Row] = []
    others: list[Row] = []
    for case in cases:
        found = of_topic(case) if too_few(case) is None else []
        above += found
        for row in found:
            keys = {"topic": row["topic"], "area_code": row["area_code"]}
            at = on.communes.index(row["area_code"])
            assert habits is not None
            told = without_few(habits[at], hidden.get(row["area_code"], set()))
            others += [{**keys, **habit} for habit in told]
    return {
        "mart_deviance": [pd.DataFrame(above, columns=list(COLUMNS))],
        "mart_deviance_habit": [pd.DataFrame(others, columns=list(HABITS))],
    }


def of_topic(case: Case) -> list[Row]:
    """The communes above for one topic, the surest first; growth in points of twelve months."""
    fit = case.setting.fit(growth(case.level), after(case.work))
    if fit is None:
        return []
    moved = sum(b * x for b, x in zip(fit.coefficients, after(case.work), strict=True))
    month = np.indices(case.level.shape)[1]
    last_year = month >= case.level.shape[1] - BLOCK
    left = _less_district_months(np.where(last_year, growth(case.level) - moved, np.nan), case)
    known = (~np.isnan(left)).sum(axis=1)
    begin, end = _at(case.level, -BLOCK - 1), _at(case.level, -1)
    usable = (known >= LEAST_OF_A_YEAR) & ~np.isnan(begin) & ~np.isnan(end)
    if usable.sum() < LEAST_COMMUNES:
        return []
    which = np.flatnonzero(usable)
    mean = np.nanmean(left[which], axis=1)
    noise = fit.spread / np.sqrt(known[which])
    mean = _beyond_level(mean, begin[which], case.setting.district[which])
    shrunk, error = shrink(mean, noise)
    sureness = norm.cdf(shrunk / np.where(error > 0, error, np.inf))
    rows = []
    for at in np.argsort(-sureness, kind="stable"):
        if sureness[at] < SURE:
            break
        place = which[at]
        grown, share = end[place] - begin[place], _share(end[place])
        beyond = BLOCK * np.array([shrunk[at], *(shrunk[at] + norm.ppf([0.1, 0.9]) * error[at])])
        excess, low, high = (100 * (share - _share(end[place] - one)) for one in beyond)
        whole = 100 * (share - _share(end[place] - grown))
        rows.append(
            {
                **case.keys,
                "vintage": case.panel.vintage,
                "area_code": case.panel.communes[place],
                "area_name": case.panel.names[place],
                "parent_code": case.panel.districts[place],
                "months": int(known[place]),
                **{"growth": whole, "expected": whole - excess, "excess": excess},
                **{"low_80": low, "high_80": high, "sureness": float(sureness[at])},
            }
        )
    return rows


def shrink(means: Array, noises: Array) -> tuple[Array, Array]:
    """Means drawn to their middle by what of them is chance, with their standard errors.

    Empirical Bayes: the spread of the means less that of chance is what lasts; where there is no
    such, all are drawn to zero and nothing is certain of any.
    """
    lasting = max(float(np.var(means, ddof=1) - np.mean(noises**2)), 0.0)
    part = lasting / (lasting + noises**2)
    return part * means, np.sqrt(part * noises**2)


def few(con: duckdb.DuckDBPyConnection, kpi: Kpi, vintage: str, since: date) -> Few:
    """What of the work of communes since a month would tell a hidden count of people.

    A share of a year's work times its whole is the year's count: less the months that are
    published it is the month that is not.
    """
    query, least = FEW_QUERY.read_text(encoding="utf-8"), threshold()
    of = {"vintage": vintage, "since": since, "least": least, "kpi": kpi.id}

    def found(hidden: str | None) -> list[tuple[str, str, str]]:
        return con.execute(query.format(hidden=hidden or NONE), of).fetchall()

    told: Few = {}
    for area, habit, code in hiding(con, kpi, found):
        told.setdefault(area, set()).add((habit, code))
    return told


def without_few(habits: list[Row], hidden: set[tuple[str, str]]) -> list[Row]:
    """The habits of a commune less those that would tell a hidden count.

    All shares of forms go together: the last one is what is missing to the whole.
    """
    if ("topic", "") in hidden:
        return [one for one in habits if one["habit"] not in OF_ASSISTS]
    is_told = {("form", str(one["code"])) for one in habits} if ("form", "") in hidden else set()
    return [one for one in habits if (one["habit"], one["code"]) not in hidden | is_told]


def _since(on: Panel) -> date:
    return months_later(Period.parse(on.months[-1]).first_month, 1 - BLOCK)


def _less_district_months(values: Array, case: Case) -> Array:
    """Values less the mean of the district in the month."""
    found = np.full(values.shape, np.nan)
    for code in np.unique(case.setting.district):
        own = case.setting.district == code
        with_any = ~np.isnan(values[own]).all(axis=0)
        mean = np.full(values.shape[1], np.nan)
        mean[with_any] = np.nanmean(values[own][:, with_any], axis=0)
        found[own] = values[own] - mean
    return found


def _beyond_level(mean: Array, begin: Array, district: np.ndarray) -> Array:
    """What is left of the means when the level at the beginning has told its part."""
    level = begin.copy()
    for code in np.unique(district):
        level[district == code] -= level[district == code].mean()
    squares = float(level @ level)
    slope = float(level @ mean) / squares if squares > 0 else 0.0
    return np.asarray(mean - slope * level)


def _at(level: Array, place: int) -> Array:
    """The level of a month, or of the one before where it is unknown."""
    if level.shape[1] < abs(place) + 1:
        return np.full(level.shape[0], np.nan)
    return np.where(np.isnan(level[:, place]), level[:, place - 1], level[:, place])


def _share(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))


def _habits(con: duckdb.DuckDBPyConnection, on: Panel) -> list[list[Row]]:
    """For each commune what it does, beside all of the province, over the last twelve months.

    Shares of topics and of forms in the assists, of members who are trained and of reports on time
    in percent; assists per 1,000 adults and sessions of a group a month.
    """
    rows = con.execute(
        HABIT_QUERY.read_text(encoding="utf-8"), {"vintage": on.vintage, "since": _since(on)}
    ).df()
    groups = rows.set_index("area_code").reindex(on.communes)
    by_topic = {topic: _year(work) for (topic, form), work in on.work.items() if form == ALL}
    by_form: dict[str, Array] = {}
    for (_, form), work in on.work.items():
        if form != ALL:
            by_form[form] = by_form.get(form, 0) + _year(work)
    total = np.sum(list(by_topic.values()), axis=0) if by_topic else np.zeros(len(on.communes))
    found: list[list[Row]] = [[] for _ in on.communes]

    def add(habit: str, code: str, above: Array, below: Array, scale: float) -> None:
        whole = np.nansum(below)
        if not whole > 0:
            return
        usual = scale * float(np.nansum(above) / whole)
        for at, (part, of) in enumerate(zip(above, below, strict=True)):
            if of > 0 and part == part:
                value = scale * float(part / of)
                named = {"habit": habit, "code": code}
                found[at].append({**named, "value": value, "usual": usual})

    for topic, work in by_topic.items():
        add("topic", topic, work, total, 100)
    for form, work in by_form.items():
        add("form", form, work, total, 100)
    months = np.sum([~np.isnan(w[:, -BLOCK:]) for w in [*on.work.values()][:1]], axis=(0, 2))
    add("assists", "", 10 * total, months.astype(float), 1)
    for habit, above, below, scale in (
        ("sessions", "sessions", "group_months", 1),
        ("trained", "trained", "members", 100),
        ("on_time", "reports_on_time", "reports_due", 100),
    ):
        add(habit, "", groups[above].to_numpy(float), groups[below].to_numpy(float), scale)
    return found


def _year(work: Array) -> Array:
    """The sum of the months known of the last twelve."""
    return np.asarray(np.nansum(work[:, -BLOCK:], axis=1))
