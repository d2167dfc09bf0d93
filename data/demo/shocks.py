"""What happens once: a campaign whose certificates expire, accounts that lapse, a district behind.

Each shock is a trapezoid in the exponent: it rises to `depth` in some months, holds, goes back.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from data.demo import facts, months
from data.demo.factors import Factors
from data.demo.indicators import FLOWS, INDICATORS, STOCKS
from data.demo.places import Places

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Shock:
    """`depth` in the exponent of the indicators in `on` (name → weight), from `start` (mm/yyyy).

    Of one district or commune of 2022 (code), or of all; more where `factor` is lower: the depth
    times 1 − 0.5 × factor, never of the other sign.
    """

    start: str
    rise: int
    hold: int
    back: int
    depth: float
    on: dict[str, float]
    unit: str | None = None
    factor: str | None = None

    def course(self) -> Floats:
        """0 … 1 by month of the law (100)."""
        first = months.numbered(self.start)
        corners = np.cumsum([first, self.rise, self.hold, self.back])
        return np.interp(np.arange(months.HORIZON), corners, [0.0, 1.0, 1.0, 0.0])


# Fewer groups teach: what they teach slips most, lines and devices hardly.
TAUGHT = {name: 1.0 if row.topic else 0.25 for name, row in INDICATORS.items()}
HARDLY = dict.fromkeys(("fibre_households", "smartphone_adults"), 0.2)
BEHIND = dict.fromkeys([*STOCKS, *FLOWS], 1.0) | HARDLY
COUNTERS = {"online_service_users": 1.0, "online": 0.8}


def slow_district() -> Shock:
    """What makes one district fall behind."""
    return Shock("06/2023", 7, 5, 9, -0.85, BEHIND, unit=facts.districts()["slow"])


@cache
def shocks() -> tuple[Shock, ...]:
    """All of them, in the places that the folder of the province names."""
    told = facts.districts()
    return (
        slow_district(),
        *(
            Shock(last, 3, wait, 9, -0.80, TAUGHT, unit=code)
            for code, (last, wait) in facts.dissolved().items()
        ),
        # Certificates for two years, free of charge, given out by one district after the other.
        *(
            Shock(start, 4, 21, 4, 0.90, {"e_signature_adults": 1.0}, unit=district)
            for district, start in told["certificates"].items()
        ),
        # Dormant accounts are closed; older people come back late.
        Shock("12/2024", 2, 1, 10, -0.16, {"epayment_people": 1.0}, factor="youth"),
        Shock("08/2025", 2, 2, 9, -0.30, {"payment_account_people": 1.0}, factor="youth"),
        # The counters moved to the new communes: those far away lose users for some months.
        Shock("06/2025", 2, 3, 8, -0.18, COUNTERS, factor="nearness"),
        # A project for telehealth in one district came to its end.
        Shock("03/2023", 8, 14, 5, 0.60, {"telehealth_adults": 1.0}, unit=told["telehealth"]),
    )


def total(name: str, places: Places, factors: Factors) -> Floats:
    """The sum of all shocks of an indicator, by base commune and month (226 × 100)."""
    made = np.zeros((len(places.base), months.HORIZON))
    for shock in shocks():
        if name in shock.on:
            where = _where(shock, places, factors) * shock.depth * shock.on[name]
            made += where[:, None] * shock.course()
    return made


def _where(shock: Shock, places: Places, factors: Factors) -> Floats:
    if shock.unit in places.districts[0]:
        return np.asarray(places.district[0] == places.districts[0].index(shock.unit), dtype=float)
    if shock.unit is not None:
        return np.asarray(np.array(places.base) == shock.unit, dtype=float)
    if shock.factor is not None:
        return np.asarray(np.clip(1 - 0.5 * factors[shock.factor], 0, 2))
    return np.ones(len(places.base))
