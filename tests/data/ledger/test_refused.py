"""A ledger that cannot be used is told in words, to a reader too, and nothing of it is lost."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from sqlalchemy import create_engine, make_url, text

from data.ledger import database, engines
from data.ledger.database import SHARED, problem
from data.ledger.gate import acting
from data.ledger.refusals import LEDGER
from data.ledger.schema import HEAD
from data.ledger.sent_alerts import keep_told, told
from data.refusal import RefusedError
from data.store.write_lock import BusyError
from tests.data.ledger.support import ROOT, log

SECRET = "s3cret-w0rd"
# A disk of its own with 300 KB beside the ledger, seen by this script alone; then with more room.
SMALL_DISK = """
cd "$1"
mount -t tmpfs -o size=1g tmpfs disk
cp -a store disk/store
used=$(df -k --output=used disk | tail -1)
mount -o remount,size=$((used + 300))k disk
cd "$3"
"$2" -c "$4" "$1/disk/store"
mount -o remount,size=1g "$1/disk"
"$2" -c "$5" "$1/disk/store"
"""
FILL = """
import sys
from pathlib import Path
from data.ledger.sent_alerts import keep_told
from data.refusal import RefusedError
try:
    for number in range(1000):
        keep_told(Path(sys.argv[1]), [f"{number}" * 20_000], "An")
        print("kept", number)
except RefusedError as refused:
    print(refused)
"""
COUNT = """
import sys
from pathlib import Path
from data.ledger.sent_alerts import keep_told, told
print(len(told(Path(sys.argv[1]))))
keep_told(Path(sys.argv[1]), ["more"], "An")
print(len(told(Path(sys.argv[1]))))
"""
READ_ONLY = """
cd "$1"
mount --bind store store
mount -o remount,ro,bind store
cd "$3"
"$2" -c "$4" "$1/store"
"""
LOOK = """
import sys
from pathlib import Path
from data.ledger.sent_alerts import keep_told, told
from data.refusal import RefusedError
print(told(Path(sys.argv[1])))
try:
    keep_told(Path(sys.argv[1]), ["more"], "An")
except RefusedError as refused:
    print(refused)
"""


def require_refused(store, match):
    """Every use is refused in words, without a place, an address or a password."""
    with pytest.raises(RefusedError, match=match) as refused:
        told(store)
    with pytest.raises(RefusedError, match=match):
        keep_told(store, ["b"], "An")
    with pytest.raises(RefusedError, match=match), acting(store, "An", "import"):
        pytest.fail("entered")
    assert str(problem(store)) == str(refused.value)
    said = [refused.value.reason, refused.value.remedy]
    words = " ".join([str(refused.value), *(one.vi for one in said), *(one.en for one in said)])
    for secret in (str(store), SECRET, "127.0.0.1", "tests"):
        assert secret not in words
    assert all(one.vi and one.en for one in said)


def in_script(script, tmp_path, *codes):
    """The lines that codes print within a script that mounts."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        pytest.skip("only Linux lets us mount")
    tried = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    if subprocess.run(tried, capture_output=True).returncode != 0:
        pytest.skip("this system lets us mount nothing")
    command = ["unshare", "-rm", "sh", "-ec", script, "sh", tmp_path, sys.executable, ROOT, *codes]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def flipped(whole: bytes) -> bytes:
    """The second page in zeros."""
    return whole[:4096] + bytes(4096) + whole[8192:]


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: b"no ledger " * 1000,
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:100],
        flipped,
    ],
    ids=["empty", "another file", "half", "header only", "a page"],
)
def test_a_damaged_file(file_store, damage):
    keep_told(file_store, ["a"], "An")
    path = file_store / LEDGER
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    require_refused(file_store, "the ledger is damaged: figures are shown")
    assert path.read_bytes() == damage(whole)
    path.write_bytes(whole)
    assert problem(file_store) is None
    assert told(file_store) == {"a"}


def test_a_file_without_the_tables(file_store):
    with closing(sqlite3.connect(file_store / LEDGER)) as con:
        con.execute("create table a (b)")
    require_refused(file_store, "the ledger is damaged")


def test_a_file_that_lacks_a_table(file_store):
    keep_told(file_store, ["a"], "An")
    with closing(sqlite3.connect(file_store / LEDGER)) as con:
        con.execute("drop table sent_alert")
    with pytest.raises(RefusedError, match="the ledger is damaged"):
        told(file_store)


def test_a_folder_in_place_of_the_file(file_store):
    (file_store / LEDGER).mkdir()
    require_refused(file_store, "cannot be opened or written")


def test_a_ledger_of_a_newer_version(store):
    keep_told(store, ["a"], "An")
    writer = database._place(store)[1].execution_options(is_writing=True)
    with writer.begin() as con:
        con.execute(text("update alembic_version set version_num = 'later'"))
    require_refused(store, "made by a newer version")
    with writer.begin() as con:
        con.execute(text(f"update alembic_version set version_num = '{HEAD}'"))
    assert told(store) == {"a"}


def test_a_ledger_that_another_one_holds(store, monkeypatch):
    keep_told(store, ["a"], "An")
    monkeypatch.setattr(engines, "WAIT", 0.2)
    writer = database._place(store)[1].execution_options(is_writing=True)
    with writer.begin():
        with pytest.raises(BusyError, match="another program holds the ledger"):
            keep_told(store, ["b"], "An")
        with pytest.raises(BusyError), acting(store, "An", "import"):
            pytest.fail("entered")
        assert told(store) == {"a"}  # readers need not wait
    keep_told(store, ["b"], "An")


def test_one_waits_five_seconds_for_another_one():
    assert engines.WAIT == 5


@pytest.mark.sweep
def test_a_full_disk(file_store):
    keep_told(file_store / "store", ["a"], "An")
    (file_store / "disk").mkdir()
    *kept, refused, before, after = in_script(SMALL_DISK, file_store, FILL, COUNT)
    assert refused.startswith("ledger.sqlite: the ledger cannot be written: the disk is full.")
    assert len(kept) > 0
    assert (int(before), int(after)) == (len(kept) + 1, len(kept) + 2)


@pytest.mark.sweep
def test_a_folder_that_is_read_only(file_store):
    keep_told(file_store / "store", ["a"], "An")
    found, refused = in_script(READ_ONLY, file_store, LOOK)
    assert found == "{'a'}"
    assert refused.startswith("ledger.sqlite: the ledger cannot be opened or written.")
    assert len(log(file_store / "store")) == 1


@pytest.mark.sweep
def test_a_read_only_folder_without_a_ledger(file_store):
    (file_store / "store").mkdir()
    found, refused = in_script(READ_ONLY, file_store, LOOK)
    assert found == "set()"
    assert refused.startswith("ledger.sqlite: the ledger cannot be opened or written.")


@pytest.mark.parametrize(
    "address",
    [
        f"no address {SECRET}",
        f"postgresql+psycopg://tests:{SECRET}@127.0.0.1:port/x",
        f"mysql://tests:{SECRET}@127.0.0.1/x",
        f"nothing://tests:{SECRET}@127.0.0.1/x",
    ],
)
def test_an_address_that_is_none(tmp_path, monkeypatch, address):
    monkeypatch.setenv(SHARED, address)
    require_refused(tmp_path, "DX_LEDGER: it is no address of PostgreSQL")


def test_a_server_that_does_not_answer(tmp_path, monkeypatch):
    monkeypatch.setenv(SHARED, f"postgresql+psycopg://tests:{SECRET}@127.0.0.1:1/x")
    require_refused(tmp_path, "PostgreSQL: the server of the ledger cannot be reached")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", [{"password": SECRET}, {"database": "nothing"}])
def test_a_server_that_lets_nobody_in(postgres, tmp_path, monkeypatch, wrong):
    address = make_url(postgres).set(**wrong).render_as_string(hide_password=False)
    monkeypatch.setenv(SHARED, address)
    require_refused(tmp_path, "cannot be reached, or does not let us in")


def test_a_server_on_which_nobody_may_write(postgres, tmp_path, monkeypatch):
    keep_told(tmp_path, ["a"], "An")
    monkeypatch.setenv(SHARED, f"{postgres}?options=-cdefault_transaction_read_only%3Don")
    assert told(tmp_path) == {"a"}
    with pytest.raises(RefusedError, match="cannot be opened or written"):
        keep_told(tmp_path, ["b"], "An")
    with pytest.raises(RefusedError), acting(tmp_path, "An", "import"):
        pytest.fail("entered")


def test_a_server_that_lost_a_table(postgres, tmp_path):
    keep_told(tmp_path, ["a"], "An")
    engine = create_engine(postgres)
    with engine.begin() as con:
        con.execute(text("drop table sent_alert"))
    engine.dispose()
    with pytest.raises(RefusedError, match="tables of the ledger as they should be"):
        told(tmp_path)


def test_a_server_that_started_anew_is_found_again(postgres, tmp_path):
    keep_told(tmp_path, ["a"], "An")
    engine = create_engine(postgres, isolation_level="AUTOCOMMIT")
    with engine.connect() as con:  # every connection in the pool is broken
        con.execute(
            text(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
        )
    engine.dispose()
    assert told(tmp_path) == {"a"}
