"""When a definition last changed: `definition_dates.csv`, one line an indicator.

A line holds the fingerprint of the definition that it dates. One that was changed since, or never
dated, has no date: none is guessed. A test says which line a change has to write anew.
"""

import csv
import hashlib
from datetime import date
from functools import cache
from pathlib import Path

from kpis.catalogue.kpi import Kpi

FILE = Path(__file__).with_name("definition_dates.csv")
DEFINING = (  # a target, a legal act or a note changes no value
    *("definition", "source", "source_level", "where", "numerator", "denominator"),
    *("numerator_label", "denominator_label", "unit", "time", "staleness_months"),
    *("frequency", "valid_to", "collected"),
)


def fingerprint(kpi: Kpi) -> str:
    """A hash of all that decides what an indicator counts: the same hash, the same definition."""
    told = "\n".join(f"{name} {getattr(kpi, name)}" for name in DEFINING)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def changed_on(kpi: Kpi) -> date | None:
    """The day on which the definition got its present form; None where that is not recorded."""
    return _days().get((kpi.id, fingerprint(kpi)))


@cache
def _days() -> dict[tuple[str, str], date]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            (row["kpi"], row["fingerprint"]): date.fromisoformat(row["changed"])
            for row in csv.DictReader(file)
        }
