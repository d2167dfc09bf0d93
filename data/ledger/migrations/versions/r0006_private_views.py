"""A saved view belongs to who saved it: a name is given once an owner, and it may be shared.

What was saved before there was an owner stays shared, as it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TABLE, KEY = "saved_view", "saved_view_owner_name_key"
NAMES = {"uq": "%(table_name)s_%(column_0_name)s_key"}  # as PostgreSQL names what has no name


def upgrade() -> None:
    """Add the columns, and put the key of both in the place of that of the name."""
    op.add_column(TABLE, sa.Column("owner", sa.Text, nullable=False, server_default=""))
    op.add_column(TABLE, sa.Column("is_shared", sa.Boolean, nullable=False, server_default="1"))
    with op.batch_alter_table(TABLE, naming_convention=NAMES) as batch:
        batch.drop_constraint("saved_view_name_key", type_="unique")
        batch.create_unique_constraint(KEY, ["owner", "name"])
