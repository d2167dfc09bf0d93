"""Writes a crosswalk as a CSV file that other programs can join by."""

from pathlib import Path

import pandas as pd

from geo.crosswalk import weights
from geo.crosswalk.crosswalk import check, crosswalk
from geo.units import table as units
from geo.whole_file import write_whole

COLUMNS = [
    *("source_vintage", "source_code", "source_name", "target_vintage", "target_code"),
    *("target_name", "weight", "is_whole", "by"),
]
STATED = "share"


def table(source: str, target: str, level: str, by: str | None = None) -> pd.DataFrame:
    """The crosswalk with names, one row per pair of units, in the order of the units.

    Columns: source_vintage, source_code, source_name, target_vintage, target_code, target_name,
    weight, is_whole (see crosswalk.py) and by: what a part is an estimate by, empty for a whole
    unit. `by` is "area", a file of weights (see weights.py) or None: then only shares
    stated in the list of units can apportion ("share"). GeoError where a weight is missing.
    """
    given = None
    if by == weights.AREA:
        given = weights.area_weights(
            level, *(v for v in units.VINTAGES if _between(v, source, target))
        )
    elif by:
        given = weights.from_file(Path(by))
    old, new = units.of(source, level), units.of(target, level)
    found = crosswalk(source, target, level, given)
    check(found, old.code.tolist(), new.code.tolist())
    found["source_vintage"], found["target_vintage"] = source, target
    found["source_name"] = found.source_code.map(old.set_index("code").name)
    found["target_name"] = found.target_code.map(new.set_index("code").name)
    found["by"] = str(given.name) if given is not None else STATED
    found["by"] = found.by.mask(found.is_whole, "")
    return found[COLUMNS]


def write(found: pd.DataFrame, out: Path) -> None:
    """The table as CSV (UTF-8), in place of an existing file at once or not at all.

    Numbers with all their digits; GeoError where the file cannot be written.
    """
    flags = found.is_whole.map({True: "true", False: "false"})
    content = found.assign(is_whole=flags).to_csv(index=False, lineterminator="\n")
    write_whole(out, content.encode())


def _between(vintage: str, one: str, other: str) -> bool:
    return min(one, other) <= vintage <= max(one, other)
