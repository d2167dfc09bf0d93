"""What a reader is told where the store is not as it was published, and how a publish mends it."""

import json
from contextlib import suppress

import pytest
from sqlalchemy import select

from data.ledger.database import rows
from data.ledger.keeping.verify import head
from data.ledger.schema import change
from data.ledger.sent_alerts import keep_told
from data.publish.directory import publish
from data.publish.imports import _last_told
from data.publish.rescue import newest_readable, newest_restorable
from data.publish.restore import events, restorable
from data.store import housekeeping
from data.store.housekeeping import is_intact
from data.store.snapshot import (
    MANIFEST,
    SnapshotError,
    current,
    generation_of,
    kept,
    named,
    store_directory,
)
from tests.sweep import some


def test_where_nothing_was_published_there_is_nothing(tmp_path):
    assert current(tmp_path) is None
    assert kept(tmp_path) == []
    assert current(tmp_path / "nowhere") is None


def test_the_store_is_the_one_that_the_environment_names(tmp_path, monkeypatch):
    monkeypatch.setenv("DX_STORE", str(tmp_path))
    assert store_directory() == tmp_path
    monkeypatch.setenv("DX_STORE", "")
    assert store_directory().name == "store"


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("g000012-1f2e3d4c", 12),
        ("g1000000-1f2e3d4c", 1_000_000),
        ("g12-1f2e3d4c", None),
        ("g000012-1F2E3D4C", None),
        ("g000012-1f2e3d4c/..", None),
        (".staging", None),
    ],
)
def test_the_name_of_a_snapshot_has_its_number(name, number):
    assert generation_of(name) == number


@pytest.mark.parametrize(
    "place", some([0, 0.3, 0.7, 1], 4), ids=["first", "third", "two_thirds", "last"]
)
def test_one_flipped_bit_is_found_and_a_publish_mends_it(store, sample, read, place):
    marts = current(store).directory / "marts.duckdb"
    content = bytearray(marts.read_bytes())
    content[int(place * (len(content) - 1))] ^= 1
    marts.write_bytes(content)
    with pytest.raises(SnapshotError, match=r"marts\.duckdb is damaged: publish the exports again"):
        current(store).connect()
    if place == 0.3:
        assert publish(sample, store).is_new  # the same exports, but they are not served whole
        assert read(store) == (2, 2)


def test_marts_that_were_cut_short_are_found(store):
    marts = current(store).directory / "marts.duckdb"
    marts.write_bytes(marts.read_bytes()[:-4096])
    with pytest.raises(SnapshotError, match="damaged"):
        current(store).connect()


def test_marts_that_vanish_are_told(store):
    snapshot = current(store)
    (snapshot.directory / "marts.duckdb").unlink()
    with pytest.raises(SnapshotError, match=r"marts\.duckdb cannot be opened .* publish again"):
        snapshot.connect()
    with pytest.raises(SnapshotError, match="is incomplete: publish again"):
        current(store)


def test_a_damaged_raw_file_is_found(store):
    assert is_intact(current(store))
    raw = current(store).directory / "raw" / "ho_so.parquet"
    raw.write_bytes(raw.read_bytes()[:-1] + b"?")
    assert not is_intact(current(store))


BROKEN = ["", "{", "[]", "null", "7", "\x00", '{"directory": "g000001-00000000"}']


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_pointer_is_told_with_its_remedy(store, text):
    (store / "CURRENT.json").write_text(text, encoding="utf-8")
    with pytest.raises(SnapshotError, match=r"CURRENT\.json cannot be read .*: publish again"):
        current(store)


@pytest.mark.parametrize("name", ["g000009-00000000", "../../etc", ".", "g000001-0000000"])
def test_a_pointer_to_what_is_no_snapshot_is_told(store, name):
    pointer = json.loads((store / "CURRENT.json").read_text(encoding="utf-8"))
    text = json.dumps({**pointer, "directory": name})
    (store / "CURRENT.json").write_text(text, encoding="utf-8")
    with pytest.raises(SnapshotError, match=name.replace(".", r"\.")):
        current(store)


def test_a_pointer_to_other_content_than_the_snapshot_has_is_told(store):
    text = (store / "CURRENT.json").read_text(encoding="utf-8")
    content = json.loads(text)["content_sha256"]
    (store / "CURRENT.json").write_text(text.replace(content, "0" * 64), encoding="utf-8")
    with pytest.raises(SnapshotError, match=r"CURRENT\.json and the manifest of g000001-\w+ disag"):
        current(store)


@pytest.mark.sweep
def test_a_broken_pointer_costs_no_snapshot_and_a_publish_mends_it(store, sample, read, names):
    first = current(store).name
    (store / "CURRENT.json").write_text("{", encoding="utf-8")
    assert publish(sample, store).generation == 2
    assert (read(store), read(store, first)) == ((2, 2), (1, 2))
    assert names(store) == ["g000001", "g000002"]


FILES = [None, {}, [], "x", {"marts.duckdb": "x"}, {"marts.duckdb": {}}, {"marts.duckdb": None}]


@pytest.mark.parametrize("files", FILES, ids=str)
def test_a_manifest_without_its_hashes_is_told(store, files):
    _change_manifest(store, files)
    with pytest.raises(SnapshotError, match=r"g000001-.*publish"), current(store).connect():
        pass


@pytest.mark.parametrize("files", some([{}, {"marts.duckdb": "x"}], 2), ids=str)
@pytest.mark.sweep
def test_a_manifest_without_its_hashes_is_mended_by_the_next_publish(store, sample, files, read):
    _change_manifest(store, files)
    assert publish(sample, store).generation == 2
    assert read(store) == (2, 2)


@pytest.mark.parametrize("text", ["", "[]", "{", "null"])
def test_a_manifest_that_cannot_be_read_is_told(store, text):
    (current(store).directory / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(SnapshotError, match="The snapshot g000001-"):
        current(store)


def test_a_snapshot_that_is_not_there_is_told_by_its_name(store):
    with pytest.raises(SnapshotError, match="The snapshot g000007-1f2e3d4c is not in"):
        named(store, "g000007-1f2e3d4c")
    with pytest.raises(SnapshotError, match="“latest” is no name of a snapshot, such as"):
        named(store, "latest")


def _change_manifest(store, files):
    path = current(store).directory / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "files": files}), encoding="utf-8")


DEEP = "[" * 100_000
WRONG = [None, 7, "x", [], {}, [1], {"a": 1}, [None], [[]]]


@pytest.mark.sweep
def test_side_files_of_any_type_and_depth_are_told(store):
    """Whatever stands in a manifest or a pointer, what reads it answers or says it in words."""
    manifest, pointer = current(store).directory / MANIFEST, store / "CURRENT.json"
    whole = json.loads(manifest.read_text(encoding="utf-8"))
    event = whole["history"][0]
    texts = [DEEP, '{"a":' + DEEP, "[]", "7", "null"]
    texts += [json.dumps({**whole, key: value}) for key in whole for value in WRONG]
    for value in WRONG:
        texts.append(json.dumps({**whole, "history": [value]}))
        texts += [json.dumps({**whole, "history": [{**event, key: value}]}) for key in event]
    for text in texts:
        manifest.write_text(text, encoding="utf-8")
        _ask_all(store)
    manifest.write_text(json.dumps(whole), encoding="utf-8")
    for text in [DEEP, *(json.dumps({"directory": one, "content_sha256": one}) for one in WRONG)]:
        pointer.write_text(text, encoding="utf-8")
        _ask_all(store)


def _ask_all(store):
    for question in (current, events, restorable, kept, newest_readable, newest_restorable):
        with suppress(SnapshotError):
            question(store)
    if (served := housekeeping.served(store)) is not None:
        with suppress(SnapshotError):
            housekeeping.is_intact(served)
            _last_told(served)
            served.connect().close()


def test_a_snapshot_names_the_head_of_the_ledger_at_its_moment(store, changed, few):
    assert "ledger_head" not in current(store).manifest  # nobody had said anything
    keep_told(store, ["a"], "An")
    publish(changed.path, store)
    assert current(store).manifest["ledger_head"] == f"2:{hash_of_change(store, 2)}"
    assert head(store).id == 3  # the publish itself came after it


def hash_of_change(store, number):
    (found,) = rows(store, select(change.c.hash).where(change.c.id == number))
    return found[0]
