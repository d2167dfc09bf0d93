"""A ledger whose file is gone, or lies where nobody may look, is never taken for an empty one."""

import os
import sys
from pathlib import Path

import pytest

from data.ledger.database import problem
from data.ledger.meetings.agenda import Meeting, meetings, save_meeting
from data.ledger.refusals import BEGUN, LEDGER
from data.ledger.sent_alerts import keep_told, told
from data.refusal import RefusedError
from tests.data.ledger.support import ended, start

LOOK = """
import os, sys
from pathlib import Path
from data.ledger.database import problem
from data.ledger.meetings.agenda import meetings
from data.refusal import RefusedError
if os.getuid() == 0:
    os.setuid(65534)
store = Path(sys.argv[1])
for ask in (meetings, problem):
    try:
        print(ask(store))
    except RefusedError as refused:
        print(refused)
"""


def remove(store: Path) -> None:
    """Takes the file away with what SQLite keeps beside it, as `rm` or a clean-up would."""
    for name in (LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm"):
        (store / name).unlink(missing_ok=True)


def test_a_ledger_that_is_deleted_under_a_running_program_is_missed(file_store):
    keep_told(file_store, ["a"], "An")
    whole = (file_store / LEDGER).read_bytes()
    remove(file_store)
    for use in (told, meetings, lambda store: keep_told(store, ["b"], "An")):
        with pytest.raises(RefusedError, match="no longer where it was") as refused:
            use(file_store)
        assert BEGUN in refused.value.remedy.vi
    assert not (file_store / LEDGER).exists()
    (file_store / LEDGER).write_bytes(whole)
    assert told(file_store) == {"a"}


def test_a_new_ledger_begins_where_a_person_says_so(file_store):
    keep_told(file_store, ["a"], "An")
    remove(file_store)
    (file_store / BEGUN).unlink()
    assert problem(file_store) is None and told(file_store) == set()
    keep_told(file_store, ["b"], "An")
    assert told(file_store) == {"b"} and (file_store / BEGUN).exists()


def test_a_ledger_of_before_is_missed_from_its_next_change_on(file_store):
    keep_told(file_store, ["a"], "An")
    (file_store / BEGUN).unlink()
    keep_told(file_store, ["b"], "An")
    remove(file_store)
    with pytest.raises(RefusedError, match="no longer where it was"):
        told(file_store)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_a_folder_that_nobody_may_read_is_told_and_not_taken_for_an_empty_one(file_store):
    store = file_store / "store"
    save_meeting(store, Meeting("Họp", "2026-12-10"), "An")
    for path in file_store.resolve().parents[:2]:  # what another user has to pass
        path.chmod(0o755)
    file_store.chmod(0o755)
    store.chmod(0o700 if os.getuid() == 0 else 0o000)
    try:
        code, out, err = ended(start(LOOK, store))
    finally:
        store.chmod(0o755)
    assert (code, err) == (0, "")
    assert out.count("ledger.sqlite: the ledger cannot be opened or written.") == 2
