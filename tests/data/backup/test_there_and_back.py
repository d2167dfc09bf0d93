"""A store is kept and put back: every file and every row of the ledger, in either engine."""

import gzip
import json
import os
import tarfile

import pytest

from data.backup.__main__ import main
from data.backup.create import create
from data.backup.restore import restore
from data.ledger.changes import since
from data.ledger.database import SHARED, reading, rows
from data.ledger.gate import replacing
from data.ledger.keeping import dump
from data.ledger.keeping.verify import chained, faults, head
from data.ledger.layouts import remember
from data.ledger.meetings.agenda import Meeting, meetings, save_meeting
from data.ledger.sent_alerts import keep_told, told
from data.refusal import RefusedError
from data.store.snapshot import current
from data.store.write_lock import BusyError, locked
from tests.data.backup.support import SERVED, files, said, said_before, snapshot
from tests.data.ledger.support import log, tampering


def test_every_file_and_every_row_is_put_back_elsewhere(store, tmp_path, monkeypatch):
    kept, rows_kept, newest = files(store), said(store), head(store)
    made = create(store, tmp_path / "a.tgz")
    assert (made.files, made.head, made.damaged) == (len(kept) + 1, newest, [])
    monkeypatch.delenv(SHARED, raising=False)  # what a server held goes into a file
    there = tmp_path / "there" / "store"
    restored = restore(tmp_path / "a.tgz", there, "An")
    assert files(there) == kept
    assert said_before(there) == rows_kept
    assert (restored.snapshot, restored.altered) == (SERVED, [])
    assert current(there).name == SERVED
    last = log(there)[-1]
    assert (last.actor, last.action, last.subject) == ("An", "restore_backup", "a.tgz")
    assert last.after["ledger_head"] == str(newest)
    assert list(faults(chained(there), [newest])) == []
    keep_told(there, ["new"], "Bình")  # it goes on where it was
    assert "new" in told(there)


def test_what_a_file_held_goes_onto_a_server(file_store, tmp_path, request):
    create(file_store, tmp_path / "a.tgz")
    kept = said(file_store)
    request.getfixturevalue("postgres")
    there = tmp_path / "there"
    restore(tmp_path / "a.tgz", there)
    assert said_before(there) == kept
    assert not (there / "ledger.sqlite").exists()
    remember(there, "new", {0: "month"}, "An")
    with pytest.raises(RefusedError, match="data or a ledger are there already"):
        restore(tmp_path / "a.tgz", tmp_path / "another")
    restore(tmp_path / "a.tgz", tmp_path / "another", replace=True)
    assert said_before(there) == kept
    assert save_meeting(there, Meeting("B", "2026-12-11"), "An") == 2  # it counts on
    assert {one.id for one in meetings(there)} == {1, 2}


def test_links_between_snapshots_are_kept(file_store, tmp_path):
    create(file_store, tmp_path / "a.tgz")
    restore(tmp_path / "a.tgz", tmp_path / "there")
    shared = tmp_path / "there/snapshots/g000001-00000000/raw/a.parquet"
    assert shared.samefile(tmp_path / "there" / "snapshots" / SERVED / "raw/a.parquet")


def test_a_place_that_is_not_empty_is_replaced_only_if_asked(store, tmp_path):
    create(store, tmp_path / "a.tgz")
    kept, rows_kept = files(store), said(store)
    keep_told(store, ["later"], "Bình")
    snapshot(store, 3)
    (store / "snapshots" / SERVED / "raw" / "a.parquet").write_bytes(b"")
    later, newest = said(store), head(store)
    with pytest.raises(RefusedError, match=r"data or a ledger are there already\. .*--replace"):
        restore(tmp_path / "a.tgz", store)
    assert said(store) == later
    store.chmod(0o750)
    restore(tmp_path / "a.tgz", store, replace=True)
    assert (files(store), said_before(store)) == (kept, rows_kept)
    assert store.stat().st_mode & 0o777 == 0o750
    assert log(store)[-1].before == {"ledger_head": str(newest)}


def test_a_damaged_ledger_is_replaced(file_store, tmp_path):
    create(file_store, tmp_path / "a.tgz")
    kept = said(file_store)
    (file_store / "ledger.sqlite").write_bytes(b"no ledger")
    with pytest.raises(RefusedError, match="the ledger is damaged"):
        create(file_store, tmp_path / "b.tgz")
    restore(tmp_path / "a.tgz", file_store, replace=True)
    assert said_before(file_store) == kept


def test_an_empty_store_and_an_empty_ledger(sqlite, tmp_path):
    (tmp_path / "store").mkdir()
    assert create(tmp_path / "store", tmp_path / "a.tgz").files == 1
    restore(tmp_path / "a.tgz", tmp_path / "there")
    assert [entry.action for entry in log(tmp_path / "there")] == ["restore_backup"]


def test_a_ledger_of_an_older_version_is_brought_up_to_date(file_store, tmp_path):
    create(file_store, tmp_path / "a.tgz")
    entries = log(file_store)
    with gzip.open(tmp_path / "a.tgz") as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
        lines = next(tar.extractfile(m).read() for m in tar if m.name == "ledger.jsonl")
    older = []
    for line in lines.splitlines():
        found = json.loads(line)
        if found.get("table") == "change":
            del found["row"]["previous"], found["row"]["hash"]
        older.append(json.dumps({"revision": "0003"} if "revision" in found else found))
    (tmp_path / "there").mkdir()
    with replacing(tmp_path, tmp_path / "there", "", dump.revision_of(older[0])) as passage:
        dump.load(passage, [line.encode() for line in older[1:]])
    assert log(tmp_path / "there") == entries
    assert head(tmp_path / "there") == head(file_store)


def test_a_list_of_changes_that_was_altered_is_put_back_and_told(file_store, tmp_path, capsys):
    with tampering(file_store) as con:
        con.exec_driver_sql("update change set actor = 'x' where id = 2")
    create(file_store, tmp_path / "a.tgz")
    command = ["restore", str(tmp_path / "a.tgz"), "--store", str(tmp_path / "there")]
    assert main(command) == 1
    assert "change 2 is not as it was written." in capsys.readouterr().err


def test_a_file_that_is_damaged_already_is_kept_and_told(file_store, tmp_path, capsys):
    first, second = (file_store / "snapshots" / f"g{n:06d}-00000000" for n in (1, 2))
    (first / "marts.duckdb").unlink()  # as a publish takes it away: no damage
    (first / "raw" / "long" / "2026-10.parquet").write_bytes(b"damaged")
    (second / "raw" / "long" / "2026-10.parquet").unlink()
    command = ["create", "--store", str(file_store), "--out", str(tmp_path / "a.tgz")]
    assert main(command) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if "not as it was" in line]
    assert [line.split(" ")[0].split("/", 1)[1] for line in told] == [
        "g000001-00000000/raw/long/2026-10.parquet",
        "g000002-00000000/raw/long/2026-10.parquet",
    ]
    kept = files(file_store)
    restore(tmp_path / "a.tgz", tmp_path / "there")
    assert files(tmp_path / "there") == kept


def test_what_is_being_built_or_was_never_served_is_left_out(file_store, tmp_path):
    kept = files(file_store)
    snapshot(file_store, 3)
    (file_store / ".staging").mkdir()
    (file_store / ".staging" / "marts.duckdb").write_bytes(b"half")
    (file_store / "snapshots" / SERVED / "manifest.json.tmp").write_bytes(b"half")
    (file_store / "meetings" / "1" / ".frozen-x").mkdir()
    (file_store / "meetings" / "1" / ".frozen-x" / "a.json").write_bytes(b"half")
    create(file_store, tmp_path / "a.tgz")
    restore(tmp_path / "a.tgz", tmp_path / "there")
    assert files(tmp_path / "there") == kept


def test_a_store_whose_pointer_is_gone_is_refused(file_store, tmp_path):
    (file_store / "CURRENT.json").unlink()
    with pytest.raises(RefusedError, match="the current snapshot is damaged"):
        create(file_store, tmp_path / "a.tgz")
    assert not (tmp_path / "a.tgz").exists()


def test_the_file_is_for_its_owner_alone_and_never_overwritten(file_store, tmp_path, capsys):
    command = ["create", "--store", str(file_store), "--out", str(tmp_path / "a.tgz")]
    before = head(file_store)
    assert main(command) == 0
    assert f"head {before}" in capsys.readouterr().out  # that of what it holds
    newest = log(file_store)[-1]
    assert (newest.action, newest.subject) == ("create_backup", "a.tgz")
    assert (tmp_path / "a.tgz").stat().st_mode & 0o777 == 0o600
    whole = (tmp_path / "a.tgz").read_bytes()
    assert main(command) == 2
    assert capsys.readouterr().err == (
        "data.backup: a.tgz: this file is there already. Choose another name.\n"
    )
    assert (tmp_path / "a.tgz").read_bytes() == whole


def test_the_order_of_a_backup_is_always_the_same(file_store, tmp_path):
    names = []
    for name in "ab":
        create(file_store, tmp_path / name)
        with tarfile.open(tmp_path / name) as tar:
            names.append(tar.getnames())
    assert names[0] == names[1]
    assert names[0][:3] == ["backup.json", "ledger.jsonl", "CURRENT.json"]
    assert names[0][-1] == "manifest.json"


def test_who_is_not_admitted_restores_nothing(file_store, tmp_path, monkeypatch):
    create(file_store, tmp_path / "a.tgz")
    kept = said(file_store)
    for actor, is_open in (("0912 345 678", ""), ("An", "read")):
        monkeypatch.setenv("DX_OPEN", is_open)
        with pytest.raises(RefusedError):
            restore(tmp_path / "a.tgz", file_store, actor, replace=True)
    assert [line for line in said(file_store) if '"refused"' not in line] == kept


def test_nothing_is_replaced_while_a_publish_runs(file_store, tmp_path):
    create(file_store, tmp_path / "a.tgz")
    with locked(file_store), pytest.raises(BusyError, match="another publish is running"):
        restore(tmp_path / "a.tgz", file_store, replace=True)


def test_a_backup_that_is_not_there(file_store, tmp_path, capsys):
    there = ["--store", str(tmp_path / "there")]
    assert main(["restore", str(tmp_path / "none.tgz"), *there]) == 2
    assert capsys.readouterr().err.startswith("data.backup: none.tgz: cannot be read or written")
    assert not (tmp_path / "there").exists()


def test_rows_of_a_server_are_as_at_one_moment(postgres, tmp_path):
    """Two queries of one reading see the same, whatever was written between them."""
    keep_told(tmp_path, ["a"], "An")
    with reading(tmp_path) as con:
        first = con.execute(since()).all()
        keep_told(tmp_path, ["b"], "An")
        assert con.execute(since()).all() == first
    assert len(rows(tmp_path, since())) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links")
def test_a_store_that_is_a_link_stays_one(file_store, tmp_path):
    create(file_store, tmp_path / "a.tgz")
    (tmp_path / "link").symlink_to(file_store)
    keep_told(file_store, ["later"], "An")
    restore(tmp_path / "a.tgz", tmp_path / "link", replace=True)
    assert (tmp_path / "link").is_symlink()
    assert "later" not in told(file_store)
