"""The command of the history, and what a restored snapshot and a corrected file leave behind."""

import json
from datetime import date

import pytest

from data.history import main
from data.match.aliases import Aliases
from data.match.gazetteer import Gazetteer
from data.store.snapshot import current
from tests.data.publish.imports.test_replacing import ACTIVITY, SERVICE, service, value

LINES = "07/2023;13708;x;350\n07/2023;13729;82;281\n"


@pytest.fixture
def asked(store, capsys):
    """Runs the command: asked("list") → exit code, what it printed."""

    def run(*arguments):
        code = main(["--store", str(store), "--by", "Sở", *arguments])
        return code, capsys.readouterr().out

    return run


def marts(store):
    """All rows of all marts of the data that a store serves."""
    with current(store).connect() as con:
        names = [name for (name,) in con.execute("show tables").fetchall()]
        return {n: con.execute(f"from {n} order by all").fetchall() for n in sorted(names)}


def test_the_history_is_listed_and_a_snapshot_restored(store, send, asked):
    first, before = current(store).name, marts(store)
    send("sua.csv", SERVICE + "07/2023;13708;111;350\n")
    assert marts(store) != before
    assert asked("restore", first)[0] == 0
    assert marts(store) == before
    code, out = asked("list")
    events = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and [one["event"] for one in events] == ["directory", "files", "restore"]
    assert asked("restore", "g000099-00000000")[0] == 2


@pytest.mark.sweep
def test_a_month_is_closed_and_opened_again_by_command(send, asked):
    text = SERVICE + "07/2023;13708;111;350\n"
    assert asked("close", "2023-07") == (0, "closed: 2023-07\n")
    assert send("muon.csv", text)[0] == 1
    assert asked("reopen", "2023-07") == (0, "closed: –\n")
    assert send("muon.csv", text)[0] == 0


@pytest.mark.parametrize("wrong", [[], ["close", "13/2023"], ["restore"], ["burn"]])
def test_wrong_arguments(asked, wrong):
    with pytest.raises(SystemExit) as stopped:
        asked(*wrong)
    assert stopped.value.code == 2


@pytest.mark.sweep
def test_a_reject_is_settled_by_the_mended_file(store, send):
    send("loi.csv", SERVICE + LINES)
    assert value(store, "count(*) from mart_reject", "true") == [(1,)]
    code, (outcome,) = send("loi.csv", SERVICE + LINES.replace(";x;", ";102;"))
    assert (code, outcome["accepted"], outcome["replaced"]) == (0, 2, 2)
    assert service(store) == 102
    assert value(store, "count(*) from mart_reject", "true") == [(0,)]


NAMES_13_2 = SERVICE.strip() + ";Mã dòng tách riêng\n" + LINES.replace("\n", ";13:2\n")


@pytest.mark.sweep
def test_a_mended_file_settles_no_line_of_its_own(store, send):
    """It has the number that a preview gave the file that it mends, which was never published."""
    _, (outcome,) = send("sua.csv", NAMES_13_2)
    assert (outcome["accepted"], [one["line"] for one in outcome["rejects"]]) == (1, [2])
    assert value(store, "count(*) from mart_reject", "load = 15 and line = 2") == [(1,)]


@pytest.mark.sweep
def test_a_mended_file_settles_no_line_of_another_export(store, send):
    head = "Mã chỉ tiêu;Cấp;Mã đơn vị;Năm;Giá trị;Ngày ban hành;Văn bản\n"
    send("chi_tieu.csv", f"{head}x;xa;13729;2025;80;15/10/2024;KH 3\n")
    send("sua.csv", NAMES_13_2)
    assert value(store, "count(*) from mart_reject", "load = 15 and line = 2") == [(1,)]


def test_an_activity_that_changes_its_month_leaves_the_old_one(store, send):
    line = "A2;20/08/2023;13708;G1;den_nha;attt;2;40;;;10;6;0"
    code, (outcome,) = send("sua.csv", f"{ACTIVITY}\n{line}\n")
    assert (code, outcome["replaced"]) == (0, 1)
    condition = "area_code = '13708' and topic = 'all' and vintage = '2022' and month = '{}'"
    for month, assists in (("2023-07-01", 12), ("2023-08-01", 10)):
        rows = value(store, "assists from mart_activity_month", condition.format(month))
        assert rows == [(assists,)]


@pytest.mark.sweep
def test_a_confirmed_name_must_be_a_unit_of_that_day(store, send):
    text = "Tháng;Tên xã;Tài khoản VssID\n10/2024;Hồng Quang;90\n"
    assert send("ten.csv", text)[1][0]["rejects"][0]["rule"] == "ambiguous_name"
    gazetteer = Gazetteer.load(Aliases(store))
    day = date(2024, 10, 1)
    with pytest.raises(ValueError):
        gazetteer.confirm("Hồng Quang", day, "", "commune", "99999", "An")
    gazetteer.confirm("Hồng Quang", day, "", "commune", "13984", "An")
    code, (outcome,) = send("ten.csv", text)
    assert (code, outcome["accepted"], outcome["rejects"]) == (0, 1, [])
    assert value(store, "count(*) from mart_reject", "true") == [(0,)]
