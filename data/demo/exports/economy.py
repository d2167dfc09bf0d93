"""The digital economy of the province and the shops and firms of the communes (kinh_te_so).

In a country the amounts are sent by each of its provinces: the country's are their sums.

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
    """kinh_te_so: for each year that is over, a row for each province and one for each commune."""
    town = np.where(places.zone == TOWN, 2.2, 1.0)
    firms = population.residents[:, 0] * town * (0.6 + rng.random(len(town)))
    shops = population.residents[:, 0] * town**0.5 * (0.8 + 0.4 * rng.random(len(town)))
    ease = 0.12 * factors["devices"] + 0.10 * factors["network"] + 0.12 * factors["youth"]
    own = 0.18 * rng.normal(0, 1, (2, len(town)))
    taught = work.extra(law.work, "tmdt", law.coverage)
    size = facts.economy()
    shared = _by_province(rng, places, population, steady(ease)) if months.PART == "tinh" else None
    columns: Table = {name: [] for name in ("year", "level", "unit_code", *AMOUNTS, *COUNTS)}
    for k, year in scope.years(running=False):
        # Shops follow what the groups taught about selling until December.
        lead = SELLING_EFFECT * taught[:, months.numbered(f"12/{year}")]
        counts = [
            *_with(firms, round(SMES[k] * size), PLATFORM_SHARE[k], np.exp(ease + own[0])),
            *_with(shops, round(SHOPS[k] * size), ONLINE_SHARE[k], np.exp(ease + own[1] + lead)),
        ]
        vintage = vintage_of(date(year, 12, 31))
        if shared is None:
            senders = [(places.province, 1.0, 0.0)]
        else:
            kept = np.flatnonzero(scope.districts(places, vintage))
            senders = [(places.districts[vintage][d], *(of[d] for of in shared)) for d in kept]
        units = np.flatnonzero(scope.units(places, vintage))
        codes = [places.units[vintage][u] for u in units]
        columns["year"] += [year] * (len(units) + len(senders))
        sent_by = months.WHOLE if shared is None else months.PART
        columns["level"] += [sent_by] * len(senders) + [months.COMMUNE] * len(units)
        columns["unit_code"] += [*(code for code, _, _ in senders), *codes]
        amounts = [_amounts(k, size * part, ahead) for _, part, ahead in senders]
        for name, of_each in zip(AMOUNTS, zip(*amounts, strict=True), strict=True):
            columns[name] += [f"{amount:.1f}".replace(".", ",") for amount in of_each]
            columns[name] += [None] * len(units)
        for name, count in zip(COUNTS, counts, strict=True):
            columns[name] += [None] * len(senders)
            columns[name] += places.sums(count * scope.keep, vintage)[units].tolist()
    return columns


def _amounts(k: int, size: float, ahead: float) -> tuple[float, float, float, float]:
    """AMOUNTS of the k-th year; `ahead`: by how much the shares' odds lead, as a logarithm."""
    grdp, retail = GRDP[k] * size, RETAIL[k] * size
    digital, online = _led(DIGITAL_SHARE[k], ahead), _led(ECOMMERCE_SHARE[k], ahead)
    return grdp * digital, grdp, retail * online, retail


def _led(share: float, ahead: float) -> float:
    odds = share / (1.0 - share) * np.exp(ahead)
    return float(odds / (1.0 + odds)) if ahead else share


def _by_province(
    rng: np.random.Generator, places: Places, population: Population, ease: Floats
) -> tuple[Floats, Floats]:
    """The part of each province in the economy, and by how much it leads: towns earn more."""
    where, number = places.district[0], len(places.districts[0])
    people = population.residents[:, 0].astype(float)
    residents = np.bincount(where, people, number)
    in_town = np.bincount(where, people * (places.zone == TOWN), number) / residents
    luck = rng.normal(0, 1, (2, number))
    earned = residents * (0.5 + 1.2 * in_town) * np.exp(0.2 * luck[0])
    lead = np.bincount(where, people * ease, number) / residents + 0.6 * in_town + 0.25 * luck[1]
    lead -= (lead * earned).sum() / earned.sum()  # of the whole the shares stay as they are meant
    return steady(earned / earned.sum()), steady(lead)


def _with(size: Floats, total: int, share: float, lead: Floats) -> tuple[Ints, Ints]:
    """`total` shared out by size, and how many of them are online: `share` of all, by lead."""
    counts = apportion(total, steady(size))
    online = np.minimum(apportion(round(total * share), steady(lead * counts)), counts)
    return counts, online
