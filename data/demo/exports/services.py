"""How many people and households use each service (export su_dung_dich_vu).

Stocks at the end of each month: the law's shares of the population of the month, with a little
noise. Villages with mobile broadband are counted one by one.
"""

import numpy as np
from numpy.typing import NDArray

from data.demo import months
from data.demo.exports.population import Population
from data.demo.factors import Factors
from data.demo.indicators import STOCKS
from data.demo.law import Law
from data.demo.places import COAST, TOWN, Places
from data.demo.scope import Scope
from data.demo.tables import Table

NOISE = 0.0012  # of the stock, from month to month
UNCOVERED = {TOWN: 0.01, COAST: 0.08}  # share of villages without mobile broadband in 09/2022
UNCOVERED_DELTA, UNCOVERED_BY_NETWORK = 0.03, 0.04
COVERED_WITHIN = 60  # months: a few villages still wait at the end of the period
EMPTY_CELLS, EMPTY_RUN = 34, 3  # cells that nobody filled in: so many runs of up to 3 months

Ints = NDArray[np.int64]


def stocks(
    rng: np.random.Generator, places: Places, factors: Factors, population: Population, law: Law
) -> dict[str, Ints]:
    """Each column of the export by base commune and month (226 × 50), within its denominator."""
    made = {}
    for name, row in STOCKS.items():
        denominator = population.by_month(row.of)
        share = law.shares[name][:, : months.COUNT]
        noise = np.round(1 + NOISE * rng.normal(0, 1, share.shape), 6)
        made[name] = np.minimum(np.rint(share * noise * denominator), denominator).astype(np.int64)
    made["covered_villages"] = _covered_villages(rng, places, factors, population)
    return made


def _covered_villages(
    rng: np.random.Generator, places: Places, factors: Factors, population: Population
) -> Ints:
    """Villages with mobile broadband: the uncovered ones get it one by one."""
    villages = population.villages[:, 0]
    share = np.array([UNCOVERED.get(int(zone), UNCOVERED_DELTA) for zone in places.zone])
    share = np.clip(share - UNCOVERED_BY_NETWORK * factors["network"], 0.005, 0.4)
    uncovered = rng.binomial(villages, np.round(share, 6))
    covered = np.repeat(villages[:, None], months.COUNT, axis=1)
    for commune in np.flatnonzero(uncovered):
        for when in rng.integers(1, COVERED_WITHIN, uncovered[commune]):
            covered[commune, :when] -= 1
    return covered


def table(
    rng: np.random.Generator,
    places: Places,
    factors: Factors,
    population: Population,
    law: Law,
    silent: NDArray[np.bool_],
    scope: Scope,
) -> Table:
    """su_dung_dich_vu: a row for each commune in force and month, none where it is silent."""
    made = stocks(rng, places, factors, population, law)
    columns: dict[str, list[object]] = {
        name: [] for name in ("month", "commune_code", "commune_name", *made)
    }
    for vintage, units in enumerate(places.units):
        kept = scope.units(places, vintage)
        mute = places.sums(silent.astype(np.int64), vintage) > 0
        sums = {name: places.sums(v * scope.keep[:, None], vintage) for name, v in made.items()}
        covered = np.arange(months.FIRST, scope.last_month + 1)
        for month in covered[months.VINTAGE[covered] == vintage]:
            shown = np.flatnonzero(kept & ~mute[:, month])
            codes = [units[u] for u in shown]
            columns["month"] += [months.label(int(month))] * len(codes)
            columns["commune_code"] += codes
            columns["commune_name"] += [places.name(vintage, code) for code in codes]
            for name, values in sums.items():
                columns[name] += values[shown, month].tolist()
    _leave_empty(rng, columns, list(made))
    return dict(columns)


def _leave_empty(
    rng: np.random.Generator, columns: dict[str, list[object]], names: list[str]
) -> None:
    """Empty cells: unknown, which is not zero. Most last for some months."""
    keys = list(zip(columns["month"], columns["commune_code"], strict=True))
    place = {key: row for row, key in enumerate(keys)}
    for _ in range(EMPTY_CELLS if keys else 0):
        label, code = keys[int(rng.integers(len(keys)))]
        name = names[int(rng.integers(len(names)))]
        first = [months.label(m) for m in range(months.COUNT)].index(str(label))
        for month in range(first, min(first + int(rng.integers(1, EMPTY_RUN + 1)), months.COUNT)):
            if (row := place.get((months.label(month), code))) is not None:
                columns[name][row] = None
