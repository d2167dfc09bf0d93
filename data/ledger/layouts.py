"""What a person said once of a sender's layout: which column holds which field, and how the cells
of a field are written. Both are kept together: columns are numbers, fields are names.
"""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import delete, insert, select

from data.access.check import EVERYWHERE
from data.access.person import person
from data.ledger.database import rows
from data.ledger.gate import changing
from data.ledger.schema import layout as table

QUERY = select(table.c.layout, table.c.columns)


def remembered(store: Path) -> dict[str, dict[int, str]]:
    """A sender's layout → column from 0 → field ("" for none), as people corrected it.

    RefusedError where the ledger cannot be read.
    """
    return {
        layout: {int(column): field for column, field in said.items() if column.isdigit()}
        for layout, said in rows(store, QUERY)
        if any(map(str.isdigit, said))
    }


def writings(store: Path) -> dict[str, dict[str, str]]:
    """A sender's layout → field → how a person said that its cells are written.

    RefusedError where the ledger cannot be read.
    """
    return {
        layout: {field: how for field, how in said.items() if not field.isdigit()}
        for layout, said in rows(store, QUERY)
    }


def remember(store: Path, layout: str, columns: Mapping[int, str], actor: str) -> None:
    """Keep a correction for every later file with the same header."""
    _keep(
        store, layout, columns={str(column): field for column, field in columns.items()}, by=actor
    )


def remember_writing(store: Path, layout: str, written: Mapping[str, str], actor: str) -> None:
    """Keep how fields are written for every later file with the same header."""
    _keep(store, layout, actor, written=written)


def _keep(
    store: Path,
    layout: str,
    by: str,
    columns: Mapping[str, str] | None = None,
    written: Mapping[str, str] | None = None,
) -> None:
    """Replace what is known of the columns, add to what is known of the writing.

    What somebody else said of a layout holds for the files of all communes.
    """
    this = table.c.layout == layout
    said_by = [name for (name,) in rows(store, select(table.c.by).where(this))]
    is_new = all(name and name == person().name for name in said_by)
    with changing(store, by, "say_columns", () if is_new else EVERYWHERE) as passage:
        before = passage.con.scalar(select(table.c.columns).where(this))
        known = before or {}
        kept = {key: said for key, said in known.items() if columns is None or not key.isdigit()}
        after = {**kept, **(columns or {}), **(written or {})}
        passage.con.execute(delete(table).where(this))
        row = {"layout": layout, "columns": after, "by": passage.actor, "at": passage.at}
        passage.con.execute(insert(table).values(row))
        passage.record(f"layout {layout}", before, after)
