"""What a person said once of a sender's layout: which column holds which field."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import delete, insert, select

from data.ledger.database import rows
from data.ledger.gate import changing
from data.ledger.schema import layout as table


def remembered(store: Path) -> dict[str, dict[int, str]]:
    """A sender's layout → column from 0 → field ("" for none), as people corrected it.

    RefusedError where the ledger cannot be read.
    """
    return {
        layout: {int(column): field for column, field in columns.items()}
        for layout, columns in rows(store, select(table.c.layout, table.c.columns))
    }


def remember(store: Path, layout: str, columns: Mapping[int, str], actor: str) -> None:
    """Keep a correction for every later file with the same header."""
    after = {str(column): field for column, field in columns.items()}
    with changing(store, actor, "say_columns") as passage:
        this = table.c.layout == layout
        before = passage.con.scalar(select(table.c.columns).where(this))
        passage.con.execute(delete(table).where(this))
        row = {"layout": layout, "columns": after, "by": passage.actor, "at": passage.at}
        passage.con.execute(insert(table).values(row))
        passage.record(f"layout {layout}", before, after)
