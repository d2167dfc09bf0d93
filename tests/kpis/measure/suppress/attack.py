"""Who has all that is published, and a solver, and wants to know one count.

What they know are readings as anybody gets them: of each level, on each set of units, of each
month, quarter, half-year and year, of each topic and of all. Unknown are, of each unit as it
reported, month and topic, those who are counted and the others of the whole, none below zero. Each
published side is one equation.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import csr_array

from kpis.catalogue.vocabulary import Level
from kpis.measure.extent import extent
from kpis.measure.query import readings_query
from kpis.measure.readings import measure
from kpis.periods import Kind, Period

WEIGHTS = """
select to_area.area_code as area, to_base.source_vintage, to_base.source_code,
    sum(to_base.weight * to_area.weight) as weight
from mart_area_map to_base
join mart_area_map to_area
    on to_area.source_level = 'commune' and to_area.source_vintage = $base
    and to_area.source_code = to_base.area_code
    and to_area.level = $level and to_area.vintage = $vintage
where to_base.source_level = 'commune' and to_base.level = 'commune' and to_base.vintage = $base
group by all having sum(to_base.weight * to_area.weight) is not null
"""
COUNTED, OTHERS = 0, 1
Sum = dict[int, float]  # the weight of each unknown in it
Rule = Callable[[pd.DataFrame], pd.Series]


@dataclass
class Known:
    """The equations, and of what is hidden the sums that are small: those that are looked for."""

    places: dict[tuple[object, ...], int] = field(default_factory=dict)
    rows: list[Sum] = field(default_factory=list)
    told: list[float] = field(default_factory=list)
    small: list[tuple[str, Sum, float]] = field(default_factory=list)

    def interval(self, of: Sum) -> tuple[float, float]:
        """The least and the greatest that a sum can be."""
        aim = np.zeros(len(self.places))
        aim[list(of)] = list(of.values())
        cells = [(n, at, w) for n, row in enumerate(self.rows) for at, w in row.items()]
        n, at, w = zip(*cells, strict=True)
        equations = csr_array((w, (n, at)), shape=(len(self.rows), len(self.places)))
        ends = [linprog(sign * aim, A_eq=equations, b_eq=self.told) for sign in (1, -1)]
        assert all(one.status in (0, 3) for one in ends), [one.message for one in ends]
        return ends[0].fun, -ends[1].fun if ends[1].status == 0 else np.inf


def only_small(rows: pd.DataFrame) -> pd.Series:
    """What would be hidden without complementary suppression."""
    others = rows["denominator"] - rows["numerator"]
    sides = (rows["numerator"], rows["denominator"], others)
    return np.logical_or.reduce([(side > 0) & (side < 5) for side in sides])


def known_of(
    con, kpi, year, *, topics=(None,), kinds=tuple(Kind), vintages=None, hidden=None, wholes=()
):
    """All that is published of a KPI in a year; `hidden` instead of what is hidden.

    `wholes` are KPIs whose numerator is its denominator.
    """
    reach, known = extent(con), Known()
    first = max(reach.first_month, Period.parse(str(year)).first_month)
    months = Period.between("month", first, min(reach.last_month, Period.parse(f"{year}-12").end))
    where = f"where {kpi.where}" if kpi.where else ""
    query = (
        f"select distinct vintage, area_code, strftime(month, '%Y-%m') from {kpi.source} {where}"
    )
    reported = set(con.execute(query).fetchall())
    for kind in kinds:
        for base in reach.vintages:
            periods = [
                one
                for one in Period.between(kind, months[0].first_month, months[-1].first_month)
                if reach.base_vintage(one) == base
            ]
            for level in kpi.levels if periods else ():
                for vintage in vintages or reach.vintages:
                    asked = {"base": base, "level": level, "vintage": vintage}
                    weights = con.execute(WEIGHTS, asked).df()
                    units = {area: rows[["source_vintage", "source_code", "weight"]].to_numpy()
                             for area, rows in weights.groupby("area")}  # fmt: skip
                    for topic in topics:
                        for one in (kpi, *wholes):
                            of = one, level, periods, vintage, topic
                            about = months, units, reported, topics, one in wholes
                            _add(con, known, of, about, hidden)
    return known


def _add(con, known: Known, of: Sequence, told: Sequence, hidden: Rule | None) -> None:
    kpi, level, periods, vintage, topic = of
    months, units, reported, topics, is_whole = told
    query = readings_query(kpi, Level(level), periods, vintage, topic, extent(con))
    true = con.execute(query).df()
    shown = measure(con, kpi, level, periods, vintage, topic)
    is_hidden = hidden(true) if hidden else (shown["missing_reason"] == "suppressed").to_numpy()
    sides = ["numerator", "denominator"]
    published = shown["numerator"].notna()
    np.testing.assert_allclose(shown.loc[published, sides], true.loc[published, sides], rtol=1e-12)
    parts = [one for one in topics if one is not None] or [""]
    inside = {p.code: [m.code for m in months if m.first_month in p.months] for p in periods}
    for row, hides in zip(true.itertuples(), is_hidden, strict=True):
        if row.numerator != row.numerator:
            continue
        terms = [
            ((own, code, month, part), weight)
            for own, code, weight in units[row.area_code]
            for month in inside[row.period]
            if (own, code, month) in reported
            for part in (parts if topic is None else [topic])
        ]
        both = ((COUNTED, OTHERS), row.numerator)
        each = [((COUNTED,), row.numerator), ((OTHERS,), row.denominator - row.numerator)]
        for side, count in [both] if is_whole else each:
            sums = {
                known.places.setdefault((*term, one), len(known.places)): weight
                for term, weight in terms
                for one in side
            }
            if not hides:
                known.rows.append(sums)
                known.told.append(count)
            elif 0 < count < 5 and row.comparability == "exact":
                known.small.append((f"{row.area_code} {row.period} {side}", sums, count))
