"""Views of any page that people keep under a name: the page and its whole selection, as a link.

A view belongs to who saved it and is seen by nobody else, unless it is shared. Every function here
asks itself who is at work, so that no page has to. Where nobody signs in a name is "", and what is
saved then is shared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from sqlalchemy import ColumnElement, or_, select

from data.access.person import person
from data.ledger.analysis.named import delete_recorded, require_free, require_name
from data.ledger.changes import Passage
from data.ledger.database import rows
from data.ledger.gate import changing
from data.ledger.meetings import versioned
from data.ledger.schema import saved_view as table
from data.refusal import Bilingual, RefusedError


class NotOwnError(RefusedError):
    """The view is shared by somebody else, who alone may change it."""


@dataclass(frozen=True)
class SavedView:
    """A view: the address of its page, the fields of its link, and what the page was called.

    `at` is the moment of saving (ISO 8601, UTC), `owner` the name of who saved it, "" where nobody
    signed in; it is seen by others where it `is_shared`.
    """

    name: str
    page: str
    selection: Mapping[str, str]
    title: str
    at: str = ""
    id: int = 0
    version: int = 0
    owner: str = ""
    is_shared: bool = False

    @property
    def is_own(self) -> bool:
        """Whether who is at work may change it: what has no owner is everyone's."""
        return self.owner in ("", person().name)


def saved_views(store: Path) -> list[SavedView]:
    """The saved views of who is at work and those that are shared, the newest first.

    RefusedError where the ledger cannot be read.
    """
    query = (
        select(*(table.c[field.name] for field in fields(SavedView)))
        .where(_is_seen())
        .order_by(table.c.at.desc(), table.c.id.desc())
    )
    return [SavedView(*row) for row in rows(store, query)]


def save_view(store: Path, view: SavedView, actor: str) -> int:
    """Keep a view as one of who is at work; returns its id.

    RefusedError for a name that cannot be kept, TakenError for one that another view of theirs has.
    """
    name, owner = require_name(view.name), person().name
    with changing(store, actor, "save_view") as passage:
        require_free(passage, table, name, 0, table.c.owner == owner)
        return versioned.insert_recorded(
            passage,
            table,
            {
                "name": name,
                "page": view.page,
                "selection": dict(view.selection),
                "title": view.title,
                "at": passage.at,
                "owner": owner,
                "is_shared": view.is_shared or not owner,
            },
        )


def rename_view(store: Path, view: SavedView, name: str, actor: str) -> None:
    """Give another name to a view that is as it was read; errors as for `save_view`.

    ChangedError where somebody else changed or removed it meanwhile, NotOwnError where it is that
    of somebody else.
    """
    kept = require_name(name)
    with changing(store, actor, "rename_view") as passage:
        owner = _require_own(passage, view)
        require_free(passage, table, kept, view.id, table.c.owner == owner)
        versioned.update_recorded(passage, table, view.id, view.version, {"name": kept})


def share_view(store: Path, view: SavedView, is_shared: bool, actor: str) -> None:
    """Let everyone see a view that is as it was read, or its owner alone; errors as for renaming.

    One without an owner stays shared: nobody would see it.
    """
    with changing(store, actor, "share_view") as passage:
        owner = _require_own(passage, view)
        values = {"is_shared": is_shared or not owner}
        versioned.update_recorded(passage, table, view.id, view.version, values)


def delete_view(store: Path, view: SavedView, actor: str) -> None:
    """Remove a view that is as it was read; errors as for renaming."""
    with changing(store, actor, "delete_view") as passage:
        _require_own(passage, view)
        delete_recorded(passage, table, view.id, view.version)


def _is_seen() -> ColumnElement[bool]:
    return or_(table.c.is_shared, table.c.owner == person().name)


def _require_own(passage: Passage, view: SavedView) -> str:
    """The owner of a view, who is at work or nobody; of what they do not see as of what is gone."""
    query = select(table.c.owner).where(table.c.id == view.id, _is_seen())
    owner = passage.con.scalar(query)
    if owner is None:
        raise versioned.changed(passage.action)
    if owner not in ("", person().name):
        raise NotOwnError(
            passage.action,
            Bilingual(
                "góc nhìn này do người khác lưu và chia sẻ.",
                "somebody else saved this view and shares it.",
            ),
            Bilingual(
                "Hãy mở ra rồi lưu thành góc nhìn của bạn.", "Open it and save it as one of yours."
            ),
        )
    return str(owner)
