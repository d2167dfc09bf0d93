"""A store whose raw files are damaged, or whose writer was killed, never serves a wrong figure."""

import os
import signal

import pytest

from data.publish.fault_points import POINTS
from data.publish.restore import events
from data.store.snapshot import current
from tests.data.publish.imports.support import Intake
from tests.sweep import some

TEXT = "Tháng;Mã xã;Tài khoản VssID\n07/2023;13708;111\n"


def vssid(store):
    """The accounts of 13708 in July 2023, as they are served."""
    with current(store).connect() as con:
        query = "select vssid_accounts from mart_service_month where area_code = '13708'"
        return con.execute(query + " and month = '2023-07-01'").fetchone()[0]


def test_a_flipped_bit_in_a_raw_file_is_told_and_nothing_is_built_on_it(store, send):
    path = current(store).directory / "raw" / "ho_so.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    before = current(store).name
    with pytest.raises(ValueError):  # nothing is printed as JSON: the store is refused as a whole
        send("a.csv", TEXT)
    assert (current(store).name, vssid(store)) == (before, 110)


@pytest.fixture(scope="module")
def intake(tmp_path_factory):
    """Imports by processes of their own."""
    with Intake(None, tmp_path_factory.mktemp("damage") / "scratch") as server:
        yield server


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor SIGKILL")
@pytest.mark.parametrize("point", some(POINTS, 4))
@pytest.mark.sweep
def test_an_import_killed_at_a_point_is_applied_once_by_the_next(store, intake, tmp_path, point):
    path = tmp_path / "a.csv"
    path.write_text(TEXT, encoding="utf-8")
    intake.store = store
    (killed,) = intake.run(path, kill_at=point)
    assert killed.code == -signal.SIGKILL
    assert vssid(store) in (110, 111)
    (again,) = intake.run(path)
    assert again.code == 0, again.errors
    assert vssid(store) == 111
    assert [event["event"] for event in events(store)] == ["directory", "files"]
