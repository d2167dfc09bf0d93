"""Which communes of earlier vintages a commune of today answers for: those that it took in whole.

Data keep the unit under which they were reported, so who is in charge of a commune is in charge of
what was reported under its predecessors. One that was divided belongs to who is in charge of all
that took it in, as a line of it cannot be divided. A code that once meant a commune of somebody
else belongs to nobody who is limited.
"""

import csv
from functools import cache
from pathlib import Path

from data.reference import UNITS_CSV

Successors = dict[tuple[str, str], frozenset[str]]  # (vintage, code) → codes of the newest vintage


@cache
def codes_of(units: frozenset[str], units_csv: Path = UNITS_CSV) -> frozenset[str]:
    """The codes, of every vintage, of what some communes of the newest vintage answer for."""
    became = _became(units_csv)
    foreign = {code for (_, code), now in became.items() if not now or not now <= units}
    return frozenset(code for _, code in became if code not in foreign)


@cache
def _became(units_csv: Path) -> Successors:
    """What every commune of every vintage is part of today."""
    with units_csv.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "commune"]
    vintages = sorted({row["vintage"] for row in rows})
    found: Successors = {}
    for vintage in reversed(vintages):
        following = next((one for one in vintages if one > vintage), None)
        for row in (row for row in rows if row["vintage"] == vintage):
            code = row["code"]
            if following is None:
                found[vintage, code] = frozenset({code})
                continue
            successors = [one.partition(":")[0] for one in (row["successor_code"] or "").split()]
            parts = [found.get((following, one), frozenset()) for one in successors]
            found[vintage, code] = frozenset().union(*parts) if all(parts) else frozenset()
    return found
