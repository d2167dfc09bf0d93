"""The migrations make the tables that the code reads, and end where it expects."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from data.ledger import database, schema
from data.ledger.database import problem
from data.ledger.engines.file import touch
from data.ledger.keeping.links import START, hash_of
from data.ledger.keeping.verify import chained, faults
from data.ledger.meetings.agenda import meetings
from data.ledger.refusals import LEDGER
from data.ledger.sent_alerts import keep_told, told
from tests.data.ledger.support import log, unchain


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


def revisions():
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).with_name("migrations")))
    return sorted(one.revision for one in ScriptDirectory.from_config(config).walk_revisions())


@pytest.mark.parametrize("revision", revisions())
def test_a_ledger_of_every_version_is_brought_up_to_date_and_loses_nothing(store, revision):
    place = database._place(store)
    if place.name == LEDGER:
        touch(store / LEDGER)
    row = {"id": 1, "at": "2026-01-01", "actor": "An", "action": "send_alert", "subject": "alert a"}
    if revision >= "0004":
        row |= {
            "previous": START,
            "hash": hash_of({**row, "before": None, "after": None} | {"previous": START}),
        }
    with place.engine.execution_options(is_writing=True).begin() as con:
        database._upgrade(con, place.name, revision)
        con.execute(text("insert into sent_alert values ('a', '2026-01-01')"))
        names = ", ".join(row)
        con.execute(
            text(f"insert into change ({names}) values (:{names.replace(', ', ', :')})"), row
        )
    assert problem(store) is None
    assert (told(store), meetings(store)) == ({"a"}, [])
    keep_told(store, ["b"], "Bình")
    assert [(entry.actor, entry.subject) for entry in log(store)] == [
        ("An", "alert a"),
        ("Bình", "alert b"),
    ]
    assert list(faults(chained(store))) == []


def test_a_file_is_written_so_that_it_survives_a_power_cut(file_store):
    keep_told(file_store, ["a"], "")
    with database._place(file_store)[1].connect() as con:
        found = [
            con.exec_driver_sql(f"pragma {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert found == ["wal", 2, 1, 5000]
