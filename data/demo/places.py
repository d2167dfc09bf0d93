"""The communes of the oldest units that everything is generated on, what they are and become.

Every fact is made for them (226 in the province that is delivered) and summed up to the units in
force, so that series stay coherent across mergers.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data import province
from data.demo import facts
from data.demo.facts import DemoError
from data.demo.months import VINTAGES

UNITS_CSV = province.FOLDER / "units.csv"
TOWN, DELTA, COAST = 0, 1, 2


@dataclass(frozen=True)
class Places:
    """The base communes (arrays in the order of `base`) and the units of each vintage.

    units[v] and districts[v] are codes in ascending order; unit[v][c] and district[v][c] are the
    positions in them of base commune c; `province` is its code, `zone` is TOWN, DELTA or COAST.
    """

    base: list[str]
    kind: list[str]
    units: list[list[str]]
    unit: NDArray[np.int64]
    districts: list[list[str]]
    district: NDArray[np.int64]
    names: dict[tuple[str, str], str]
    province: str
    zone: NDArray[np.int64]

    def sums(self, values: NDArray[np.int64], vintage: int) -> NDArray[np.int64]:
        """Values of the base communes (first axis) summed up to the units of a vintage."""
        total = np.zeros((len(self.units[vintage]), *values.shape[1:]), dtype=np.int64)
        np.add.at(total, self.unit[vintage], values)
        return total

    def name(self, vintage: int, code: str) -> str:
        """The name with its type of a unit; of the province the one that its offices use."""
        if code == self.province:
            return facts.formal_name()
        return self.names[VINTAGES[vintage], code]


def load(units_csv: Path = UNITS_CSV) -> Places:
    """The places of the list of units; DemoError when the list cannot be read."""
    try:
        with units_csv.open(encoding="utf-8", newline="") as file:
            return _made(list(csv.DictReader(file)))
    except (OSError, KeyError, ValueError) as error:
        raise DemoError(
            f"The list of units {units_csv} cannot be used ({error!r}): restore it from version "
            "control."
        ) from error


def _made(rows: list[dict[str, str]]) -> Places:
    communes = {(r["vintage"], r["code"]): r for r in rows if r["level"] == "commune"}
    names = {(r["vintage"], r["code"]): r["name"] for r in rows}
    (whole,) = {r["code"] for r in rows if r["level"] == province.levels()[0]}
    base = sorted(code for vintage, code in communes if vintage == VINTAGES[0])
    chain = [base]
    for vintage in VINTAGES[:-1]:
        chain.append([_became(communes[vintage, code]) for code in chain[-1]])
    parents = [
        [communes[vintage, code]["parent_code"] for code in codes]
        for vintage, codes in zip(VINTAGES, chain, strict=True)
    ]
    kind = [communes[VINTAGES[0], code]["type"] for code in base]
    zone = np.array([_zone(*pair) for pair in zip(kind, parents[0], strict=True)])
    units, districts = [sorted(set(c)) for c in chain], [sorted(set(p)) for p in parents]
    unit = _positions(units, chain)
    district = _positions(districts, parents)
    return Places(base, kind, units, unit, districts, district, names, whole, zone)


def _became(commune: dict[str, str]) -> str:
    """The commune of the next vintage that took it in: of a divided one, that which the map shows.

    What is invented is invented for whole communes.
    """
    into = commune["successor_code"].split()
    return into[0].partition(":")[0] if len(into) == 1 else facts.divided()[commune["code"]]


def _positions(lists: list[list[str]], codes: list[list[str]]) -> NDArray[np.int64]:
    at = [{code: place for place, code in enumerate(known)} for known in lists]
    return np.array([[of[c] for c in row] for of, row in zip(at, codes, strict=True)])


def _zone(kind: str, district: str) -> int:
    told = facts.districts()
    if kind == "Thị trấn" or (kind == "Phường" and district in told["cities"]):
        return TOWN
    return COAST if district in told["coast"] else DELTA
