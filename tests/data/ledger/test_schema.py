"""The migrations make the tables that the code reads, and end where it expects."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from data.ledger import database, schema
from data.ledger.meetings.agenda import meetings
from data.ledger.sent_alerts import keep_told, told
from tests.data.ledger.support import unchain


def test_the_tables_are_those_that_the_code_reads(store):
    keep_told(store, ["a"], "")
    with database._place(store)[1].connect() as con:
        context = MigrationContext.configure(con, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_the_newest_migration_is_the_one_that_is_expected():
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).with_name("migrations")))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


def test_a_ledger_without_meetings_gets_their_tables_and_loses_nothing(store):
    keep_told(store, ["a"], "")
    writer = database._place(store)[1].execution_options(is_writing=True)
    with writer.begin() as con:
        newer = ("session", "account", "attempt", "saved_view", "unit_group")
        for name in (*newer, "decision", "meeting_item", "meeting"):
            schema.metadata.tables[name].drop(con)
        unchain(con)
        con.execute(text("update alembic_version set version_num = '0001'"))
    assert meetings(store) == []
    assert told(store) == {"a"}
    with database._place(store)[1].connect() as con:
        assert con.execute(text("select version_num from alembic_version")).scalar() == schema.HEAD


def test_a_file_is_written_so_that_it_survives_a_power_cut(file_store):
    keep_told(file_store, ["a"], "")
    with database._place(file_store)[1].connect() as con:
        found = [
            con.exec_driver_sql(f"pragma {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert found == ["wal", 2, 1, 5000]
