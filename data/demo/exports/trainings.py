"""Trainings that management groups held for members of the groups (export tap_huan).

Who was trained in 12 months (`members`) attended something: communes hold most of it, districts a
part, the province the rest. Courses come where and when members are trained, in whole evenings.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from data.demo import months
from data.demo.exports.groups import Groups
from data.demo.exports.kinds import drawn
from data.demo.indicators import TOPICS
from data.demo.places import Places
from data.demo.scope import Scope
from data.demo.tables import Table
from data.demo.work import usual_mix

ATTENDED = 1.25  # trainings of a member who was trained in 12 months
LEVELS = (months.WHOLE, months.PART, months.COMMUNE)
OF_LEVEL = (0.06, 0.24, 0.70)  # who holds them; since there are no districts communes hold theirs
USUAL = (90, 40, 16)  # members at a training, where the unit has as many
FORMS, FORM_SHARES = ("truc_tiep", "truc_tuyen", "ket_hop"), (0.72, 0.12, 0.16)

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def table(
    rng: np.random.Generator,
    places: Places,
    groups: Groups,
    members: Ints,
    trained: Floats,
    scope: Scope,
) -> Table:
    """tap_huan: a row for each training, by month, level and unit.

    `members` are those of each village and month, `trained` the share of them who were trained in
    12 months, by base commune and month. All draws are made whatever the scope is.
    """
    people = np.zeros((len(places.base), months.COUNT), dtype=np.int64)
    np.add.at(people, groups.commune, members * groups.exists)
    rows = [
        row
        for vintage in range(len(months.VINTAGES))
        for level in range(len(LEVELS))
        for row in _of_level(rng, places, people, trained, vintage, level)
    ]
    rows.sort(key=lambda row: row[:4])
    form = rng.choice(len(FORMS), len(rows), p=FORM_SHARES)
    mix = usual_mix()[:, None, : months.COUNT]
    topic = drawn(rng, np.zeros(len(rows), np.int64), np.array([r[1] for r in rows]), mix)
    labels = months.day_labels()
    kept = [at for at, row in enumerate(rows) if _is_kept(places, scope, *row[:4])]
    return {
        "training_code": [f"TH{at + 1:05d}" for at in kept],
        "training_date": [labels[rows[at][4]] for at in kept],
        "level": [LEVELS[rows[at][2]] for at in kept],
        "unit_code": [_units(places, rows[at][0], rows[at][2])[rows[at][3]] for at in kept],
        "unit_name": [_name(places, *rows[at][:4]) for at in kept],
        "form": [FORMS[form[at]] for at in kept],
        "topic": [TOPICS[topic[at]] for at in kept],
        "attending": [rows[at][5] for at in kept],
    }


def _of_level(
    rng: np.random.Generator,
    places: Places,
    people: Ints,
    trained: Floats,
    vintage: int,
    level: int,
) -> list[tuple[int, int, int, int, int, int]]:
    """Vintage, month, level, unit, day and attendance of the trainings of one level."""
    if LEVELS[level] == months.PART and not months.HAS_PARTS[vintage]:
        return []
    inside = np.flatnonzero(vintage == months.VINTAGE)
    unit = _unit_of(places, vintage, level)
    size = (len(_units(places, vintage, level)), len(inside))
    have, meant = np.zeros(size, dtype=np.int64), np.zeros(size)
    np.add.at(have, unit, people[:, inside])
    np.add.at(meant, unit, np.round(people * trained * ATTENDED / 12, 6)[:, inside])
    part = OF_LEVEL[level]
    if LEVELS[level] == months.COMMUNE and not months.HAS_PARTS[vintage]:
        part += OF_LEVEL[level - 1]
    usual = np.maximum(np.minimum(USUAL[level], have // 2), 1)
    held = rng.poisson(np.round(part * meant / usual, 6))
    place, month = np.nonzero(held)
    count = held[place, month]
    place, month = np.repeat(place, count), np.repeat(month, count)
    came = np.rint(usual[place, month] * np.round(rng.uniform(0.7, 1.3, len(place)), 3))
    came = np.clip(came.astype(np.int64), 1, have[place, month])
    first, end = months.FIRST_DAYS[inside[month]], months.FIRST_DAYS[inside[month] + 1]
    day = first + np.floor(rng.random(len(place)) * (end - first)).astype(np.int64)
    return [
        (vintage, int(inside[m]), level, int(u), int(d), int(c))
        for m, u, d, c in zip(month, place, day, came, strict=True)
        if c > 0
    ]


def _unit_of(places: Places, vintage: int, level: int) -> Ints:
    """The unit of a level that holds each base commune."""
    if LEVELS[level] == months.WHOLE:
        return np.zeros(len(places.base), dtype=np.int64)
    return np.asarray(
        (places.unit if LEVELS[level] == months.COMMUNE else places.district)[vintage]
    )


def _units(places: Places, vintage: int, level: int) -> Sequence[str]:
    of = {
        months.WHOLE: [places.province],
        months.PART: places.districts[vintage],
        months.COMMUNE: places.units[vintage],
    }
    return of[LEVELS[level]]


def _name(places: Places, vintage: int, month: int, level: int, unit: int) -> str:
    if LEVELS[level] == months.WHOLE:
        return places.name(0, places.province)  # senders went on calling it so
    return places.name(vintage, _units(places, vintage, level)[unit])


def _is_kept(places: Places, scope: Scope, vintage: int, month: int, level: int, unit: int) -> bool:
    if not months.FIRST <= month <= scope.last_month:
        return False
    return bool(scope.keep[_unit_of(places, vintage, level) == unit].any())
