"""The province that the dashboard is about: a folder of geo/provinces, and what it says of itself.

DX_PROVINCE names the folder, or one elsewhere by its path; without it geo/provinces/default.txt
does. `data` and `kpis`, which import nothing of this library, find the same folder by themselves.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from geo.errors import GeoError

PROVINCES = Path(__file__).with_name("provinces")
VARIABLE = "DX_PROVINCE"
DEFAULT = (PROVINCES / "default.txt").read_text(encoding="utf-8").strip()
ASKED = PROVINCES / (os.environ.get(VARIABLE) or DEFAULT)  # when this was imported
IS_DEFAULT = ASKED == PROVINCES / DEFAULT
FILE = "province.toml"
Kind = type | tuple[type, ...]
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
KEYS: dict[str, Kind] = {"name": str, "formal": dict, "first_month": str}
OPTIONAL_KEYS: dict[str, Kind] = {
    "base_month": str,
    "spoken": list,
    "also_called": dict,
    "boundaries_name": (str, list),
    "counts": dict,
    "levels": list,
}
# What a folder may be about, from the whole down: a province, or a country of provinces.
LEVELS = ("province", "district", "commune")
LEVELS_OF_A_COUNTRY = ("country", "province", "commune")


@dataclass(frozen=True)
class Province:
    """What province.toml says.

    `id`: the name of its folder. `name`: without its type, "Nghệ An". `formal`: how documents call
    it, by language. `first_month`: YYYY-MM, the month with which its groups began to report.
    `spoken`: further names under which people look for it. `also_called`: by vintage, the further
    names under which files know it. `boundaries_names`: those of the package of boundaries, several
    where the area was that of several provinces. `base_month`: YYYY-MM, the month from which the
    way to a target is measured. `counts`: by vintage and level, how many units there must be.
    `levels`: those of its units, from the whole down; LEVELS, or LEVELS_OF_A_COUNTRY.
    """

    id: str
    name: str
    formal: Mapping[str, str]
    first_month: str
    spoken: tuple[str, ...]
    also_called: Mapping[str, tuple[str, ...]]
    boundaries_names: tuple[str, ...]
    base_month: str
    counts: Mapping[str, Mapping[str, int]]
    levels: tuple[str, ...] = LEVELS


def folder() -> Path:
    """The folder of the province in force. GeoError, which lists those there are, without it."""
    return _folder(os.environ.get(VARIABLE) or DEFAULT)


@lru_cache(maxsize=8)  # asked of every unit
def _folder(asked: str) -> Path:
    found = PROVINCES / asked  # a path that is absolute stays as it is
    if not found.is_dir():
        known = sorted(path.name for path in PROVINCES.iterdir() if path.is_dir())
        raise GeoError(
            f"There is no province {asked!r}: {VARIABLE} names a folder of {PROVINCES}"
            f" ({', '.join(known)}), or another one by its path.{_near(asked, known)}"
        )
    return found


def province() -> Province:
    """The province in force. GeoError, with file and key, for a province.toml that cannot be."""
    return _read(folder())


def has_published_totals() -> bool:
    """Whether its demonstration data meet totals that were published; else all are assumed.

    GeoError where the file cannot be read.
    """
    return _has_published_totals(folder() / "demonstration.toml")


@lru_cache(maxsize=8)  # asked by every page
def _has_published_totals(path: Path) -> bool:
    return path.is_file() and "published" in table(path)


@lru_cache(maxsize=8)
def _read(directory: Path) -> Province:
    path = directory / FILE
    told = table(path)
    known = {**KEYS, **OPTIONAL_KEYS}
    for key, value in told.items():
        if key not in known:
            raise GeoError(f"{path}: unknown key {key!r}.{_near(key, list(known))}")
        if not isinstance(value, known[key]):
            raise GeoError(f"{path}: {key} cannot be {value!r}: {_kinds[known[key]]} is meant.")
    for key in KEYS:
        if not told.get(key):
            raise GeoError(f"{path}: the key {key!r} is missing or empty.")
    if not all(_text(told["formal"].get(language)) for language in ("vi", "en")):
        raise GeoError(f'{path}: formal needs both languages: {{ vi = "tỉnh …", en = "…" }}.')
    base_month = told.setdefault("base_month", f"{told['first_month'][:4]}-12")
    for key in ("first_month", "base_month"):
        if not MONTH.fullmatch(told[key]):
            raise GeoError(f"{path}: {key} {told[key]!r} is no month such as 2022-09.")
    if base_month < told["first_month"]:
        raise GeoError(f"{path}: base_month {base_month} lies before first_month.")
    called = told.get("also_called", {})
    for place, names in (("spoken", told.get("spoken", [])), *called.items()):
        if not isinstance(names, list) or not all(map(_text, names)):
            raise GeoError(f"{path}: {place} must be a list of names in quotes, not {names!r}.")
    return Province(
        directory.name,
        told["name"],
        dict(told["formal"]),
        told["first_month"],
        tuple(told.get("spoken", ())),
        {vintage: tuple(names) for vintage, names in called.items()},
        _names(path, told.get("boundaries_name", told["name"])),
        base_month,
        _counts(path, told.get("counts", {})),
        _levels(path, told.get("levels", LEVELS)),
    )


def _names(path: Path, told: str | list[Any]) -> tuple[str, ...]:
    names = [told] if isinstance(told, str) else told
    if not names or not all(map(_text, names)):
        raise GeoError(f"{path}: boundaries_name must be a name in quotes or a list of them.")
    return tuple(names)


def _counts(path: Path, told: Mapping[str, Any]) -> Mapping[str, Mapping[str, int]]:
    for vintage, of in told.items():
        if not isinstance(of, dict) or not all(type(number) is int for number in of.values()):
            raise GeoError(f"{path}: counts of {vintage} must be numbers by level: commune = 226.")
    return told


def _levels(path: Path, told: Iterable[Any]) -> tuple[str, ...]:
    if tuple(told) not in (LEVELS, LEVELS_OF_A_COUNTRY):
        known = " or ".join(", ".join(levels) for levels in (LEVELS, LEVELS_OF_A_COUNTRY))
        raise GeoError(f"{path}: levels are {known}, from the whole down.")
    return tuple(told)


def table(path: Path) -> dict[str, Any]:
    """What a TOML file of the folder holds. GeoError where it is not there or cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise GeoError(f"{path} is missing: the folder of a province needs {path.name}.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GeoError(f"{path} cannot be read: {error}") from error


_kinds: dict[Kind, str] = {
    str: "a text in quotes",
    dict: "a table",
    list: "a list",
    (str, list): "a text in quotes or a list of them",
}


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _near(word: str, words: list[str]) -> str:
    near = get_close_matches(word, words, n=1)
    return f" Did you mean {near[0]}?" if near else ""
