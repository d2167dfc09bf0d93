"""Is the folder of a province complete and right? All that is wrong with it, told for people.

What units.csv must keep to is in geo.units.validation, what boundaries.toml may say in
geo.boundaries.config. Indicators are not known here: a target of one that there is not is refused
where they are read (kpis.catalogue).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from geo.boundaries import config
from geo.errors import GeoError
from geo.province import folder, province, table
from geo.units import coast, signs
from geo.units import pieces as packaged
from geo.units import table as units
from geo.units.links import listed

TARGETS, COAST = "targets.toml", ("vintage", "code")


def require() -> None:
    """GeoError with everything that is wrong with the folder of the province in force."""
    if found := faults():
        raise GeoError("\n".join(found))


def faults() -> list[str]:
    """A sentence for each fault: file, place, what is wrong. GeoError where there is no folder."""
    directory, found = folder(), list[str]()
    for check in (_told, _units, _coast, _pieces, _boundaries, _targets, _demonstration):
        try:
            found += check(directory)
        except GeoError as error:
            found.append(str(error))
    return list(dict.fromkeys(found))  # several meet a list of units that cannot be


def _told(directory: Path) -> Iterator[str]:
    called, counts, known = province().also_called, province().counts, ", ".join(units.VINTAGES)
    place = directory / "province.toml"
    for key, named in (("also_called", called), ("counts", counts)):
        for vintage in sorted(set(named) - set(units.VINTAGES)):
            yield f"{place}: {key} names the vintage {vintage}; it is one of {known}."
    for vintage in set(counts) & set(units.VINTAGES):
        for level, meant in counts[vintage].items():
            if (there := len(units.of(vintage, level))) != meant:
                yield f"{place}: counts says {meant} × {level} of {vintage}; units.csv has {there}."


def _units(directory: Path) -> Iterator[str]:
    if not (path := units.units_path()).is_file():
        yield f"{path} is missing: the folder of a province needs its list of units, units.csv."
        return
    units.load(path)


def _coast(directory: Path) -> Iterator[str]:
    path = directory / coast.FILE
    if path.exists():
        rows = _read(path, COAST)
        communes = units.load(directory / units.FILE)
        communes = communes[communes["level"] == "commune"]
        there = set(zip(communes["vintage"], communes["code"], strict=True))
        named = zip(rows.vintage, rows.code, strict=True)
        if unknown := [
            f"{code} of {vintage}" for vintage, code in named if (vintage, code) not in there
        ]:
            yield f"{path} names communes that are not in units.csv: {listed(unknown)}."


def _pieces(directory: Path) -> Iterator[str]:
    """Each commune of the first vintage has a record of the package, and no other code has one."""
    path = directory / packaged.FILE
    if not path.exists():
        oldest = units.VINTAGES[0]
        files = config.official_files()
        if not any((one.vintage, one.level) == (oldest, "commune") for one in files):
            yield (
                f"{path} is missing, and boundaries.toml names no file of the communes of"
                f" {oldest}: there is nothing to draw a map from."
            )
        return
    vintage, level = packaged.first()
    known, rows = set(packaged.pieces()["unit_code"]), units.load(directory / units.FILE)
    first = set(rows[(rows["vintage"] == vintage) & (rows["level"] == level)]["code"])
    if open_ := int((packaged.pieces()["unit_code"] == "").sum()):
        yield f"{path} leaves {open_} records without a commune: fill in unit_code."
    if unknown := sorted(known - first - {""}):
        yield f"{path} names communes that units.csv of {vintage} has not: {listed(unknown)}."
    if strange := sorted(set(signs.rows()["unit_code"]) - first):
        yield f"{directory / signs.FILE} names communes that units.csv has not: {listed(strange)}."
    if lacking := sorted(first - known - set(signs.rows()["unit_code"])):
        yield f"{path} has no record for communes of {vintage}: {listed(lacking)}."


def _boundaries(directory: Path) -> Iterator[str]:
    config.official_files()
    return iter(())


def _targets(directory: Path) -> Iterator[str]:
    path = directory / TARGETS
    for id, stanza in table(path).items():
        targets = stanza.get("targets") if isinstance(stanza, dict) else None
        if not isinstance(targets, list) or not all(isinstance(one, dict) for one in targets):
            yield f"{path}: [{id}] needs a list of tables: targets = [ {{ year = …, … }} ]."
            continue
        for at, target in enumerate(targets):
            yield from _without_source(f"{path}: [{id}], target {at + 1}", target)


def _demonstration(directory: Path) -> Iterator[str]:
    path = directory / "demonstration.toml"
    if path.exists():
        for name, fact in table(path).get("published", {}).items():
            yield from _without_source(f"{path}: [published] {name}", fact)


def _without_source(place: str, fact: Any) -> Iterator[str]:
    source = fact.get("source") if isinstance(fact, dict) else None
    if not isinstance(source, str) or not source.strip():
        yield f'{place} has no source: say where it was read, source = "…".'


def _read(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    try:
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise GeoError(f"{path} cannot be read: {error}") from error
    if missing := [name for name in columns if name not in rows]:
        raise GeoError(f"{path} has no column {', '.join(missing)}.")
    return rows
