"""Dossiers (ho_so), files of the offices (ho_so_cong_viec), online services (dich_vu_cong)."""

import numpy as np
from numpy.typing import NDArray

from data.demo import months
from data.demo.curves import Curve, shares
from data.demo.exports.population import Population
from data.demo.places import PROVINCE, Places
from data.demo.randomness import steady
from data.demo.scope import Scope
from data.demo.tables import Table

LEVELS = ("tinh", "huyen", "xa")
# Dossiers a month and resident, while there are districts and after they ended.
RATES = {"tinh": (0.0028, 0.0046), "huyen": (0.0045, 0.0), "xa": (0.0155, 0.0185)}
ONLINE = {
    "tinh": Curve(0.30, (0.97, 0.95, 0.93), 0.075, "12/2025", 0.85),
    "huyen": Curve(0.15, (0.95, 0.93, 0.90), 0.080, "06/2025", 0.72),
    "xa": Curve(0.15, (0.96, 0.94, 0.91), 0.085, "12/2025", 0.80),
}
DIGITISED = Curve(0.25, (0.985, 0.985, 0.98), 0.085, "12/2025", 0.945)
FEE_ONLINE = Curve(0.04, (0.90, 0.86, 0.80), 0.085, "12/2025", 0.64)
ON_TIME = Curve(0.90, (0.985, 0.985, 0.985), 0.05, "12/2024", 0.968)
SATISFIED = Curve(0.80, (0.98, 0.975, 0.97), 0.04, "12/2025", 0.938)
WITH_FEE = {"tinh": 0.62, "huyen": 0.50, "xa": 0.38}
ANSWERED = 0.22
# Published for 2023: commune files online 80 %, districts and province 100 %; earlier is invented.
FILES_ONLINE = Curve(0.35, (0.985, 0.985, 0.98), 0.060, "07/2023", 0.804)
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
    population: Population,
    silent: NDArray[np.bool_],
    scope: Scope,
) -> Table:
    """ho_so: a row for each commune, handling level and month, none where the commune is silent."""
    counts = {level: _counts(rng, places, population, level) for level in LEVELS}
    names = list(counts["xa"])
    columns: dict[str, list[object]] = {
        name: [] for name in ("month", "commune_code", "handling_level", *names)
    }
    for month in range(scope.last_month + 1):
        vintage = int(months.VINTAGE[month])
        mute = places.sums(silent[:, month].astype(np.int64), vintage) > 0
        shown = np.flatnonzero(scope.units(places, vintage) & ~mute)
        levels = [level for level in LEVELS if RATES[level][int(vintage == 2)] > 0]
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


def _counts(
    rng: np.random.Generator, places: Places, population: Population, level: str
) -> dict[str, Ints]:
    """The numbers of one handling level by base commune and month (226 × 50)."""
    people = population.by_month("residents")
    rate = np.array(RATES[level])[(months.VINTAGE == 2).astype(int)]
    received = rng.poisson(people * rate * np.round(months.season(in_fields=False), 6) ** 0.5)
    weights = people.mean(axis=1)

    def part(of: Ints, curve: Curve) -> Ints:
        wobble = np.round(1 + 0.012 * rng.normal(0, 1, of.shape), 6)
        share = np.clip(shares(curve, places, weights) * wobble, 0, 0.995)
        return np.asarray(rng.binomial(of, share))

    with_fee = rng.binomial(received, WITH_FEE[level])
    responses = rng.binomial(received, ANSWERED)
    return {
        "received": received,
        "online": part(received, ONLINE[level]),
        "digitised": part(received, DIGITISED),
        "with_fee": with_fee,
        "fee_online": part(with_fee, FEE_ONLINE),
        "on_time": part(received, ON_TIME),
        "satisfied": part(responses, SATISFIED),
        "responses": responses,
    }


def work_files(rng: np.random.Generator, places: Places, scope: Scope) -> Table:
    """ho_so_cong_viec: a row for each month and province, district (to 06/2025) and commune."""
    shape = (len(places.base), months.COUNT)
    size = steady(np.exp(rng.normal(0, 0.25, (shape[0], 1))))
    files = rng.poisson(COMMUNE_FILES * size, shape)
    share = shares(FILES_ONLINE, places, size[:, 0])
    online = rng.binomial(files, share)
    above = {"huyen": rng.poisson(DISTRICT_FILES, (10, shape[1]))}
    above["tinh"] = rng.poisson(PROVINCE_FILES, (1, shape[1]))
    early = np.array([start.year == 2022 for start in months.STARTS[:-1]])
    rows: list[tuple[str, str, str, int, int]] = []
    for month in range(scope.last_month + 1):
        vintage, label = int(months.VINTAGE[month]), months.label(month)
        codes = [("tinh", PROVINCE)]
        if vintage < 2:
            kept = np.flatnonzero(scope.districts(places, vintage))
            codes += [("huyen", places.districts[vintage][k]) for k in kept]
        for k, (level, code) in enumerate(codes):
            count = int(above[level][max(k - 1, 0), month])
            done = round(count * FILES_ONLINE_ABOVE_2022) if early[month] else count
            rows.append((label, level, code, count, done))
        total = places.sums(files[:, month] * scope.keep, vintage).tolist()
        done_online = places.sums(online[:, month] * scope.keep, vintage).tolist()
        for u in np.flatnonzero(scope.units(places, vintage)):
            rows.append((label, "xa", places.units[vintage][u], total[u], done_online[u]))
    names = ("month", "level", "unit_code", "work_files", "work_files_online")
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def services(scope: Scope) -> Table:
    """dich_vu_cong: a row a month; the numbers change with the quarter, as decisions do."""
    month = np.arange(scope.last_month + 1)
    at, eligible, full = (np.array(values) for values in zip(*PROCEDURES, strict=True))
    known = month // 3 * 3  # month 0, 09/2022, ends a quarter
    return {
        "month": [months.label(int(m)) for m in month],
        "eligible_procedures": np.rint(np.interp(known, at, eligible)).astype(np.int64),
        "full_process_procedures": np.rint(np.interp(known, at, full)).astype(np.int64),
    }
