"""What Alembic runs: the steps that are missing, in the transaction of the caller."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,  # SQLite can, although Alembic does not expect it to
)
with context.begin_transaction():
    context.run_migrations()
