"""Views of any page that people keep under a name: the page and its whole selection, as a link."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from sqlalchemy import select

from data.ledger.analysis.named import delete_recorded, require_free, require_name
from data.ledger.database import rows
from data.ledger.gate import changing
from data.ledger.meetings import versioned
from data.ledger.schema import saved_view as table


@dataclass(frozen=True)
class SavedView:
    """A view: the address of its page, the fields of its link, and what the page was called.

    `at` is the moment of saving (ISO 8601, UTC).
    """

    name: str
    page: str
    selection: Mapping[str, str]
    title: str
    at: str = ""
    id: int = 0
    version: int = 0


def saved_views(store: Path) -> list[SavedView]:
    """All saved views, the newest first. RefusedError where the ledger cannot be read."""
    query = select(*(table.c[field.name] for field in fields(SavedView))).order_by(
        table.c.at.desc(), table.c.id.desc()
    )
    return [SavedView(*row) for row in rows(store, query)]


def save_view(store: Path, view: SavedView, actor: str) -> int:
    """Keep a view; returns its id.

    RefusedError for a name that cannot be kept, TakenError for one that another view has.
    """
    name = require_name(view.name)
    with changing(store, actor, "save_view") as passage:
        require_free(passage, table, name)
        return versioned.insert_recorded(
            passage,
            table,
            {
                "name": name,
                "page": view.page,
                "selection": dict(view.selection),
                "title": view.title,
                "at": passage.at,
            },
        )


def rename_view(store: Path, view: SavedView, name: str, actor: str) -> None:
    """Give another name to a view that is as it was read; errors as for `save_view`.

    ChangedError where somebody else changed or removed it meanwhile.
    """
    kept = require_name(name)
    with changing(store, actor, "rename_view") as passage:
        require_free(passage, table, kept, view.id)
        versioned.update_recorded(passage, table, view.id, view.version, {"name": kept})


def delete_view(store: Path, view: SavedView, actor: str) -> None:
    """Remove a view that is as it was read; ChangedError where somebody changed it."""
    with changing(store, actor, "delete_view") as passage:
        delete_recorded(passage, table, view.id, view.version)
