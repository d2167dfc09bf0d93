"""The first tables, and the triggers that keep the list of changes as it is."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WHOLE = sa.JSON(none_as_null=True)


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "change",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("at", "actor", "action", "subject"),
        sa.Column("before", WHOLE),
        sa.Column("after", WHOLE),
    )
    op.create_index("change_action", "change", ["action"])
    op.create_table(
        "alias",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("name", "district", "vintage", "level", "code", "who", "when"),
    )
    op.create_table("layout", _key("layout"), _whole("columns"), *_texts("by", "at"))
    op.create_table("closed_month", _key("month"), *_texts("by", "at"))
    op.create_table("scenario", _key("name"), _whole("chosen"), *_texts("at"))
    op.create_table(
        "alert_state",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("alert", "state", "at", "by", "note"),
    )
    op.create_index("ix_alert_state_alert", "alert_state", ["alert"])
    op.create_table("sent_alert", _key("alert"), *_texts("at"))
    op.create_table("failure", _key("what"), _whole("said"), *_texts("at"))
    triggers = Path(__file__).with_name(f"r0001_{op.get_bind().dialect.name}.sql")
    for statement in triggers.read_text(encoding="utf-8").split("\n\n"):
        op.get_bind().exec_driver_sql(statement)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def _whole(name: str) -> sa.Column[object]:
    return sa.Column(name, WHOLE, nullable=False)
