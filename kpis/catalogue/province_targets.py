"""What the province set for itself: its targets, and the month from which a way to one begins.

Targets take the place of those in a stanza. They lie in targets.toml of the folder of the province,
a table an indicator: `[active_group_share]` with `targets`, written as in its stanza.
"""

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from kpis.catalogue.stanza import Stanza
from kpis.errors import CatalogueError, nearest
from kpis.province import TOLD, folder

FILE = "targets.toml"


def targets_path() -> Path:
    """The file of the province in force, which need not be there."""
    return folder() / FILE


def base_month() -> date:
    """The first day of the month from which the way to a target is measured.

    `base_month` of province.toml, else December of the year in which its programme began.
    CatalogueError for a file that does not say so.
    """
    return _base_month(folder() / TOLD)


@lru_cache(maxsize=8)
def _base_month(path: Path) -> date:
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        month = told.get("base_month", f"{told['first_month'][:4]}-12")
        if not re.fullmatch(r"\d{4}-\d\d", month):
            raise ValueError(month)
        return date.fromisoformat(f"{month}-01")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CatalogueError(f"{path} tells no month such as 2022-12: {error!r}.") from error


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
