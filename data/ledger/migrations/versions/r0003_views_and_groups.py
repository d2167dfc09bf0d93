"""The tables of what an analyst keeps: views and groups of units, each under a name."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WHOLE = sa.JSON(none_as_null=True)


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "unit_group",
        *_named(),
        *_texts("level", "vintage"),
        sa.Column("units", WHOLE, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "saved_view",
        *_named(),
        *_texts("page"),
        sa.Column("selection", WHOLE, nullable=False),
        *_texts("title", "at"),
        sa.Column("version", sa.Integer, nullable=False),
    )


def _named() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
    ]


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
