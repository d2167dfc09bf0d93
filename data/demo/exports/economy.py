"""The digital economy of the province and the shops and firms of the communes (kinh_te_so).

Only the 9.07 % of co-operatives that sold online in 2022 are published; the amounts are invented
in a plausible size: the share of the digital economy approaches the 20 % of 2025 and misses them.
"""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from data.demo import facts, months, work
from data.demo.exports.population import Population
from data.demo.factors import Factors
from data.demo.law import Law
from data.demo.months import vintage_of
from data.demo.places import TOWN, Places
from data.demo.randomness import apportion, steady
from data.demo.scope import Scope
from data.demo.tables import Table

GRDP = (92_410.6, 100_326.4, 113_874.9, 128_240.3)  # billion VND
DIGITAL_SHARE = (0.1065, 0.1302, 0.1571, 0.1834)
RETAIL = (58_215.4, 65_982.7, 74_430.5, 84_116.2)
ECOMMERCE_SHARE = (0.0512, 0.0655, 0.0804, 0.0963)
SMES, PLATFORM_SHARE = (9_860, 10_540, 11_320, 12_050), (0.272, 0.361, 0.452, 0.537)
SHOPS, ONLINE_SHARE = (84_000, 85_300, 86_900, 88_200), (0.0907, 0.1183, 0.1521, 0.1918)
SELLING_EFFECT = 0.012  # of a month of twice the usual work on `tmdt`, on the log of the shops
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
AMOUNTS = ("digital_value_added", "grdp", "ecommerce_revenue", "retail_revenue")
COUNTS = ("smes", "smes_on_platform", "shop_units", "online_shops")


def table(
    rng: np.random.Generator,
    places: Places,
    factors: Factors,
    population: Population,
    law: Law,
    scope: Scope,
) -> Table:
    """kinh_te_so: for each year that is over, a row for the province and one for each commune."""
    town = np.where(places.zone == TOWN, 2.2, 1.0)
    firms = population.residents[:, 0] * town * (0.6 + rng.random(len(town)))
    shops = population.residents[:, 0] * town**0.5 * (0.8 + 0.4 * rng.random(len(town)))
    ease = 0.12 * factors["devices"] + 0.10 * factors["network"] + 0.12 * factors["youth"]
    own = 0.18 * rng.normal(0, 1, (2, len(town)))
    taught = work.extra(law.work, "tmdt", law.coverage)
    size = facts.economy()
    columns: Table = {name: [] for name in ("year", "level", "unit_code", *AMOUNTS, *COUNTS)}
    for k, year in scope.years(running=False):
        # Shops follow what the groups taught about selling until December.
        lead = SELLING_EFFECT * taught[:, months.numbered(f"12/{year}")]
        counts = [
            *_with(firms, round(SMES[k] * size), PLATFORM_SHARE[k], np.exp(ease + own[0])),
            *_with(shops, round(SHOPS[k] * size), ONLINE_SHARE[k], np.exp(ease + own[1] + lead)),
        ]
        grdp, retail = GRDP[k] * size, RETAIL[k] * size
        amounts = (grdp * DIGITAL_SHARE[k], grdp, retail * ECOMMERCE_SHARE[k], retail)
        vintage = vintage_of(date(year, 12, 31))
        units = np.flatnonzero(scope.units(places, vintage))
        codes = [places.units[vintage][u] for u in units]
        columns["year"] += [year] * (len(units) + 1)
        columns["level"] += [months.WHOLE] + [months.COMMUNE] * len(units)
        columns["unit_code"] += [places.province, *codes]
        for name, amount in zip(AMOUNTS, amounts, strict=True):
            columns[name] += [f"{amount:.1f}".replace(".", ","), *[None] * len(units)]
        for name, count in zip(COUNTS, counts, strict=True):
            columns[name] += [None, *places.sums(count * scope.keep, vintage)[units].tolist()]
    return columns


def _with(size: Floats, total: int, share: float, lead: Floats) -> tuple[Ints, Ints]:
    """`total` shared out by size, and how many of them are online: `share` of all, by lead."""
    counts = apportion(total, steady(size))
    online = np.minimum(apportion(round(total * share), steady(lead * counts)), counts)
    return counts, online
