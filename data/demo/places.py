"""The communes of 2022 that everything is generated on, what they are like, what they become.

Every fact is made for the 226 communes of 2022 and summed up to the units in force: all changes
were merges of whole units, so that series stay coherent across them.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.demo.errors import DemoError
from data.demo.months import VINTAGES

UNITS_CSV = Path(__file__).parents[2] / "geo" / "units.csv"
PROVINCE = "36"
CITY, COAST_DISTRICTS = "356", ("361", "365", "366")
TOWN, DELTA, COAST = 0, 1, 2
LEADERS, LAGGARDS = 5, 8  # among the communes of 2025
# What holds a laggard back, by number in reports.DIFFICULTIES; NONE for the rest.
NONE, DEVICES, NETWORK, FUNDING, SKILLS = -1, 1, 2, 3, 4


@dataclass(frozen=True)
class Places:
    """The base communes (arrays in the order of `base`) and the units of each vintage.

    units[v] and districts[v] are codes in ascending order; unit[v][c] and district[v][c] are the
    positions in them of base commune c. `maturity` is about 0 ± 1 and higher where people are
    quicker; `trouble` is the number of the difficulty of a commune that lags, or NONE.
    """

    base: list[str]
    kind: list[str]
    units: list[list[str]]
    unit: NDArray[np.int64]
    districts: list[list[str]]
    district: NDArray[np.int64]
    names: dict[tuple[str, str], str]
    zone: NDArray[np.int64]
    maturity: NDArray[np.float64]
    trouble: NDArray[np.int64]

    def sums(self, values: NDArray[np.int64], vintage: int) -> NDArray[np.int64]:
        """Values of the base communes (first axis) summed up to the units of a vintage."""
        total = np.zeros((len(self.units[vintage]), *values.shape[1:]), dtype=np.int64)
        np.add.at(total, self.unit[vintage], values)
        return total

    def name(self, vintage: int, code: str) -> str:
        """The name with its type of a commune or district."""
        return self.names[VINTAGES[vintage], code]


def load(rng: np.random.Generator, units_csv: Path = UNITS_CSV) -> Places:
    """The places of the list of units; DemoError when the list cannot be read."""
    try:
        with units_csv.open(encoding="utf-8", newline="") as file:
            return _made(rng, list(csv.DictReader(file)))
    except (OSError, KeyError, ValueError) as error:
        raise DemoError(
            f"The list of units {units_csv} cannot be used ({error!r}): restore it from version "
            "control."
        ) from error


def _made(rng: np.random.Generator, rows: list[dict[str, str]]) -> Places:
    communes = {(r["vintage"], r["code"]): r for r in rows if r["level"] == "commune"}
    names = {(r["vintage"], r["code"]): r["name"] for r in rows if r["level"] != "province"}
    base = sorted(code for vintage, code in communes if vintage == "2022")
    chain = [base]
    for vintage in VINTAGES[:-1]:
        chain.append([communes[vintage, code]["successor_code"] for code in chain[-1]])
    parents = [
        [communes[vintage, code]["parent_code"] for code in codes]
        for vintage, codes in zip(VINTAGES, chain, strict=True)
    ]
    kind = [communes["2022", code]["type"] for code in base]
    zone = np.array([_zone(*pair) for pair in zip(kind, parents[0], strict=True)])
    units, districts = [sorted(set(c)) for c in chain], [sorted(set(p)) for p in parents]
    unit = _positions(units, chain)
    maturity, trouble = _character(rng, unit[-1], zone)
    district = _positions(districts, parents)
    return Places(base, kind, units, unit, districts, district, names, zone, maturity, trouble)


def _positions(lists: list[list[str]], codes: list[list[str]]) -> NDArray[np.int64]:
    return np.array([[lst.index(c) for c in row] for lst, row in zip(lists, codes, strict=True)])


def _zone(kind: str, district: str) -> int:
    if kind == "Thị trấn" or (kind == "Phường" and district == CITY):
        return TOWN
    return COAST if district in COAST_DISTRICTS else DELTA


def _character(
    rng: np.random.Generator, unit: NDArray[np.int64], zone: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Maturity and trouble of the base communes; those that lead or lag do so as units of 2025."""
    units = int(unit.max()) + 1
    members = np.bincount(unit, minlength=units)
    coast = np.bincount(unit, weights=zone == COAST, minlength=units) == members
    delta = np.bincount(unit, weights=zone == DELTA, minlength=units) == members
    town = np.bincount(unit, weights=zone == TOWN, minlength=units) / members > 0.5
    effect = np.clip(rng.normal(0.0, 0.5, units), -0.9, 0.9)
    lagging = [*rng.permutation(np.flatnonzero(coast))[: LAGGARDS // 2]]
    lagging += [*rng.permutation(np.flatnonzero(delta))[: LAGGARDS // 2]]
    rest = np.setdiff1d(np.arange(units), lagging)
    leading = [*rng.permutation(np.intersect1d(rest, np.flatnonzero(town)))[:2]]
    leading += [*rng.permutation(np.setdiff1d(rest, np.flatnonzero(town)))[: LEADERS - 2]]
    effect[leading], effect[lagging] = 1.7, -1.8
    trouble = np.full(units, NONE)
    trouble[lagging] = [NETWORK] * (LAGGARDS // 2) + [DEVICES, DEVICES, FUNDING, SKILLS]
    own = np.clip(rng.normal(0.0, 0.35, len(unit)), -0.8, 0.8)
    return np.round(effect[unit] + own, 3), trouble[unit]
