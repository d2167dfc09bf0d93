"""What follows a publish: a program tells what is new, and what it cannot send is remembered."""

import pytest

from data.ledger import failures
from data.publish import programs
from data.publish.directory import publish
from data.publish.imports import Order, Request, import_files
from data.publish.restore import restore
from data.store.snapshot import current

TELLS = """
import sys
with open("called.txt", "a", encoding="utf-8") as file:
    print(*sys.argv[1:], file=file)
print("first line")
print("Sent to 1 of 1 recipients: new alerts 3.")
"""
FAILS = "import sys; print('mail: 127.0.0.1:25 cannot be reached', file=sys.stderr); sys.exit(2)"


@pytest.fixture
def program(tmp_path, monkeypatch, few):
    """Makes a publish run a program of the test; returns the lines of its calls."""
    monkeypatch.setattr(programs, "LETTER", ("of_a_test", "digest"))
    monkeypatch.setattr(programs, "ROOT", tmp_path)
    monkeypatch.setenv(programs.CONFIGURED, "mail.toml")

    def write(text: str) -> None:
        (tmp_path / "of_a_test.py").write_text(text, encoding="utf-8")

    write(TELLS)
    return write


def _calls(directory):
    path = directory / "called.txt"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.mark.sweep
def test_each_way_to_a_new_snapshot_tells_once_and_what_is_not_new_never(
    sample, exports, tmp_path, program
):
    store, said = tmp_path / "store", list[str]()
    publish(sample, store, progress=said.append)
    assert said[-1] == "e-mail: Sent to 1 of 1 recipients: new alerts 3."
    first = current(store).name
    publish(sample, store)  # the same content
    assert _calls(tmp_path) == [f"digest --store {store}"]
    request = Request(exports.file("dich_vu_cong"))
    import_files(Order([request]), store)  # nothing new either
    import_files(Order([request]), store, dry_run=True)
    assert len(_calls(tmp_path)) == 1
    restore(first, store)
    assert len(_calls(tmp_path)) == 2


@pytest.mark.sweep
def test_without_settings_nothing_is_run(sample, tmp_path, program, monkeypatch):
    monkeypatch.delenv(programs.CONFIGURED)
    publish(sample, tmp_path / "store")
    assert _calls(tmp_path) == []


@pytest.mark.sweep
def test_what_cannot_be_sent_is_remembered_until_it_can(sample, tmp_path, program):
    store, said = tmp_path / "store", list[str]()
    program(FAILS)
    publish(sample, store, progress=said.append)
    assert current(store) is not None
    at, why = failures.unsent(store)
    assert (at[:2], why) == ("20", "mail: 127.0.0.1:25 cannot be reached")
    assert said[-1] == f"e-mail: {why}"
    program(TELLS)
    programs.announce(store, said.append)
    assert failures.unsent(store) is None


@pytest.mark.sweep
def test_a_program_that_does_not_end_is_ended(sample, tmp_path, program, monkeypatch):
    program("import time; time.sleep(60)")
    monkeypatch.setattr(programs, "LETTER_SECONDS", 0.5)
    publish(sample, tmp_path / "store")
    assert failures.unsent(tmp_path / "store")[1] == "no answer within 0.5 s"
