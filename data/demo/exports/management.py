"""The groups that manage the others: province, districts, communes (export to_quan_ly).

At the end of 2023: 237 with 5,401 people, 722 of them staff of post and telecom firms; 8 people
in Tân Thành. Merged communes set up their own on the day on which they begin.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from data.demo import facts, months
from data.demo.places import Places
from data.demo.randomness import apportion
from data.demo.scope import Scope
from data.demo.tables import Table

OF_PROVINCE = (35, 6)  # people, of them telecom staff

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Management:
    """One management group."""

    level: str
    vintage: int
    unit: str
    begins: date
    ends: date | None
    people: int
    telecom: int


def table(rng: np.random.Generator, places: Places, scope: Scope) -> Table:
    """to_quan_ly: a row for each management group of the scope: province, districts, communes."""
    of_district, of_commune = _sizes_2023(rng, places)
    days = rng.integers(6, 29, len(places.base) + len(places.districts[0]))
    everything = [
        Management(months.WHOLE, 0, places.province, _since(4, 5), None, *OF_PROVINCE),
        *_districts(places, scope, of_district, days[len(places.base) :]),
        *_first_communes(places, scope, of_commune, days),
        *_merged_communes(places, scope, of_commune),
    ]
    groups = [group for group in everything if group.begins <= scope.as_of]
    ends = [g.ends if g.ends and g.ends <= scope.as_of else None for g in groups]
    return {
        "management_code": [
            f"QL-{g.level.upper()}-{g.unit}-{months.VINTAGES[g.vintage]}" for g in groups
        ],
        "level": [g.level for g in groups],
        "unit_code": [g.unit for g in groups],
        "unit_name": [places.name(g.vintage, g.unit) for g in groups],
        "set_up_date": [months.day_label(g.begins) for g in groups],
        "closed_date": [end and months.day_label(end) for end in ends],
        "people": [g.people for g in groups],
        "telecom_staff": [g.telecom for g in groups],
    }


def _since(month: int, day: int) -> date:
    """A day of 2022, or the first one of the units, where they are younger."""
    return max(date(2022, month, day), months.BEGINS[0])


def _sizes_2023(rng: np.random.Generator, places: Places) -> tuple[Ints, Ints]:
    """People and telecom staff (rows) of the districts and of the communes of 2022 (columns)."""
    model = facts.model_commune()
    districts = len(places.districts[0])
    count, fixed = len(places.base), places.base.index(model["code"])
    published = [facts.published(f"management_{of}") for of in ("people", "telecom_staff")]
    of_district = np.array([rng.integers(24, 36, districts), rng.integers(4, 7, districts)])
    others = np.arange(count) != fixed
    of_commune = np.repeat(np.array([model["management"]]).T, count, axis=1)
    totals = np.array(published) - OF_PROVINCE - model["management"] - of_district.sum(axis=1)
    for row, (total, least) in enumerate(zip(totals, (14, 1), strict=True)):
        weights = np.round(rng.random(count - 1) + 0.3, 6)
        of_commune[row, others] = apportion(int(total), weights, least)
    return of_district, of_commune


def _districts(places: Places, scope: Scope, sizes: Ints, days: Ints) -> Iterator[Management]:
    """A group for each district of the first vintage, until it is merged or districts end."""
    for k in np.flatnonzero(scope.districts(places, 0)):
        code = places.districts[0][k]
        last = max(
            v for v, there in enumerate(places.districts) if code in there and months.HAS_PARTS[v]
        )
        ends = months.ENDS[last]
        begins = _since(4 + int(days[k]) % 2, int(days[k]))
        yield Management(months.PART, 0, code, begins, ends, int(sizes[0, k]), int(sizes[1, k]))


def _first_communes(places: Places, scope: Scope, sizes: Ints, days: Ints) -> Iterator[Management]:
    """A group for each commune of the first vintage, until a merger takes it up."""
    merged = [_parts(places, v)[places.unit[v]] > 1 for v in range(1, len(places.units))]
    for c in np.flatnonzero(scope.keep):
        month = 9 if places.base[c] == facts.model_commune()["code"] else 4 + int(days[c]) % 6
        begins = _since(month, int(days[c]))
        before = [v for v, taken in enumerate(merged) if taken[c]]
        ends = months.ENDS[before[0]] if before else None
        yield Management(
            months.COMMUNE, 0, places.base[c], begins, ends, int(sizes[0, c]), int(sizes[1, c])
        )


def _merged_communes(places: Places, scope: Scope, sizes: Ints) -> Iterator[Management]:
    """A group for each commune that a merger made: two thirds of its parts' people, at most 45."""
    for vintage in range(1, len(places.units)):
        begins, parts = months.BEGINS[vintage], _parts(places, vintage)
        people, telecom = (places.sums(row * scope.keep, vintage) for row in sizes)
        for u in np.flatnonzero(scope.units(places, vintage) & (parts > 1)):
            size, staff = min(45, int(people[u]) * 2 // 3), min(9, int(telecom[u]) * 2 // 3)
            code = places.units[vintage][u]
            yield Management(
                months.COMMUNE, vintage, code, begins, months.ENDS[vintage], size, staff
            )


def _parts(places: Places, vintage: int) -> Ints:
    """For each unit of a vintage, how many units of the vintage before became it."""
    pairs = np.unique(places.unit[[vintage - 1, vintage]], axis=1)
    return np.bincount(pairs[1], minlength=len(places.units[vintage]))
