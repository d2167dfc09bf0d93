"""Readings by loops over dictionaries: what `measure` says, said again in another way."""

from collections import defaultdict
from dataclasses import dataclass, field

from tests.kpis.recompute import months, units

WORST_FIRST = ("not_comparable", "estimated", "exact")


@dataclass
class Facts:
    """What one KPI counts: unit, month → the pairs of one row each.

    `pairs` are (numerator, denominator) to be added up.
    """

    source_level: str
    pairs: dict[tuple[str, str, str], list] = field(default_factory=lambda: defaultdict(list))

    def add(self, vintage: str, code: str, month: str, numerator, denominator) -> None:
        """One row of a unit and month, unless one of its cells is empty."""
        if numerator == numerator and denominator == denominator:
            self.pairs[vintage, code, month].append((numerator, denominator))


@dataclass
class Rule:
    """How a KPI goes from months to a period."""

    numerator: str
    denominator: str
    scale: float
    annual: bool = False
    valid_to: str = "9999-12"
    staleness: int = 3
    collected: str = ""  # the first month of what nobody has to send


def sides(facts: Facts, rule: Rule, period: list[str], last: str):
    """The base vintage of a period, and base unit → both sides, for the units that have both.

    `period` holds months such as "2024-07" in order, `last` is the last month of the data.
    """
    end = min(period[-1], last)
    base = units.in_force(end)
    fresh = period if rule.annual else [months.back(end, age) for age in range(rule.staleness)]
    flows, stocks = defaultdict(list), defaultdict(dict)
    for (vintage, code, month), pairs in facts.pairs.items():
        unit = units.carried(facts.source_level, vintage, code, base)
        if unit is None or month > rule.valid_to:
            continue
        if month in period:
            flows[unit] += pairs
        if month in fresh:
            stocks[unit].setdefault(month, []).extend(pairs)
    known = {unit: by_month[max(by_month)] for unit, by_month in stocks.items()}
    rows = {"flow": flows, "exposure": flows, "stock": known}
    both = set(rows[rule.numerator]) & set(rows[rule.denominator])
    return base, {
        unit: (
            float(sum(n for n, _ in rows[rule.numerator][unit])),
            float(sum(d for _, d in rows[rule.denominator][unit])),
        )
        for unit in both
    }


def reading(rule: Rule, source_level, base, both, level, view, period, open_from, shares):
    """{area: (numerator, denominator, value, missing, comparability, reported, expected)}.

    Of one period; `shares` tells which part of a unit lies in which area, `open_from` the first
    month of which what is not there may still come in time.
    """
    areas = {code: [0.0, 0.0, 0, 0, None] for code in units.codes(level, view)}
    for code in units.codes(source_level, base):
        for area, part in shares.of(source_level, base, code, level, view).items():
            target = areas[area]
            target[3] += 1
            if code not in both:
                continue
            target[0] += both[code][0] * (part or 0)
            target[1] += both[code][1] * (part or 0)
            target[2] += 1
            marks = {target[4], _mark(part)}
            target[4] = next(mark for mark in WORST_FIRST if mark in marks)
    applicable = (len(period) == 12 or not rule.annual) and period[0] <= rule.valid_to
    nothing = "not_due" if period[-1] >= open_from else "not_reported"
    nothing = "not_collected" if period[-1] < rule.collected else nothing
    return {code: _answer(rule, total, applicable, nothing) for code, total in areas.items()}


def _mark(part: float | None) -> str:
    if part is None:
        return "not_comparable"
    return "exact" if abs(part - 1) < 1e-9 else "estimated"


def _answer(rule: Rule, total: list, applicable: bool, nothing: str):
    numerator, denominator, reported, expected, comparability = total
    if not applicable:
        return None, None, None, "not_applicable", None, 0, expected
    if comparability == "not_comparable":
        return None, None, None, "no_boundary", comparability, reported, expected
    if not reported:
        return None, None, None, nothing, comparability, 0, expected
    if denominator == 0:
        return numerator, denominator, None, "not_applicable", comparability, reported, expected
    value = rule.scale * numerator / denominator
    return numerator, denominator, value, None, comparability, reported, expected
