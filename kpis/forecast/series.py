"""Forecasts of any series in a file: series, month, numerator, denominator, by the same engine."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from kpis.catalogue.chance import Chance, class_of, cut
from kpis.catalogue.kpi import Target
from kpis.catalogue.vocabulary import Confirmation, Direction, Unit
from kpis.errors import KpiError, nearest
from kpis.forecast.chances import reaches
from kpis.forecast.history import LEAST_MONTHS, History, judged
from kpis.forecast.outlook import single
from kpis.periods import Kind, Period, months_later

COLUMNS = ("series", "month", "numerator", "denominator")
MOST_MONTHS = 240  # ahead; beyond, no law is worth a number
ANSWER = ("series", "month", "value", "low_80", "high_80", "low_95", "high_95")

Row = dict[str, object]


@dataclass(frozen=True)
class Reading:
    """A month of a series, with the line that it stands on."""

    line: int
    month: date
    numerator: float
    denominator: float


def columns(targets: list[float]) -> list[str]:
    """The columns of the answer: those of ANSWER, and two for each target, named by it."""
    kinds = ("probability", "class")
    return [*ANSWER, *(f"{_named(target)}_{kind}" for target in targets for kind in kinds)]


def _named(target: float) -> str:
    """What the columns of a target begin with: every digit of it, without an exponent."""
    return f"target_{np.format_float_positional(target, trim='-')}"


def answer(
    file: Path, until: Period, targets: list[float], direction: Direction, unit: Unit
) -> list[Row]:
    """One row per series and month after its last one, to `until`; the columns are `columns`.

    value and the ends of the intervals in the unit (a percent is 0–100); the probability that the
    value of the month reaches a target is 0–1, beyond two years ahead not below 0.05 nor above
    0.95, its class one of `kpis.catalogue.chance.Chance`. Series that end in the same month learn
    from each other as the areas of a KPI do. KpiError names each line that cannot be used.
    """
    series = read(file, unit)
    by_end: dict[date, list[str]] = {}
    for name, readings in series.items():
        by_end.setdefault(readings[-1].month, []).append(name)
    rows: dict[str, list[Row]] = {}
    for end, names in by_end.items():
        steps = _months(end, until.last_month)
        if steps < 1:
            raise KpiError(
                f"{file.name}: “{names[0]}” ends in {end:%Y-%m}; --until has to be a later month."
            )
        if steps > MOST_MONTHS:
            raise KpiError(
                f"{file.name}: {until.code} lies {steps} months after {end:%Y-%m}, the end of"
                f" “{names[0]}”; at most {MOST_MONTHS} are forecast."
            )
        rows |= _group({name: series[name] for name in names}, end, steps, targets, direction, unit)
    return [row for name in series for row in rows[name]]


def _group(
    series: dict[str, list[Reading]],
    end: date,
    steps: int,
    targets: list[float],
    direction: Direction,
    unit: Unit,
) -> dict[str, list[Row]]:
    """The rows by series, of those that end in one month."""
    months = max(len(readings) for readings in series.values())
    up, down = (np.full((len(series), months), np.nan) for _ in range(2))
    for at, readings in enumerate(series.values()):
        up[at, months - len(readings) :] = [one.numerator for one in readings]
        down[at, months - len(readings) :] = [one.denominator for one in readings]
    is_share, scale = unit is Unit.PERCENT, unit.scale
    values = up / down * scale
    status, reason = judged(
        values, np.zeros(len(series), dtype=np.intp), top=scale if is_share else None
    )
    past = History(list(series), up, down, values, status, reason, is_share)
    made = single(past, steps, scale)
    low_80, high_80 = made.ends(0.8)
    low_95, high_95 = made.ends(0.95)
    told = {
        "value": made.ratios,
        **{"low_80": low_80, "high_80": high_80, "low_95": low_95, "high_95": high_95},
    }
    aims = [Target(0, "", Confirmation.PROPOSED, value=target) for target in targets]
    rows: dict[str, list[Row]] = {}
    for area, name in enumerate(series):
        rows[name] = []
        for step in range(steps):
            row: Row = {"series": name, "month": f"{months_later(end, step + 1):%Y-%m}"}
            row |= {key: float(table[area, step] * scale) for key, table in told.items()}
            for target, aim in zip(targets, aims, strict=True):
                futures = made.futures[area, :, step]
                held = float(made.denominators[area])
                share = reaches(futures, held, aim, direction, unit)
                row[f"{_named(target)}_probability"] = cut(share, step + 1)
                row[f"{_named(target)}_class"] = str(list(Chance)[class_of(share)])
            rows[name].append(row)
    return rows


def read(file: Path, unit: Unit) -> dict[str, list[Reading]]:
    """The readings of each series in the order of their months; KpiError with every fault."""
    found: dict[str, dict[date, Reading]] = {}
    faults: list[str] = []
    lines = _lines(file)
    for number, cells in lines:
        name, month, *numbers = (cells[column].strip() for column in COLUMNS)
        try:
            if not name:
                raise KpiError("the name of the series is missing.")
            period = Period.parse(month)
            if period.kind is not Kind.MONTH:
                raise KpiError(f"“{month}” is no month. Write it as 2026-10.")
            up, down = (_number(*one) for one in zip(numbers, COLUMNS[2:], strict=True))
            _check(up, down, unit)
        except KpiError as error:
            faults.append(f"line {number}: {error}")
            continue
        known = found.setdefault(name, {})
        if period.first_month in known:
            before = known[period.first_month].line
            faults.append(
                f"line {number}: {month} of “{name}” stands on line {before} already; leave one."
            )
        known[period.first_month] = Reading(number, period.first_month, up, down)
    faults = faults or [fault for name, known in found.items() for fault in _missing(name, known)]
    if not faults and not found:
        faults = ["it has no line below its header."]
    if faults:
        shown = faults[:MOST_FAULTS]
        more = len(faults) - len(shown)
        rest = [f"and {more} more."] if more else []
        raise KpiError("\n".join([f"{file.name} cannot be forecast:", *shown, *rest]))
    return {name: [known[month] for month in sorted(known)] for name, known in found.items()}


MOST_FAULTS = 20


def _lines(file: Path) -> list[tuple[int, dict[str, str]]]:
    """The lines below the header with their numbers, every column of COLUMNS in each."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise KpiError(f"{file.name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise KpiError(f"{file.name} is not UTF-8 text. Save it as CSV UTF-8.") from None
    header = text.split("\n", 1)[0]
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in header else ",", restval=""
    )
    names = [name.strip() for name in reader.fieldnames or []]
    reader.fieldnames = names
    for column in COLUMNS:
        if column not in names:
            hint = nearest(column, names) if names else ""
            raise KpiError(
                f"{file.name}: the column “{column}” is missing; its header has to name"
                f" {', '.join(COLUMNS)}. {hint}".rstrip()
            )
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise KpiError(f"{file.name}, line {reader.line_num}: {error}.") from None
    return [(line, row) for line, row in rows if any(row[name].strip() for name in COLUMNS)]


def _number(text: str, column: str) -> float:
    """A number; KpiError for text, an empty cell, and what is no finite number."""
    if not text:
        raise KpiError(f"the {column} is missing. A month without a value cannot be guessed.")
    try:
        number = float(text)
    except ValueError:
        raise KpiError(f"“{text}” is no number ({column}). Write 1234.5, without spaces.") from None
    if not np.isfinite(number):
        raise KpiError(f"“{text}” is no finite number ({column}).")
    return number


def _check(numerator: float, denominator: float, unit: Unit) -> None:
    """KpiError where the two cannot be a part and its whole."""
    for name, number in (("numerator", numerator), ("denominator", denominator)):
        if number < 0:
            raise KpiError(f"the {name} is negative: {number:g}. Write 0 or more.")
    if denominator == 0:
        raise KpiError("the denominator is 0: there is nothing to divide by.")
    if unit is Unit.PERCENT and numerator > denominator:
        raise KpiError(
            f"the part is above its whole: {numerator:g} of {denominator:g}. Of a ratio that may"
            " exceed 1, say --unit count."
        )


def _missing(name: str, known: dict[date, Reading]) -> list[str]:
    """The faults of a series as a whole: months that are missing, too few of them."""
    months = sorted(known)
    if len(months) < LEAST_MONTHS:
        line = known[months[0]].line
        return [
            f"line {line}: “{name}” has {len(months)} months; at least {LEAST_MONTHS} are needed."
        ]
    faults = []
    for before, after in pairwise(months):
        if _months(before, after) > 1:
            first, last = months_later(before, 1), months_later(after, -1)
            span = f"{first:%Y-%m}" if first == last else f"{first:%Y-%m} to {last:%Y-%m}"
            faults.append(
                f"line {known[after].line}: “{name}” has no value for {span}. Add what is"
                " missing, or leave out what lies before."
            )
    return faults


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
