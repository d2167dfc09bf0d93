"""What nobody has to send: a directory without it is published, and it may come later.

The sample's list of members has no column for the followers of the Zalo OA.
"""

import json

import duckdb
import pytest

from data.exports import exports
from data.publish.directory import build, publish
from data.refusal import RefusedError
from data.store.atomic import sha256_of
from data.store.snapshot import MANIFEST, current
from kpis.catalogue.catalogue import load
from kpis.derived import statuses
from kpis.measure.readings import measure
from kpis.periods import Period

OPTIONAL = [one.name for one in exports() if one.optional]
HEAD = "Tháng;Mã xã;Mã tổ;Số thành viên;Theo dõi Zalo OA"


def readings(con, kpi):
    """The value and the reason of the province in 09/2024 and in 07/2025."""
    periods = [Period.parse("2024-09"), Period.parse("2025-07")]
    frame = measure(con, load()[kpi], "province", periods)
    return [
        (reason or value)
        for value, reason in zip(frame["value"], frame["missing_reason"], strict=True)
    ]


def test_an_export_is_missing_without_harm_and_its_figures_say_why(exports, con):
    for name in OPTIONAL:
        exports.file(name).unlink()
    build(con, exports.path)
    for kpi in ("training_attendance", "member_zalo_share"):
        assert readings(con, kpi) == ["not_collected", "not_collected"]
        rows = statuses(con, load()[kpi])
        assert {reason for part in rows for reason in part["missing_reason"]} == {"not_collected"}
    for mart in ("mart_training", "mart_village_month"):
        known = "households is not null" if mart == "mart_village_month" else "true"
        assert con.execute(f"select count(*) from {mart} where {known}").fetchone() == (0,)
    assert con.execute("select count(trainings) from mart_network_month").fetchone() == (0,)


def test_an_export_that_has_to_be_sent_is_not_missing_without_harm(exports, con):
    exports.file("dan_so").unlink()
    with pytest.raises(RefusedError, match=r"dan_so\.csv"):
        build(con, exports.path)


@pytest.mark.sweep
def test_with_the_export_its_figures_are_there(sample, con):
    build(con, sample)
    # 3 attended in Mỹ Thuận, 0 in Hưng Lộc, with 4 and 11 members; in 07/2025 the list has ended
    assert readings(con, "training_attendance") == [200, "not_reported"]


@pytest.mark.sweep
def test_a_snapshot_of_before_takes_in_what_it_had_no_place_for(exports, tmp_path, send_to):
    for name in OPTIONAL:
        exports.file(name).unlink()
    store = tmp_path / "older"
    publish(exports.path, store)
    _as_of_before(store)
    code, (one,) = send_to(store, "hv.csv", f"{HEAD}\n07/2025;13708;G1;5;4\n07/2025;13708;G3;6;2\n")
    assert (code, one["accepted"], one["replaced"]) == (0, 2, 2)
    lines = "Mã lớp;Ngày tập huấn;Cấp;Mã đơn vị;Hình thức;Nội dung;Số thành viên dự\n"
    code, (one,) = send_to(store, "th.csv", f"{lines}L1;08/07/2025;Xã;13708;Trực tiếp;DVCTT;6\n")
    assert (code, one["kind"], one["accepted"]) == (0, "tap_huan", 1)
    with current(store).connect() as con:
        assert readings(con, "member_zalo_share") == ["not_collected", pytest.approx(600 / 11)]
        assert readings(con, "training_attendance")[1] == pytest.approx(6000 / 11)
        query = (
            "select women from mart_group_month where month = '2025-07-01' and group_code = 'G3'"
        )
        assert con.execute(query).fetchone() == (3,)  # of a column that the file does not have


def _as_of_before(store):
    """Make a snapshot what a version before the field and the exports would have published."""
    snapshot = current(store)
    manifest = json.loads((snapshot.directory / MANIFEST).read_text(encoding="utf-8"))
    for name in OPTIONAL:
        del manifest["files"][f"raw/{name}.parquet"]
        (snapshot.directory / "raw" / f"{name}.parquet").unlink()
    path = snapshot.directory / "raw" / "thanh_vien.parquet"
    older = path.with_suffix(".older")
    duckdb.sql(
        f"copy (select * exclude (zalo_followers) from '{path}') to '{older}' (format parquet)"
    )
    older.replace(path)
    listed = manifest["files"]["raw/thanh_vien.parquet"]
    manifest["files"]["raw/thanh_vien.parquet"] = {**listed, "sha256": sha256_of(path)}
    manifest["recipe"] = {}
    (snapshot.directory / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
