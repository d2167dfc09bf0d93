"""What rules find in the groups themselves: those that are silent, difficulties that many name.

Counted by the functions that the pages of the groups show, so that both say the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from kpis.alerts.rule import OF_GROUPS, Condition, Rule
from kpis.catalogue.kpi import Text
from kpis.catalogue.vocabulary import Direction, Level, Unit
from kpis.measure.extent import Extent
from kpis.network.difficulties import by_month
from kpis.periods import Period, months_later
from kpis.work.places import silent_by_month

Key = tuple[str, str]  # the code of a unit, and of the difficulty ("" of silence)
Counts = dict[Key, tuple[int, int]]  # so many groups, of so many of which it is known
OWN = ("difficulty", "months", "groups", "of_groups")  # the columns that only these alerts fill


@dataclass(frozen=True)
class Subject:
    """What an alert about groups speaks of, in the place of a KPI."""

    id: str
    name: Text
    unit: Unit = Unit.PERCENT
    direction: Direction = Direction.DOWN


SUBJECTS: Mapping[str, Subject] = {
    one.id: one
    for one in (
        Subject(str(Condition.SILENT_GROUPS), Text("Tổ im lặng", "Silent groups")),
        Subject(str(Condition.DIFFICULTY), Text("Khó khăn của các tổ", "Difficulties of groups")),
    )
}


def of_groups(
    con: duckdb.DuckDBPyConnection, rules: Sequence[Rule], reach: Extent
) -> list[dict[str, object]]:
    """The alerts of the rules about groups, as rows of `kpis.alerts.evaluate.evaluate`.

    Judged in the last month whose reports are due: what may still come in time is no fault. A unit
    is found where so many groups (`groups` of `of_groups`, `value` per cent) are silent for the
    `months` of the rule, or name one `difficulty`; `periods` months in a row up to `period`, those
    without any report left out.
    """
    last = reach.last_month if reach.is_due else months_later(reach.last_month, -1)
    if last < reach.first_month:
        return []
    judged = Period.containing("month", last)
    vintage = reach.base_vintage(judged)
    watching = [rule for rule in rules if rule.enabled and rule.condition in OF_GROUPS]
    places = _places(con, vintage) if watching else {}
    months = Period.between("month", reach.first_month, last)[::-1]
    found: list[dict[str, object]] = []
    for rule in watching:
        counted = _counted(con, rule, vintage)
        for level in rule.levels:
            past = _by_month(counted, level, months)
            found += _found(rule, level, past, vintage, places)
    return found


def _found(
    rule: Rule,
    level: Level,
    past: Mapping[Period, Counts],
    vintage: str,
    places: Mapping[tuple[str, str], tuple[str, str | None]],
) -> Iterator[dict[str, object]]:
    """The alerts of one rule and level, from the counts of the months, the latest first."""
    runs: dict[Key, list[tuple[Period, int, int]]] = {}  # the latest month first
    ended: set[Key] = set()
    judged = next(iter(past))
    for month, counts in past.items():
        if month == judged:
            runs = {key: [] for key in counts}
        for key in runs.keys() - ended:
            naming, every = counts.get(key, (0, 0))
            if not every:
                if month == judged:
                    ended.add(key)
                continue
            if naming >= rule.groups and naming >= rule.share / 100 * every:
                runs[key].append((month, naming, every))
            else:
                ended.add(key)
        if ended == runs.keys():
            break
    for key, run in runs.items():
        if len(run) < rule.periods:
            continue
        (code, difficulty), (now, naming, every) = key, run[0]
        name, parent = places[level, code]
        since, value = run[-1][0].code, 100 * naming / every
        subject = str(rule.condition)
        parts = (rule.id, subject, level, vintage, code, difficulty or "-", since)
        yield {
            "alert": ":".join(parts),
            "rule": rule.id,
            "condition": subject,
            "severity": str(rule.severity),
            "kpi": subject,
            "level": str(level),
            "vintage": vintage,
            "area_code": code,
            "area_name": name,
            "parent_code": parent,
            "since": since,
            "period": now.code,
            "periods": len(run),
            "value": value,
            "weight": value,
            "difficulty": difficulty or None,
            "months": rule.months if rule.condition is Condition.SILENT_GROUPS else None,
            "groups": naming,
            "of_groups": every,
        }


def _counted(con: duckdb.DuckDBPyConnection, rule: Rule, vintage: str) -> pd.DataFrame:
    """What a rule watches, of all months: groups of of_groups, by commune and difficulty.

    Silent groups of those of which it is known, or groups that name a difficulty of those that
    sent a report.
    """
    if rule.condition is Condition.SILENT_GROUPS:
        return silent_by_month(con, rule.months, vintage).assign(difficulty="")
    return by_month(con, vintage)


def _by_month(rows: pd.DataFrame, level: Level, months: Sequence[Period]) -> dict[Period, Counts]:
    """These counts by month and unit of a level; {} of a month before there are any."""
    of = "area_code" if level is Level.COMMUNE else "parent_code"
    sums = rows.groupby(["month", of, "difficulty"])[["groups", "of_groups"]].sum()
    found: dict[Period, Counts] = {month: {} for month in months}
    for (month, code, kind), naming, every in sums.itertuples(name=None):
        if (period := Period.containing("month", month.date())) in found:
            found[period][code, kind] = int(naming), int(every)
    return found


def _places(
    con: duckdb.DuckDBPyConnection, vintage: str
) -> dict[tuple[str, str], tuple[str, str | None]]:
    """By level and code, the name of each unit of a vintage and the code of what it lies in."""
    query = "select level, code, name, parent_code from mart_unit where vintage = $1"
    rows = con.execute(query, [vintage]).fetchall()
    return {(level, code): (name, parent) for level, code, name, parent in rows}
