"""Targets that the province set for itself: they take the place of those in a stanza.

They lie in targets.toml of the folder of the province (geo/provinces, DX_PROVINCE), a table an
indicator: `[active_group_share]` with `targets`, written as in its stanza.
"""

import os
import tomllib
from collections.abc import Iterable
from pathlib import Path

from kpis.catalogue.stanza import Stanza
from kpis.errors import CatalogueError, nearest

PROVINCES = Path(__file__).parents[2] / "geo" / "provinces"
FILE = "targets.toml"


def targets_path() -> Path:
    """The file of the province in force, which need not be there."""
    default = (PROVINCES / "default.txt").read_text(encoding="utf-8").strip()
    return PROVINCES / (os.environ.get("DX_PROVINCE") or default) / FILE


def own_targets(path: Path) -> dict[str, Stanza]:
    """By indicator the stanza with its targets; CatalogueError for a file that cannot be read."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogueError(
            f"{path} is missing: the folder of a province needs it, empty where the province has"
            " no targets of its own."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path} is not TOML: {error}") from None
    found = {}
    for id, table in tables.items():
        if not isinstance(table, dict):
            raise CatalogueError(f"{path}: “{id}” stands outside an [indicator].")
        found[id] = Stanza(path, id, table)
        found[id].allow(["targets"])
    return found


def require_known(own: dict[str, Stanza], known: Iterable[str]) -> None:
    """Refuses targets of an indicator that there is not, with the nearest one."""
    ids = list(known)
    for id, stanza in own.items():
        if id not in ids:
            raise stanza.refuse(f"there is no indicator “{id}”. {nearest(id, ids)}")
