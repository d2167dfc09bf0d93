"""A unit that had ended at the time of a line: what took it in is named, and confirmed once."""

from datetime import date

import pytest

from data.match.aliases import Aliases
from data.match.gazetteer import Gazetteer
from tests.sweep import some

DAY = date(2025, 8, 1)
BY_NAME = "Tháng;Tên xã;Tài khoản VssID\n08/2025;Xã Yên Bình;90\n"
BY_CODE = "Tháng;Mã xã;Tài khoản VssID\n08/2025;13825;90\n"


@pytest.mark.parametrize(("text", "said"), some([(BY_NAME, "Xã Yên Bình"), (BY_CODE, "13825")], 2))
def test_a_unit_that_had_ended_is_confirmed_to_be_what_took_it_in(store, send, text, said):
    (reject,) = send("a.csv", text)[1][0]["rejects"]
    assert (reject["rule"], reject["text"]) == ("ended_unit", said)
    (one,) = reject["candidates"]
    assert (one["code"], one["name"]) == ("13834", "Xã Vũ Dương")
    assert (one["ended"], one["since"]) == ("2025-06-30", "2025-07-01")
    Gazetteer.load(Aliases(store)).confirm(said, DAY, "", "commune", one["code"], "An")
    code, (outcome,) = send("a.csv", text)
    assert (code, outcome["accepted"], outcome["rejects"]) == (0, 1, [])
    before = text.replace(
        "08/2025", "05/2025"
    )  # when it still was: what was confirmed is for later
    code, (outcome,) = send("b.csv", before)
    assert (code, outcome["accepted"], outcome["rejects"]) == (0, 1, [])


def test_the_command_says_what_became_of_it(store, tmp_path, capsys):
    from data.intake import main

    (tmp_path / "a.csv").write_text(BY_NAME, encoding="utf-8")
    main([str(tmp_path / "a.csv"), "--store", str(store), "--dry-run"])
    said = capsys.readouterr().out
    assert "ended 30/06/2025; since 01/07/2025 part of Xã Vũ Dương (13834)" in said


@pytest.mark.sweep
def test_a_district_said_with_the_name_is_confirmed_with_it(store, send):
    text = "Tháng;Tên xã;Tài khoản VssID\n10/2024;xã Minh Tân, huyện Ý Yên;90\n"
    (reject,) = send("a.csv", text)[1][0]["rejects"]
    name, _, district = reject["text"].partition(", ")
    day = date(2024, 10, 1)
    Gazetteer.load(Aliases(store)).confirm(name, day, district, "commune", "13750", "An")
    assert send("a.csv", text)[1][0]["rejects"] == []
