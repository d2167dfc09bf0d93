"""Names that an upload may not have are refused in words, and no half file stays."""

from pathlib import Path

import pytest

from data.refusal import RefusedError
from pages.views.load import upload


@pytest.fixture(autouse=True)
def scratch(tmp_path, monkeypatch):
    monkeypatch.setattr(upload, "_scratch", lambda: tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "name", ["..", ".", "", "a\0.csv", "a.cs\0v", "../a.csv", "a/b.csv", " ", "a\n.csv"]
)
def test_a_name_that_is_none_is_refused(name, scratch):
    refused = upload._kept(name, b"x")
    assert isinstance(refused, RefusedError)
    assert refused.reason.en == "the name of the file cannot be used."
    assert not list(scratch.iterdir())


@pytest.mark.parametrize("name", ["Báo cáo tháng 6.xlsx", "a.csv", "...csv", "a" * 300 + ".csv"])
def test_a_usual_name_is_kept(name, scratch):
    kept = upload._kept(name, b"x")
    assert (kept.name, kept.path.read_bytes()) == (name, b"x")
    assert kept.path.parent == scratch


def test_a_full_disk_leaves_no_half_file(scratch, monkeypatch):
    def half(path, content):
        with path.open("wb") as file:
            file.write(content[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    refused = upload._kept("a.csv", b"xyz")
    assert isinstance(refused, RefusedError) and "disk is full" in refused.reason.en
    assert not list(scratch.iterdir())
