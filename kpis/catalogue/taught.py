"""What each topic teaches: the service whose growth is looked at, and one that nobody teaches."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from kpis.catalogue.catalogue import Catalogue, load
from kpis.catalogue.kpi import Kpi
from kpis.catalogue.stanza import Stanza
from kpis.catalogue.vocabulary import Level
from kpis.errors import CatalogueError, nearest

CHOICE = Path(__file__).parents[1] / "effect.toml"


@dataclass(frozen=True)
class Taught:
    """A topic with the indicator of the service that it teaches, and the placebo's."""

    topic: str
    service: Kpi
    placebo: Kpi


def taught(file: Path = CHOICE) -> list[Taught]:
    """The topics in the order of the file; CatalogueError names the stanza and what is wrong."""
    catalogue = load()
    shown = Path(file.name)
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{shown} cannot be read: {error}") from None
    found = []
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise CatalogueError(f"{shown}: “{name}” stands outside a [stanza].")
        stanza = Stanza(shown, name, table)
        stanza.allow(["service", "placebo"])
        service, placebo = (_share(stanza, key, catalogue) for key in ("service", "placebo"))
        if service is placebo:
            raise stanza.refuse("the placebo is the service itself.")
        found.append(Taught(name, service, placebo))
    return found


def _share(stanza: Stanza, key: str, catalogue: Catalogue) -> Kpi:
    id = stanza.text(key)
    if id not in catalogue:
        raise stanza.refuse(f"there is no KPI “{id}”. {nearest(id, catalogue)}")
    kpi = catalogue[id]
    if Level.COMMUNE not in kpi.levels or kpi.unit != "percent":
        raise stanza.refuse(f"“{id}” is no share that communes have.")
    return kpi
