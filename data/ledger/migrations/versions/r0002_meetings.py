"""The tables of meetings: their agendas and what was decided."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WHOLE = sa.JSON(none_as_null=True)


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "meeting",
        _id(),
        *_texts("name", "held_on", "place", "body"),
        _number("version"),
    )
    op.create_table(
        "meeting_item",
        _id(),
        _of("meeting"),
        _number("position"),
        *_texts("heading", "title", "question", "note", "minutes", "page"),
        sa.Column("selection", WHOLE),
        *_texts("frozen", "refused"),
        _number("version"),
    )
    op.create_index("ix_meeting_item_meeting", "meeting_item", ["meeting"])
    op.create_table(
        "decision",
        _id(),
        _of("meeting"),
        sa.Column("item", sa.Integer, sa.ForeignKey("meeting_item.id"), nullable=False),
        *_texts("text", "owner", "due", "kpi", "level", "vintage"),
        sa.Column("units", WHOLE, nullable=False),
        *_texts("period"),
        sa.Column("expected", sa.Float),
        *_texts("state", "report"),
        _number("version"),
    )
    op.create_index("ix_decision_meeting", "decision", ["meeting"])


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _of(table: str) -> sa.Column[int]:
    return sa.Column(table, sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
