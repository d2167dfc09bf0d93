"""Dossiers (ho_so), files of the offices (ho_so_cong_viec), online services (dich_vu_cong)."""

import numpy as np
from numpy.typing import NDArray

from data.demo import months
from data.demo.exports.population import Population
from data.demo.law import Law
from data.demo.places import Places
from data.demo.scope import Scope
from data.demo.tables import Table

LEVELS = ("tinh", "huyen", "xa")
# Of the dossiers, while there are districts and after they ended; and how many of those that are
# not filed online fall to a level, against all: the sums give the law's share again.
MIX = {"tinh": (0.12, 0.20), "huyen": (0.20, 0.0), "xa": (0.68, 0.80)}
ON_PAPER = {"tinh": (0.75, 0.75), "huyen": (1.20, 0.0), "xa": (0.67 / 0.68, 1.0625)}
WOBBLE = 0.012  # of a share, from month to month
WITH_FEE = {"tinh": 0.62, "huyen": 0.50, "xa": 0.38}
ANSWERED = 0.22
# Published for 2023: districts and province 100 %; 2022 is invented.
FILES_ONLINE_ABOVE_2022 = 0.972
COMMUNE_FILES, DISTRICT_FILES, PROVINCE_FILES = 130, 1450, 5200  # a month
# Published for the end of 2024: 866 services in full, 872 in part; the sum is taken as the eligible
# procedures, so that nothing is guessed there (49.8 %). The other points are invented: procedures
# are simplified and, in 2025, moved to the communes. Each begins a quarter of a year that keeps it.
PROCEDURES = ((0, 1905, 571), (15, 1812, 742), (27, 1738, 866), (39, 1652, 1041), (49, 1618, 1189))

Ints = NDArray[np.int64]


def dossiers(
    rng: np.random.Generator,
    places: Places,
    law: Law,
    silent: NDArray[np.bool_],
    scope: Scope,
) -> Table:
    """ho_so: a row for each commune, handling level and month, none where the commune is silent."""
    counts = {level: _counts(rng, law, level) for level in LEVELS}
    names = list(counts["xa"])
    columns: dict[str, list[object]] = {
        name: [] for name in ("month", "commune_code", "handling_level", *names)
    }
    for month in range(months.FIRST, scope.last_month + 1):
        vintage = int(months.VINTAGE[month])
        mute = places.sums(silent[:, month].astype(np.int64), vintage) > 0
        shown = np.flatnonzero(scope.units(places, vintage) & ~mute)
        levels = [
            level for level in LEVELS if MIX[level][int(not months.HAS_DISTRICTS[vintage])] > 0
        ]
        columns["month"] += [months.label(month)] * len(shown) * len(levels)
        columns["commune_code"] += [places.units[vintage][u] for u in shown for _ in levels]
        columns["handling_level"] += levels * len(shown)
        for name in names:
            sums = [
                places.sums(counts[level][name][:, month] * scope.keep, vintage)[shown]
                for level in levels
            ]
            columns[name] += np.stack(sums, axis=1).ravel().tolist()
    return dict(columns)


def _counts(rng: np.random.Generator, law: Law, level: str) -> dict[str, Ints]:
    """The numbers of one handling level by base commune and month (226 × 50)."""
    era = 1 - np.array(months.HAS_DISTRICTS)[months.VINTAGE].astype(int)
    season = np.round(months.season(in_fields=False), 6) ** 0.5
    expected = law.received[:, : months.COUNT] * np.array(MIX[level])[era] * season
    received = rng.poisson(np.round(expected, 6))

    def part(of: Ints, name: str) -> Ints:
        share = law.shares[name][:, : months.COUNT]
        if name == "online":
            share = 1 - (1 - share) * np.array(ON_PAPER[level])[era]
        wobble = np.round(1 + WOBBLE * rng.normal(0, 1, of.shape), 6)
        return np.asarray(rng.binomial(of, np.clip(np.round(share * wobble, 9), 0, 0.998)))

    with_fee = rng.binomial(received, WITH_FEE[level])
    responses = rng.binomial(received, ANSWERED)
    return {
        "received": received,
        "online": part(received, "online"),
        "digitised": part(received, "digitised"),
        "with_fee": with_fee,
        "fee_online": part(with_fee, "fee_online"),
        "on_time": part(received, "on_time"),
        "satisfied": part(responses, "satisfied"),
        "responses": responses,
    }


def work_files(
    rng: np.random.Generator, places: Places, population: Population, law: Law, scope: Scope
) -> Table:
    """ho_so_cong_viec: a row for each month and province, district (to 06/2025) and commune."""
    shape = (len(places.base), months.COUNT)
    adults = population.by_month("adults")
    files = rng.poisson(np.round(COMMUNE_FILES * adults / adults.mean(), 6))
    share = law.shares["work_files_online"][:, : months.COUNT]
    online = rng.binomial(files, share)
    above = {months.PART: rng.poisson(DISTRICT_FILES, (len(places.districts[0]), shape[1]))}
    above[months.WHOLE] = rng.poisson(PROVINCE_FILES, (1, shape[1]))
    early = np.array([start.year == 2022 for start in months.STARTS[:-1]])
    rows: list[tuple[str, str, str, int, int]] = []
    for month in range(months.FIRST, scope.last_month + 1):
        vintage, label = int(months.VINTAGE[month]), months.label(month)
        codes = [(months.WHOLE, places.province)]
        if months.HAS_PARTS[vintage]:
            kept = np.flatnonzero(scope.districts(places, vintage))
            codes += [(months.PART, places.districts[vintage][k]) for k in kept]
        for k, (level, code) in enumerate(codes):
            count = int(above[level][max(k - 1, 0), month])
            done = round(count * FILES_ONLINE_ABOVE_2022) if early[month] else count
            rows.append((label, level, code, count, done))
        total = places.sums(files[:, month] * scope.keep, vintage).tolist()
        done_online = places.sums(online[:, month] * scope.keep, vintage).tolist()
        for u in np.flatnonzero(scope.units(places, vintage)):
            rows.append((label, months.COMMUNE, places.units[vintage][u], total[u], done_online[u]))
    names = ("month", "level", "unit_code", "work_files", "work_files_online")
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def services(scope: Scope) -> Table:
    """dich_vu_cong: a row a month; the numbers change with the quarter, as decisions do."""
    month = np.arange(months.FIRST, scope.last_month + 1)
    at, eligible, full = (np.array(values) for values in zip(*PROCEDURES, strict=True))
    known = month // 3 * 3  # month 0, 09/2022, ends a quarter
    return {
        "month": [months.label(int(m)) for m in month],
        "eligible_procedures": np.rint(np.interp(known, at, eligible)).astype(np.int64),
        "full_process_procedures": np.rint(np.interp(known, at, full)).astype(np.int64),
    }
