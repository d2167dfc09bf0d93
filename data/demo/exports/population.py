"""People, households and villages of each commune and year (export dan_so).

Only the residents of 2022 and the villages of the whole province are published; the rest is
invented: the districts' shares follow an unconfirmed list of 2019, growth is a guess.
"""

from dataclasses import dataclass, fields
from datetime import date

import numpy as np
from numpy.typing import NDArray

from data.demo import facts
from data.demo.months import COUNT, LAW_YEARS, POPULATION_YEAR, vintage_of
from data.demo.places import COAST, DELTA, TOWN, Places
from data.demo.randomness import apportion, steady
from data.demo.scope import Scope
from data.demo.tables import Table

POPULATION_BASE = "thuong_tru_binh_quan"
YEARLY_GROWTH = {TOWN: 0.0085, DELTA: 0.0045, COAST: 0.0030}

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Population:
    """Whole numbers by base commune and year of LAW_YEARS (226 × 9); villages do not change."""

    residents: Counts
    adults: Counts
    people_15plus: Counts
    working_age: Counts
    households: Counts
    villages: Counts
    insured: Counts

    def by_month(self, field: str, count: int = COUNT) -> Counts:
        """A field as the denominator of each of the first `count` months (226 × count)."""
        return np.asarray(getattr(self, field)[:, POPULATION_YEAR[:count]])


def make(rng: np.random.Generator, places: Places) -> Population:
    """The population of the base communes."""
    count = len(places.base)
    first = _residents_2022(rng, places)
    growth = np.array([YEARLY_GROWTH[z] for z in places.zone]) + rng.normal(0, 0.0012, count)
    years = np.arange(len(LAW_YEARS))
    residents = np.rint(first[:, None] * steady((1 + growth[:, None]) ** years)).astype(np.int64)
    older = rng.normal(0, 0.006, count)[:, None]  # places with fewer children have fewer at work
    people_15plus = _share(residents, 0.756 + older + 0.0005 * years)
    adults = _share(residents, 0.721 + older + 0.0005 * years)
    working_age = _share(residents, 0.632 - 0.5 * older - 0.001 * years)
    size = rng.normal(3.10, 0.08, count)[:, None] * 0.996**years
    households = np.rint(steady(residents / size)).astype(np.int64)
    insured_2022 = np.where(places.zone == TOWN, 0.27, 0.19) + rng.normal(0, 0.012, count)
    insured = _share(residents, insured_2022[:, None] + 0.011 * years)
    villages = np.repeat(_villages(places, first)[:, None], len(LAW_YEARS), axis=1)
    return Population(residents, adults, people_15plus, working_age, households, villages, insured)


def _share(of: Counts, share: NDArray[np.float64]) -> Counts:
    return np.rint(of * steady(share)).astype(np.int64)


def _residents_2022(rng: np.random.Generator, places: Places) -> Counts:
    """The published total, shared among districts and then among their communes."""
    codes = places.districts[0]
    weights = np.array([float(facts.districts()["weights"][code]) for code in codes])
    totals = apportion(facts.published("residents_2022"), weights)
    size = steady(np.exp(rng.normal(0, 0.28, len(places.base))))
    size *= np.array([1.35 if kind == "Thị trấn" else 1.0 for kind in places.kind])
    residents = np.zeros(len(size), dtype=np.int64)
    for position, total in enumerate(totals):
        inside = places.district[0] == position
        residents[inside] = apportion(int(total), size[inside])
    return residents


def _villages(places: Places, residents: Counts) -> Counts:
    """One for each group, by residents, at least 3 in a commune; the model commune has its own."""
    model = facts.model_commune()
    fixed = places.base.index(model["code"])
    others = np.arange(len(residents)) != fixed
    villages = np.full(len(residents), model["villages"])
    weights = residents[others] ** 0.8  # large communes have larger villages
    villages[others] = apportion(
        facts.published("groups") - model["villages"], steady(weights), least=3
    )
    return villages


def table(places: Places, population: Population, scope: Scope) -> Table:
    """dan_so: a row for each commune in force on 31 December and year."""
    columns: dict[str, list[object]] = {"year": [], "commune_code": [], "commune_name": []}
    for field in fields(population):
        columns[field.name] = []
    for k, year in scope.years(running=True):
        vintage = vintage_of(date(year, 12, 31))
        units = [u for u, kept in enumerate(scope.units(places, vintage)) if kept]
        codes = [places.units[vintage][u] for u in units]
        columns["year"] += [year] * len(units)
        columns["commune_code"] += codes
        columns["commune_name"] += [places.name(vintage, code) for code in codes]
        for field in fields(population):
            values = getattr(population, field.name)[:, k] * scope.keep
            columns[field.name] += places.sums(values, vintage)[units].tolist()
    columns["population_base"] = [POPULATION_BASE] * len(columns["year"])
    return dict(columns)
