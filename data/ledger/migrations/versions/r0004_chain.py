"""Chains the list of changes: each row gets the hash of the row before it, and its own."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

from data.ledger.keeping.links import START, hash_of

revision = "0004"
down_revision = "0003"

WHOLE = sa.JSON(none_as_null=True)
CHANGE = sa.table(
    "change",
    sa.column("id", sa.Integer),
    *(sa.column(name, sa.Text) for name in ("at", "actor", "action", "subject")),
    sa.column("before", WHOLE),
    sa.column("after", WHOLE),
    *(sa.column(name, sa.Text) for name in ("previous", "hash")),
)
AT_ONCE = 1000  # rows


def upgrade() -> None:
    """Add the columns and fill them; meanwhile the triggers that forbid it are away."""
    for name in ("previous", "hash"):
        op.add_column("change", sa.Column(name, sa.Text, nullable=False, server_default=""))
    _statements("open")
    _chain(op.get_bind())
    op.create_index("change_previous", "change", ["previous"], unique=True)
    _statements("close")


def _chain(con: sa.Connection) -> None:
    last, previous = 0, START
    columns = [column for column in CHANGE.c if column.name != "hash"]
    while True:
        query = sa.select(*columns).where(CHANGE.c.id > last).order_by(CHANGE.c.id).limit(AT_ONCE)
        found = [dict(row) for row in con.execute(query).mappings()]
        if not found:
            return
        chained = []
        for row in found:
            row["previous"] = previous
            last, previous = row["id"], hash_of(row)
            chained.append({"of": last, "was": row["previous"], "own": previous})
        con.execute(
            sa.update(CHANGE)
            .where(CHANGE.c.id == sa.bindparam("of"))
            .values(previous=sa.bindparam("was"), hash=sa.bindparam("own")),
            chained,
        )


def _statements(which: str) -> None:
    """Runs what the engine needs before and after: r0004_<which>_<engine>.sql."""
    con = op.get_bind()
    path = Path(__file__).with_name(f"r0004_{which}_{con.dialect.name}.sql")
    for statement in path.read_text(encoding="utf-8").split("\n\n"):
        con.exec_driver_sql(statement)
