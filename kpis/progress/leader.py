"""Which numbers the page for leaders shows: the choice of a committee, read from leader.toml."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from kpis.catalogue.catalogue import Catalogue
from kpis.catalogue.stanza import Stanza
from kpis.catalogue.vocabulary import Level
from kpis.errors import CatalogueError, nearest

CHOICE = Path(__file__).parents[1] / "leader.toml"
MOST = 5  # more are a table, and that is another page
YEARS = (2026, 2100)


class Kind(StrEnum):
    """What a number counts."""

    VERDICT = "verdict"
    LIKELY = "likely"
    ON_TRACK = "on_track"
    KPI = "kpi"
    REPORTED = "reported"


NEEDS = {Kind.LIKELY: ["year"], Kind.KPI: ["kpi"]}


@dataclass(frozen=True)
class Number:
    """One number: its kind, and the indicator or the target year where the kind asks for it."""

    kind: Kind
    kpi: str = ""
    year: int = 0


def numbers(catalogue: Catalogue, file: Path = CHOICE) -> list[Number]:
    """The numbers in their order; CatalogueError names the stanza and the nearest valid word."""
    shown = Path(file.name)  # readers of a page need no folder
    try:
        tables: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogueError(f"{shown} is missing: it names the numbers for leaders.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{shown} is not TOML: {error}") from None
    found: list[Number] = []
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise CatalogueError(f"{shown}: “{name}” stands outside a [stanza].")
        found.append(_number(Stanza(shown, name, table), catalogue, found))
    if not 1 <= len(found) <= MOST:
        raise CatalogueError(f"{shown}: one to {MOST} numbers are shown, not {len(found)}.")
    return found


def _number(stanza: Stanza, catalogue: Catalogue, before: Sequence[Number]) -> Number:
    if "kind" not in stanza.table:
        raise stanza.refuse("the key “kind” is missing.")
    kind = stanza.choice("kind", Kind)
    stanza.allow(["kind", *NEEDS.get(kind, [])])
    number = Number(
        kind,
        kpi=_kpi(stanza, catalogue) if kind is Kind.KPI else "",
        year=stanza.integer("year", *YEARS) if kind is Kind.LIKELY else 0,
    )
    if number in before:
        raise stanza.refuse("this number stands there already.")
    return number


def _kpi(stanza: Stanza, catalogue: Catalogue) -> str:
    id = stanza.text("kpi")
    if id not in catalogue:
        raise stanza.refuse(f"there is no KPI “{id}”. {nearest(id, catalogue)}")
    if Level.WHOLE not in catalogue[id].levels:
        raise stanza.refuse(f"“{id}” is not measured for the whole province.")
    return id
