"""Two stores and the storage that they share."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.ledger import failures
from data.publish.directory import publish
from data.publish.exchange.exchange import follow
from data.publish.exchange.place import SHARED, AwayError
from data.publish.restore import restore
from data.refusal import RefusedError
from data.setup import set_up
from data.store.housekeeping import is_intact
from data.store.snapshot import current
from tests.stores import corrected
from tests.sweep import some

SAMPLE = Path(__file__).parents[3] / "kpis" / "sample"


@pytest.fixture
def shared(tmp_path, monkeypatch):
    """A place that is empty, as DX_SNAPSHOTS names it; tests/scale has one that speaks S3."""
    monkeypatch.setenv(SHARED, (tmp_path / "shared").as_uri())


@pytest.fixture
def exports(tmp_path):
    return Path(shutil.copytree(SAMPLE, tmp_path / "exports"))


def test_what_one_publishes_the_other_serves_with_the_same_bytes(shared, exports, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    first = publish(exports, here)
    assert follow(there) == first.name and follow(there) == ""
    taken = current(there)
    assert is_intact(taken)
    assert taken.manifest["files"] == current(here).manifest["files"]
    corrected(exports)
    second = publish(exports, there)  # and back: who took it goes on from it
    assert second.generation == first.generation + 1
    assert follow(here) == second.name
    assert [one["snapshot"] for one in current(here).history()] == [first.name, second.name]


@pytest.mark.sweep
def test_a_file_that_both_have_is_not_fetched_again(exports, tmp_path, monkeypatch):
    monkeypatch.setenv(SHARED, (tmp_path / "shared").as_uri())
    here, there = tmp_path / "here", tmp_path / "there"
    publish(exports, here)
    follow(there)
    known = {path.name for path in (tmp_path / "shared" / "files").iterdir()}
    corrected(exports)
    publish(exports, here)
    for name in known:  # the storage has forgotten all that is not new
        (tmp_path / "shared" / "files" / name).unlink()
    follow(there)
    assert is_intact(current(there))
    assert len(list((tmp_path / "shared" / "files").iterdir())) == 3  # marts, dossiers, loads


@pytest.mark.sweep
def test_a_restore_is_followed_as_any_publish(exports, tmp_path, monkeypatch):
    monkeypatch.setenv(SHARED, (tmp_path / "shared").as_uri())
    here, there = tmp_path / "here", tmp_path / "there"
    first = publish(exports, here)
    corrected(exports)
    publish(exports, here)
    back = restore(first.name, here)
    assert follow(there) == back.name
    assert current(there).manifest["content_sha256"] == current(here).manifest["content_sha256"]


@pytest.mark.sweep
def test_a_publish_goes_on_from_what_another_machine_published(exports, tmp_path, monkeypatch):
    monkeypatch.setenv(SHARED, (tmp_path / "shared").as_uri())
    here, there = tmp_path / "here", tmp_path / "there"
    first = publish(exports, here)
    corrected(exports)
    assert publish(exports, there).generation == first.generation + 1


@pytest.mark.sweep
def test_a_first_start_takes_what_is_shared_and_publishes_nothing(exports, tmp_path, monkeypatch):
    monkeypatch.setenv(SHARED, (tmp_path / "shared").as_uri())
    published = publish(exports, tmp_path / "here")
    said: list[str] = []
    set_up(tmp_path / "there", said.append)
    assert said[0] == f"{published.name}: taken from the shared storage"


@pytest.mark.sweep
def test_a_store_with_another_history_is_refused_and_stays(exports, tmp_path, monkeypatch):
    here, there = tmp_path / "here", tmp_path / "there"
    own = publish(exports, there)
    monkeypatch.setenv(SHARED, (tmp_path / "shared").as_uri())
    corrected(exports)
    publish(exports, here)
    with pytest.raises(RefusedError, match="not one history"):
        follow(there)
    with pytest.raises(RefusedError, match="not one history"):
        publish(exports, there)
    assert current(there).name == own.name
    assert "CURRENT.json" in failures.last(there).file


def test_while_it_is_away_a_publish_is_refused_and_readers_go_on(exports, tmp_path, monkeypatch):
    place = tmp_path / "shared"
    monkeypatch.setenv(SHARED, place.as_uri())
    store = tmp_path / "store"
    first = publish(exports, store)
    place.rename(tmp_path / "elsewhere")
    place.write_text("no directory")
    corrected(exports)
    with pytest.raises(AwayError, match="nothing is lost") as refused:
        publish(exports, store)
    assert str(tmp_path) not in refused.value.reason.en + refused.value.remedy.en
    assert current(store).name == first.name
    place.unlink()
    (tmp_path / "elsewhere").rename(place)
    assert publish(exports, store).generation == 2


def test_what_could_not_be_put_there_is_put_by_who_follows(exports, tmp_path, monkeypatch):
    store, place = tmp_path / "store", tmp_path / "shared"
    first = publish(exports, store)  # before there was a place
    monkeypatch.setenv(SHARED, place.as_uri())
    assert follow(store) == ""
    assert json.loads((place / "CURRENT.json").read_text())["directory"] == first.name


@pytest.mark.parametrize(
    ("damage", "told"),
    some(
        [
            (
                lambda place: next((place / "files").iterdir()).write_bytes(b"another"),
                "nothing is lost",
            ),
            (lambda place: next((place / "files").iterdir()).unlink(), "nothing is lost"),
            (lambda place: next((place / "snapshots").iterdir()).unlink(), "nothing is lost"),
            (lambda place: (place / "CURRENT.json").write_text("{"), "nothing is lost"),
            (lambda place: (place / "CURRENT.json").write_text("[]"), "nothing is lost"),
            (
                lambda place: (place / "CURRENT.json").write_text(
                    '{"directory": "../../elsewhere", "generation": 9}'
                ),
                "not one history",
            ),
        ],
        5,
    ),
)
def test_what_is_damaged_there_is_not_served_here(exports, tmp_path, monkeypatch, damage, told):
    place, store = tmp_path / "shared", tmp_path / "there"
    monkeypatch.setenv(SHARED, place.as_uri())
    publish(exports, tmp_path / "here")
    damage(place)
    with pytest.raises(RefusedError, match=told):
        follow(store)
    assert current(store) is None
    assert not list(store.glob(".staging*"))


@pytest.mark.sweep
@pytest.mark.parametrize("point", ["sealed", "renamed", "pointer_written", "pointed"])
def test_who_is_killed_while_taking_takes_it_the_next_time(exports, tmp_path, monkeypatch, point):
    monkeypatch.setenv(SHARED, (tmp_path / "shared").as_uri())
    first = publish(exports, tmp_path / "here")
    there = tmp_path / "there"
    code = "import sys; from pathlib import Path;"
    code += "from data.publish.exchange.exchange import follow; follow(Path(sys.argv[1]))"
    command = [sys.executable, "-c", code, str(there)]
    root = Path(__file__).parents[4]
    done = subprocess.run(command, cwd=root, env={**os.environ, "DX_TEST_KILL_AT": point})
    assert done.returncode != 0
    follow(there)
    assert current(there).name == first.name and is_intact(current(there))


def test_who_publishes_at_this_moment_is_not_disturbed(exports, tmp_path, monkeypatch):
    from data.store.write_lock import locked

    monkeypatch.setenv(SHARED, (tmp_path / "shared").as_uri())
    publish(exports, tmp_path / "here")
    there = tmp_path / "there"
    there.mkdir()
    with locked(there):
        assert follow(there) == ""
    assert follow(there) != ""


def test_an_address_that_is_none_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setenv(SHARED, "gopher://key:secret@nowhere")
    with pytest.raises(AwayError) as refused:
        follow(tmp_path)
    assert "secret" not in str(refused.value)
