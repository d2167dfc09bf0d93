"""Marts that were built elsewhere, served with the raw files that they are of."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from data.build.marts import build
from data.publish import __main__ as command
from data.publish.built import publish_built
from data.publish.imports import Order, Request, import_files
from data.refusal import RefusedError
from data.store.snapshot import current
from tests.stores import corrected, differing

SAMPLE = Path(__file__).parents[2] / "kpis" / "sample"


@pytest.fixture(scope="module")
def marts(sample_store, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("marts")
    build(current(sample_store).directory, out)
    return out


@pytest.fixture
def copied(marts, tmp_path) -> Path:
    """Marts that a test may change."""
    return Path(shutil.copytree(marts, tmp_path / "marts"))


def test_they_are_served_as_if_they_had_been_built_here(sample_store, marts, tmp_path):
    source, store = current(sample_store), tmp_path / "store"
    published = publish_built(marts, source.directory, store)
    assert published.is_new and not differing(store, sample_store)
    raw = {name: facts for name, facts in source.manifest["files"].items() if "raw/" in name}
    assert raw.keys() == {name for name in current(store).manifest["files"] if "raw/" in name}
    assert not publish_built(marts, source.directory, store).is_new  # it is served already


@pytest.mark.sweep
def test_an_import_goes_on_from_them(sample_store, marts, tmp_path):
    store = tmp_path / "store"
    publish_built(marts, current(sample_store).directory, store)
    (outcome,) = import_files(Order([Request(corrected(SAMPLE, tmp_path))]), store)
    assert outcome.is_changed and current(store).generation == 2
    others = differing(store, sample_store)
    assert "mart_dossier_month" in others and "mart_activity_month" not in others


def test_marts_of_other_raw_files_are_refused(sample_store, copied, tmp_path):
    source = Path(shutil.copytree(current(sample_store).directory, tmp_path / "source"))
    manifest = json.loads((source / "manifest.json").read_text("utf-8"))
    manifest["content_sha256"] = "0" * 64
    (source / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(RefusedError, match="from other raw files"):
        publish_built(copied, source, tmp_path / "store")
    assert current(tmp_path / "store") is None


def test_marts_of_another_version_are_refused(sample_store, copied, tmp_path):
    path = next((copied / "built").iterdir())
    with duckdb.connect() as con:
        con.execute(f"create table built as from '{path}'")
        con.execute("update built set definition = 'another'")
        con.execute(f"copy built to '{path}'")
    with pytest.raises(RefusedError, match="another version"):
        publish_built(copied, current(sample_store).directory, tmp_path / "store")


@pytest.mark.parametrize("gone", ["built", "mart_unit", "mart_check_row"])
def test_marts_that_are_not_all_there_are_refused(sample_store, copied, tmp_path, gone):
    shutil.rmtree(copied / gone)
    with pytest.raises(RefusedError, match=r"python -m data\.build"):
        publish_built(copied, current(sample_store).directory, tmp_path / "store")
    assert current(tmp_path / "store") is None


def test_the_command_says_what_is_wrong(copied, tmp_path, capsys):
    asked = [str(tmp_path), "--marts", str(copied), "--store", str(tmp_path / "store")]
    assert command.main(asked) == 2
    assert "is no directory of a snapshot" in capsys.readouterr().err
