"""What the folder of the province says its demonstration data are like: demonstration.toml."""

import tomllib
from functools import cache
from typing import Any

from data import province

FILE = "demonstration.toml"


class DemoError(Exception):
    """A wrong argument, a list of units that is no use, a directory that must not be lost."""


@cache
def _told() -> dict[str, Any]:
    path = province.FOLDER / FILE
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DemoError(
            f"No demonstration data can be made: {path} cannot be read ({error})."
        ) from error


def _of(table: str) -> dict[str, Any]:
    found = _told().get(table)
    if not isinstance(found, dict):
        raise DemoError(f"{province.FOLDER / FILE} has no table [{table}].")
    return found


def published(name: str) -> int:
    """A published total, which the data meet exactly, else one that is assumed for them.

    DemoError where its value or source lacks.
    """
    fact = {**_told().get("assumed", {}), **_told().get("published", {})}.get(name)
    if not isinstance(fact, dict) or not fact.get("source") or type(fact.get("value")) is not int:
        raise DemoError(
            f"{province.FOLDER / FILE}, [published] or [assumed]: {name} needs a whole number and"
            f' where it was read: {name} = {{ value = 1, source = "…" }}.'
        )
    return int(fact["value"])


def districts() -> dict[str, Any]:
    """Which districts are the city, by the sea, slow …, with their weights. DemoError without."""
    return _of("districts")


def model_commune() -> dict[str, Any]:
    """The commune of which more is published: `code`, `villages`, `management`."""
    return _of("model_commune")


def formal_name() -> str:
    """What offices call the province: "Tỉnh …"."""
    told = str(province.told()["formal"]["vi"])
    return told[:1].upper() + told[1:]


def economy() -> float:
    """How large its economy is against the amounts in data.demo.exports.economy; 1 by default."""
    return float(_told().get("economy", 1.0))


def people_at_once() -> int:
    """How many times as many people come to an activity, where a group stands for several."""
    return int(_told().get("people_at_once", 1))


@cache
def divided() -> dict[str, str]:
    """Communes that were divided, with the one in which the map draws them whole."""
    path = province.FOLDER / "boundaries.toml"
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DemoError(f"{path} cannot be read ({error}).") from error
    return {code: into for of in told.values() for code, into in of.get("drawn_in", {}).items()}


def dissolved() -> dict[str, tuple[str, int]]:
    """Communes whose groups dissolve: last month, months until they start again."""
    return {code: (last, wait) for code, (last, wait) in _of("dissolved").items()}
