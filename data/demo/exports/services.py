"""How many people and households use each service (export su_dung_dich_vu).

Stocks at the end of each month, S-curves through the published values of the province: almost 80 %
of people of 15 and over with a payment account in 2022, 85.5 % of adults with a smartphone at the
end of 2024. The other anchors are invented, so that some targets of 2025 are met and some missed.
"""

import numpy as np
from numpy.typing import NDArray

from data.demo import months
from data.demo.curves import Curve, shares
from data.demo.exports.population import Population
from data.demo.places import COAST, DEVICES, NETWORK, SKILLS, TOWN, Places
from data.demo.scope import Scope
from data.demo.tables import Table

# Column → (denominator in Population, curve).
STOCKS = {
    "online_service_users": ("adults", Curve(0.06, (0.82, 0.74, 0.68), 0.075, "12/2025", 0.432)),
    "eid_level2_accounts": ("adults", Curve(0.05, (0.96, 0.94, 0.92), 0.115, "12/2023", 0.60)),
    "payment_account_people": (
        "people_15plus",
        Curve(0.60, (0.97, 0.94, 0.92), 0.055, "12/2022", 0.796),
    ),
    "epayment_people": ("residents", Curve(0.12, (0.86, 0.74, 0.68), 0.06, "12/2025", 0.53)),
    "e_signature_adults": ("adults", Curve(0.006, (0.78, 0.64, 0.58), 0.085, "12/2025", 0.29)),
    "telehealth_adults": ("adults", Curve(0.02, (0.60, 0.50, 0.45), 0.06, "12/2025", 0.24)),
    "vssid_accounts": ("insured", Curve(0.30, (0.97, 0.95, 0.92), 0.07, "12/2023", 0.68)),
    "smartphone_adults": ("adults", Curve(0.55, (0.97, 0.94, 0.91), 0.05, "12/2024", 0.855)),
    "health_record_people": ("residents", Curve(0.30, (0.98, 0.96, 0.94), 0.07, "12/2025", 0.872)),
    "skilled_people": ("working_age", Curve(0.18, (0.92, 0.85, 0.80), 0.06, "12/2025", 0.672)),
    "fibre_households": ("households", Curve(0.50, (0.98, 0.94, 0.90), 0.055, "12/2025", 0.845)),
}
NOISE = 0.0015  # of the stock, from month to month
# What holds a laggard back shows most in these columns (units of the exponent).
HELD_BACK = {
    "fibre_households": (NETWORK, 0.7),
    "smartphone_adults": (DEVICES, 0.6),
    "skilled_people": (SKILLS, 0.6),
}
UNCOVERED = {TOWN: 0.01, COAST: 0.08}  # share of villages without mobile broadband in 09/2022
UNCOVERED_DELTA, UNCOVERED_TROUBLE = 0.03, 0.12
COVERED_WITHIN = 60  # months: a few villages still wait at the end of the period
EMPTY_CELLS, EMPTY_RUN = 34, 3  # cells that nobody filled in: so many runs of up to 3 months

Ints = NDArray[np.int64]


def stocks(rng: np.random.Generator, places: Places, population: Population) -> dict[str, Ints]:
    """Each column of the export by base commune and month (226 × 50), within its denominator."""
    made = {}
    for name, (of, curve) in STOCKS.items():
        denominator = population.by_month(of)
        trouble, delay = HELD_BACK.get(name, (None, 0.0))
        lead = np.where(places.trouble == trouble, -delay, 0.0) if trouble else 0.0
        share = shares(curve, places, denominator.mean(axis=1), lead)
        noise = np.round(1 + NOISE * rng.normal(0, 1, share.shape), 6)
        made[name] = np.minimum(np.rint(share * noise * denominator), denominator).astype(np.int64)
    made["covered_villages"] = _covered_villages(rng, places, population)
    return made


def _covered_villages(rng: np.random.Generator, places: Places, population: Population) -> Ints:
    """Villages with mobile broadband: the uncovered ones get it one by one."""
    villages = population.villages[:, 0]
    share = np.array([UNCOVERED.get(int(zone), UNCOVERED_DELTA) for zone in places.zone])
    share += UNCOVERED_TROUBLE * (places.trouble == NETWORK)
    uncovered = rng.binomial(villages, share)
    covered = np.repeat(villages[:, None], months.COUNT, axis=1)
    for commune in np.flatnonzero(uncovered):
        for when in rng.integers(1, COVERED_WITHIN, uncovered[commune]):
            covered[commune, :when] -= 1
    return covered


def table(
    rng: np.random.Generator,
    places: Places,
    population: Population,
    silent: NDArray[np.bool_],
    scope: Scope,
) -> Table:
    """su_dung_dich_vu: a row for each commune in force and month, none where it is silent."""
    made = stocks(rng, places, population)
    columns: dict[str, list[object]] = {
        name: [] for name in ("month", "commune_code", "commune_name", *made)
    }
    for vintage, units in enumerate(places.units):
        kept = scope.units(places, vintage)
        mute = places.sums(silent.astype(np.int64), vintage) > 0
        sums = {name: places.sums(v * scope.keep[:, None], vintage) for name, v in made.items()}
        for month in np.flatnonzero(months.VINTAGE[: scope.last_month + 1] == vintage):
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
