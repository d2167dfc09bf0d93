"""Later files take the place of earlier ones, and nothing of either is lost."""

import json

import pytest

from data.ledger.aliases import Alias
from data.ledger.closed_months import close_month
from data.match.aliases import Aliases
from data.publish.restore import events, restorable, restore
from data.store.snapshot import current
from tests.data.publish.imports.conftest import SAMPLE

SERVICE = "Tháng;Mã xã;Người dùng DVCTT trong 12 tháng;Tài khoản định danh mức 2\n"
ACTIVITY = (SAMPLE / "hoat_dong.csv").read_text(encoding="utf-8-sig").splitlines()[0]


def value(store, field, condition):
    """One value of the marts that a store serves."""
    with current(store).connect() as con:
        return con.execute(f"select {field} where {condition}").fetchall()


def service(store, field="online_service_users", area="13708", month="2023-07-01"):
    table = f"{field} from mart_service_month"
    return value(store, table, f"area_code = '{area}' and month = '{month}'")[0][0]


def july_assists(store):
    """The assists of 07/2023 in 13708, all by G1: A1 12 and A2 10 in the sample."""
    condition = "area_code = '13708' and month = '2023-07-01' and topic = 'all'"
    return value(store, "assists from mart_activity_month", condition)[0][0]


def test_a_corrected_line_replaces_the_earlier_one_and_both_stay_in_the_history(store, send):
    code, (outcome,) = send("sua.csv", SERVICE + "07/2023;13708;111;350\n", "--by", "UBND Mỹ Lộc")
    assert (code, outcome["accepted"], outcome["replaced"]) == (0, 1, 1)
    assert outcome["snapshot"] == current(store).name
    assert service(store) == 111
    directory, file = events(store)
    assert directory["event"] == "directory" and file["by"] == "UBND Mỹ Lộc"
    assert (file["files"][0]["file"], file["files"][0]["replaced"]) == ("sua.csv", 1)


def test_columns_that_a_file_does_not_have_keep_what_was_there(store, send):
    send("mot-cot.csv", SERVICE + "07/2023;13708;111;\n")
    assert service(store) == 111
    assert service(store, "eid_level2_accounts") is None  # the column is there and empty
    assert service(store, "smartphone_adults") == 560  # the file has no such column


@pytest.mark.sweep
def test_the_same_content_is_there_already_in_any_form(store, send):
    before = current(store).name
    text = (SAMPLE / "su_dung_dich_vu.csv").read_text(encoding="utf-8-sig")
    for encoding, form in (("utf-8", text), ("utf-16", text), ("utf-8", text.replace(";", "\t"))):
        code, (outcome,) = send("lai.csv", form, encoding=encoding)
        assert (code, outcome["status"], outcome["replaced"]) == (0, "already_there", 0)
        assert outcome["snapshot"] == current(store).name == before


def test_what_a_corrected_file_leaves_out_is_gone(store, send):
    """Of G1 in 07/2023 the sample has A1 and A2; the corrected file repeats A1 alone."""
    line = "A1;12/07/2023;13708;G1;den_nha;dvctt;1;10;8;8;12;9;4"
    code, (outcome,) = send("sua.csv", f"{ACTIVITY}\n{line}\n")
    assert (code, outcome["accepted"], outcome["replaced"]) == (0, 1, 2)
    assert july_assists(store) == 12


def test_another_part_of_the_same_month_stands_beside_what_is_there(store, send):
    line = "A77;13/07/2023;13708;G1;den_nha;dvctt;1;10;8;8;12;9;4"
    code, (outcome,) = send("them.csv", f"{ACTIVITY}\n{line}\n")
    assert (code, outcome["accepted"], outcome["replaced"]) == (0, 1, 0)
    assert july_assists(store) == 12 + 10 + 12


def test_the_key_of_another_group_is_not_taken(store, send):
    line = "A1;12/07/2023;13729;G2;den_nha;dvctt;1;10;8;8;12;9;4"
    code, (outcome,) = send("khac.csv", f"{ACTIVITY}\n{line}\n")
    assert (code, outcome["accepted"]) == (1, 0)
    assert outcome["rejects"][0]["rule"] == "key_of_another"


@pytest.mark.sweep
def test_a_closed_month_needs_a_reason_which_the_history_keeps(store, send):
    from datetime import date

    close_month(store, date(2023, 7, 1), "Sở")
    text = SERVICE + "07/2023;13708;111;350\n"
    code, (outcome,) = send("muon.csv", text)
    assert (code, outcome["rejects"][0]["rule"]) == (1, "closed_month")
    assert service(store) == 100
    code, (outcome,) = send("muon.csv", text, "--reason", "Xã gửi nhầm")
    assert (code, outcome["accepted"]) == (0, 1)
    assert service(store) == 111
    assert events(store)[-1]["reason"] == "Xã gửi nhầm"


@pytest.mark.sweep
def test_any_earlier_snapshot_can_be_served_again(store, send):
    first = current(store).name
    with current(store).connect() as con:
        before = con.execute("from mart_service_month order by all").fetchall()
    for users in range(111, 116):  # the marts of the first snapshot are pruned meanwhile
        send("sua.csv", SERVICE + f"07/2023;13708;{users};350\n")
    assert not (store / "snapshots" / first / "marts.duckdb").exists()
    assert first in restorable(store)
    restored = restore(first, store, "Sở")
    assert restored.is_new and current(store).name == restored.name
    with current(store).connect() as con:
        assert con.execute("from mart_service_month order by all").fetchall() == before
    assert [event["event"] for event in events(store)] == ["directory", *["files"] * 5, "restore"]


def test_a_name_that_a_person_confirmed_is_known_from_then_on(store, send):
    text = "Tháng;Tên xã;Tài khoản VssID\n07/2023;Mỹ Hưngg;90\n"
    code, (outcome,) = send("ten.csv", text)
    reject = outcome["rejects"][0]
    assert (code, reject["rule"], reject["text"]) == (1, "unknown_name", "Mỹ Hưngg")
    assert reject["candidates"][0]["code"] == "13729"
    Aliases(store).add(Alias("Mỹ Hưngg", "", "2022", "commune", "13729"), "An")
    code, (outcome,) = send("ten.csv", text.replace("90", "91"))
    assert (code, outcome["accepted"], outcome["rejects"]) == (0, 1, [])
    assert service(store, "vssid_accounts", "13729") == 91


@pytest.mark.sweep
def test_the_lines_set_aside_wait_until_the_same_file_is_clean(store, send):
    text = SERVICE + "07/2023;13708;x;350\n"
    send("loi.csv", text)
    waiting = "count(*) from mart_reject"
    assert value(store, waiting, "true") == [(1,)]
    assert send("loi.csv", text)[1][0]["status"] == "already_there"
    assert value(store, waiting, "true") == [(1,)]


def test_the_manifest_is_plain_json(store, send):
    send("sua.csv", SERVICE + "07/2023;13708;111;350\n")
    manifest = current(store).directory / "manifest.json"
    assert json.loads(manifest.read_text(encoding="utf-8"))["history"][-1]["files"][0]["load"] == 15
