"""A ledger that cannot be used is told, and stays as it is: nothing is taken in, all is shown."""

import pytest

from data import history
from data.intake import main
from data.ledger.refusals import LEDGER
from data.publish.__main__ import main as publish
from data.store.snapshot import current
from tests.data.publish.imports.conftest import SAMPLE

TEXT = "Tháng;Mã xã;Tài khoản VssID\n07/2023;13708;111\n"
DAMAGED = {
    LEDGER: (b"no ledger", "ledger.sqlite: the ledger is damaged"),
    "CLOSED.json": (b"{", "CLOSED.json: its content is damaged"),
}


@pytest.fixture(params=DAMAGED)
def damaged(request, store):
    """A store of which the ledger, or a file that is to be taken over into it, is damaged."""
    content, told = DAMAGED[request.param]
    path, served = store / request.param, current(store).name
    path.write_bytes(content)
    yield told
    assert (path.read_bytes(), current(store).name) == (content, served)


def test_files_are_refused(store, damaged, tmp_path, capsys):
    path = tmp_path / "a.csv"
    path.write_text(TEXT, encoding="utf-8")
    for more in (["--dry-run"], []):
        code = main([str(path), "--store", str(store), *more])
        out, err = capsys.readouterr()
        assert (code, out) == (2, "")
        assert err.splitlines()[-1].startswith(f"Nothing was taken in. {damaged}")


def test_a_directory_is_refused(store, damaged, capsys):
    assert publish([str(SAMPLE), "--store", str(store)]) == 2
    assert f"Not published. {damaged}" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["close", "2023-07"], ["reopen", "2023-07"], ["restore"]])
def test_the_other_ways_are_refused(store, damaged, capsys, command):
    name = [current(store).name] if command == ["restore"] else []
    assert history.main(["--store", str(store), *command, *name]) == 2
    assert capsys.readouterr().err.startswith(f"data.history: {damaged}")


def test_the_history_is_told_all_the_same(store, damaged, capsys):
    assert history.main(["--store", str(store), "list"]) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_what_was_said_in_an_older_version_counts_for_files(store, send):
    (store / "CLOSED.json").write_text('{"2023-07": {"by": "An", "at": "2026"}}', "utf-8")
    code, (outcome,) = send("a.csv", TEXT)
    assert (code, [reject["rule"] for reject in outcome["rejects"]]) == (1, ["closed_month"])
    assert not (store / "CLOSED.json").exists()


def test_who_looks_like_a_person_is_refused_before_anything_is_done(store, tmp_path, capsys):
    before = current(store).name
    path = tmp_path / "a.csv"
    path.write_text(TEXT, encoding="utf-8")
    by = ["--by", "0912 345 678"]
    assert main([str(path), "--store", str(store), *by]) == 2
    assert publish([str(SAMPLE), "--store", str(store), *by]) == 2
    for command in (["restore", before], ["close", "2023-07"]):
        assert history.main(["--store", str(store), *by, *command]) == 2
    errors = capsys.readouterr().err
    assert errors.count("ledger: a text looks like a person's ID number, phone or e-mail") == 4
    assert "0912" not in errors
    assert current(store).name == before
