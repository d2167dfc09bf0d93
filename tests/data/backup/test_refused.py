"""A backup that cannot be used is refused in words, and the store is as it was."""

import gzip
import io
import json
import tarfile
import zlib
from hashlib import sha256

import pytest

from data.backup.__main__ import main
from data.backup.create import create
from data.refusal import RefusedError
from tests.data.backup.support import files, said


@pytest.fixture
def backup(file_store, tmp_path):
    create(file_store, tmp_path / "a.tgz")
    return tmp_path / "a.tgz"


def refused(backup, store, capsys):
    """What the command says; the store is as before."""
    before = files(store), said(store)
    code = main(["restore", str(backup), "--store", str(store), "--replace"])
    told = capsys.readouterr().err.splitlines()[-1]
    assert code == 2
    assert (files(store), said(store)) == before
    assert str(store.parent) not in told
    return told


def rewritten(backup, change):
    """The backup with other members: `change` takes and gives (member, content)."""
    with tarfile.open(backup) as tar:
        every = [(m, tar.extractfile(m).read() if m.isreg() else b"") for m in tar]
    with gzip.open(backup, "wb") as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        for member, content in change(every):
            if member.isreg():
                member.size = len(content)
            tar.addfile(member, io.BytesIO(content) if member.isreg() else None)


def unpacked(packed):
    """What is packed, or nothing where it is damaged; some bits change nothing of it."""
    try:
        return gzip.decompress(packed)
    except (EOFError, OSError, zlib.error):
        return None


def member(name, kind=tarfile.REGTYPE, link=""):
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, link
    return made


@pytest.mark.parametrize("part", [0, 1, 9, 300, 0.3, 0.7, 0.999, -1])
def test_a_backup_that_was_cut_short(backup, file_store, capsys, part):
    whole = backup.read_bytes()
    end = part if isinstance(part, int) else int(len(whole) * part)
    backup.write_bytes(whole[:end])
    told = refused(backup, file_store, capsys)
    assert "is damaged" in told or "is no backup" in told


@pytest.mark.parametrize("part", [0.2, 0.5, 0.8, 0.97])
def test_a_backup_in_which_a_bit_fell_over(backup, file_store, capsys, part):
    whole = backup.read_bytes()
    start = int(len(whole) * part)
    fallen = (
        whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :] for at in range(start, len(whole))
    )
    backup.write_bytes(next(one for one in fallen if unpacked(one) != unpacked(whole)))
    told = refused(backup, file_store, capsys)
    assert "the backup is damaged" in told or "is no backup" in told  # where it says what it is


@pytest.mark.parametrize("content", [b"no backup " * 99, gzip.compress(b"no tar " * 99, mtime=0)])
def test_a_file_of_another_kind(backup, file_store, capsys, content):
    backup.write_bytes(content)
    assert "this is no backup of a store" in refused(backup, file_store, capsys)


def test_another_tar(backup, file_store, capsys):
    rewritten(backup, lambda every: every[1:])
    assert "this is no backup of a store" in refused(backup, file_store, capsys)


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ({"kind": "dashboard-backup", "format": 2}, "made by a newer version"),
        ({"kind": "dashboard-backup", "format": "1"}, "no backup of a store"),
        ({"kind": "x", "format": 1}, "no backup of a store"),
    ],
)
def test_a_header_of_another_version(backup, file_store, capsys, header, told):
    rewritten(backup, lambda every: [(every[0][0], json.dumps(header).encode()), *every[1:]])
    assert told in refused(backup, file_store, capsys)


@pytest.mark.parametrize(
    "bad",
    [
        member("../outside"),
        member("/etc/outside"),
        member("snapshots/../../outside"),
        member("snapshots//outside"),
        member("snapshots\\..\\outside"),
        member("C:/outside"),
        member("other/file"),
        member("snapshots"),
        member("snapshots/link", tarfile.SYMTYPE, "/etc/passwd"),
        member("snapshots/link", tarfile.LNKTYPE, "/etc/passwd"),
        member("snapshots/link", tarfile.LNKTYPE, "../a.tgz"),
        member("snapshots/pipe", tarfile.FIFOTYPE),
        member("snapshots/disk", tarfile.BLKTYPE),
        member("CURRENT.json"),  # a second time
    ],
    ids=lambda one: one.name,
)
def test_what_no_backup_may_hold(backup, file_store, capsys, bad):
    rewritten(backup, lambda every: [*every[:-1], (bad, b"x"), every[-1]])
    told = refused(backup, file_store, capsys)
    assert f"it holds what no backup may hold: “{bad.name}”" in told
    assert not (file_store.parent / "outside").exists()


def test_something_after_the_end(backup, file_store, capsys):
    rewritten(backup, lambda every: [*every, (member("snapshots/x"), b"x")])
    assert "no backup may hold" in refused(backup, file_store, capsys)


def test_without_its_manifest(backup, file_store, capsys):
    rewritten(backup, lambda every: every[:-1])
    assert "the backup is damaged (manifest.json" in refused(backup, file_store, capsys)


def test_a_file_that_was_exchanged_added_or_taken_out(backup, file_store, capsys):
    def other(every):
        return [(m, b"other" if m.name == "CURRENT.json" else content) for m, content in every]

    rewritten(backup, other)
    assert "the backup is damaged (CURRENT.json)" in refused(backup, file_store, capsys)
    rewritten(backup, lambda every: [one for one in every if one[0].name != "CURRENT.json"])
    assert "the backup is damaged (CURRENT.json)" in refused(backup, file_store, capsys)
    rewritten(backup, lambda e: [*e[:-1], (member("snapshots/x"), b"x"), e[-1]])
    assert "(CURRENT.json, snapshots/x)" in refused(backup, file_store, capsys)


def with_ledger(backup, lines):
    """The backup with another ledger that its manifest knows."""
    content = "".join(f"{line}\n" for line in lines).encode()

    def change(every):
        for one, old in every:
            if one.name == "manifest.json":
                manifest = json.loads(old)
                facts = {"sha256": sha256(content).hexdigest(), "bytes": len(content)}
                manifest["files"]["ledger.jsonl"] = facts
                yield one, json.dumps(manifest).encode()
            else:
                yield one, content if one.name == "ledger.jsonl" else old

    rewritten(backup, change)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "the first line names no revision"),
        (['{"revision": "9999"}'], "made by a newer version"),
        (['{"revision": "0006"}', "{"], "a line is no row"),
        (['{"revision": "0006"}', '{"table": "users", "row": {}}'], "users is no table"),
        (['{"revision": "0006"}', '{"table": "alembic_version", "row": {}}'], "is no table"),
        (['{"revision": "0006"}', '{"table": "layout", "row": {"x": 1}}'], "other columns"),
    ],
)
def test_a_ledger_that_is_none(backup, file_store, capsys, lines, told):
    with_ledger(backup, lines)
    assert told in refused(backup, file_store, capsys)


def test_a_folder_in_which_nobody_may_write(file_store, backup, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    with pytest.raises(RefusedError, match="cannot be read or written"):
        create(file_store, blocked / "b.tgz")
