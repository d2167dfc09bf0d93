"""Activities lie by month: a correction writes its months anew and shares all others."""

import json
import shutil

import duckdb
import pytest

from data.publish.directory import publish
from data.publish.restore import restore
from data.store.atomic import sha256_of
from data.store.snapshot import MANIFEST, current
from tests.data.publish.imports.conftest import SAMPLE
from tests.data.publish.imports.support import HEAD, content

MONTHS = ["2023-07", "2023-08", "2024-09", "2025-06", "2025-07"]
A1 = "A1;12/07/2023;13708;G1;den_nha;dvctt;1;10;8;8;12;9;4"
A4 = "A4;15/08/2023;13729;G2;tru_so;dvctt;1;6;0;0;6;3;3"


def files(store):
    """Month → the place of its file on the disk, as links share it."""
    found = (current(store).directory / "raw" / "hoat_dong").iterdir()
    return {path.stem: path.stat().st_ino for path in sorted(found)}


def lines(store, month):
    path = current(store).directory / "raw" / "hoat_dong" / f"{month}.parquet"
    return duckdb.sql(f"select load, line, activity_code, people from '{path}'").fetchall()


def corrected(tmp_path, old, new):
    """A store of the whole sample with one line changed."""
    directory = tmp_path / "whole"
    shutil.copytree(SAMPLE, directory)
    text = (directory / "hoat_dong.csv").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (directory / "hoat_dong.csv").write_text(text.replace(old, new), encoding="utf-8")
    publish(directory, tmp_path / "other")
    return tmp_path / "other"


@pytest.mark.sweep
def test_a_correction_writes_its_month_and_shares_the_others(store, send, tmp_path):
    before, new = files(store), A1.replace(";10;", ";11;")
    assert [*before] == MONTHS
    a2 = "A2;20/07/2023;13708;G1;buoi_toi_cong_an;attt;2;40;;;10;6;0"
    code, (outcome,) = send("sua.csv", f"{HEAD}\n{new}\n{a2}\n")
    assert (code, outcome["replaced"]) == (0, 2)
    after = files(store)
    assert [month for month in MONTHS if after[month] != before[month]] == ["2023-07"]
    load = max(line[0] for line in lines(store, "2023-07"))
    assert lines(store, "2023-07") == [(load, 3, "A2", 40), (load, 2, "A1", 11), (5, 4, "A3", 5)]
    assert content(store) == content(corrected(tmp_path, A1, new))


@pytest.mark.sweep
def test_a_line_of_another_month_leaves_the_old_one(store, send, tmp_path):
    before, new = files(store), A4.replace("15/08", "15/07")
    code, (outcome,) = send("sua.csv", f"{HEAD}\n{new}\n")
    assert (code, outcome["replaced"]) == (0, 1)
    after = files(store)
    assert [*after] == [month for month in MONTHS if month != "2023-08"]
    assert {month for month in after if after[month] != before[month]} == {"2023-07"}
    assert content(store) == content(corrected(tmp_path, A4, new))


@pytest.mark.sweep
def test_a_new_month_is_one_file_more(store, send):
    before = files(store)
    send("moi.csv", f"{HEAD}\n" + A4.replace("A4;15/08/2023", "B1;15/10/2023") + "\n")
    after = files(store)
    assert {month: place for month, place in after.items() if month != "2023-10"} == before
    assert [line[2] for line in lines(store, "2023-10")] == ["B1"]


@pytest.mark.sweep
def test_an_import_of_another_export_and_a_restore_share_all(store, send):
    before, name = files(store), current(store).name
    send("dich_vu_cong.csv", (SAMPLE / "dich_vu_cong.csv").read_bytes() + b"08/2023;1000;700\n")
    assert current(store).name != name
    assert files(store) == before
    restore(name, store)
    assert files(store) == before


@pytest.mark.sweep
def test_a_snapshot_of_before_is_read_from_its_one_file(store, send):
    snapshot, found = current(store), content(store)
    raw = snapshot.directory / "raw"
    duckdb.sql(f"copy (from '{raw}/hoat_dong/*.parquet') to '{raw}/hoat_dong.parquet'")
    shutil.rmtree(raw / "hoat_dong")
    manifest = json.loads((snapshot.directory / MANIFEST).read_text(encoding="utf-8"))
    listed = {name: facts for name, facts in manifest["files"].items() if "_dong/" not in name}
    sha256 = sha256_of(raw / "hoat_dong.parquet")
    manifest["files"] = {**listed, "raw/hoat_dong.parquet": {"sha256": sha256, "bytes": 1}}
    (snapshot.directory / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    send("sua.csv", f"{HEAD}\n" + A4.replace(";6;0", ";7;0") + "\n")
    assert [*files(store)] == MONTHS
    assert lines(store, "2023-08")[0][2:] == ("A4", 7)
    send("nhu-cu.csv", f"{HEAD}\n{A4}\n")
    assert content(store) == found
