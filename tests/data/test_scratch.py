"""What a killed process left in the temporary folder is swept; what others use stays."""

import os
import subprocess
import sys
import tempfile

import pytest

from data.scratch import DAY, KINDS, folder, sweep


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_killed_process_left_is_swept(place, kind):
    made = f"import data.scratch as s, os, signal; f = s.folder('{kind}'); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", made], env={**os.environ, "TMPDIR": str(place)})
    (left,) = place.iterdir()
    (left / "a.csv").write_text("x")
    with folder("look") as ours:
        assert sweep() == [left.name]
        assert [str(one) for one in place.iterdir()] == [ours]
    assert not list(place.iterdir())


def test_what_is_not_ours_stays(place):
    outside = place / "outside"
    outside.mkdir()
    (place / "uploads-999999999-abc").symlink_to(outside)
    (place / "uploads-of-somebody").mkdir()
    (place / "uploads-1-abc").mkdir()  # a process that runs
    (place / "intake-999999999-file").write_text("x")
    (place / "uploads-young").mkdir()
    assert sweep() == []
    os.utime(place / "uploads-young", (0, place.stat().st_mtime - 2 * DAY))
    assert sweep() == ["uploads-young"]
