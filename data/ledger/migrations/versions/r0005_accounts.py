"""The tables of sign-in: accounts, sessions, and who failed to sign in."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("name"),
        sa.Column("folded", sa.Text, nullable=False, unique=True),
        *_texts("role"),
        sa.Column("units", sa.JSON(none_as_null=True)),
        *_texts("way", "password", "disabled", "created"),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("token", sa.Text, nullable=False, unique=True),
        sa.Column("account", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
        *_texts("way", "created", "seen", "expires", "ended"),
    )
    op.create_index("ix_session_account", "session", ["account"])
    op.create_table(
        "attempt",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        *_texts("at", "until"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
