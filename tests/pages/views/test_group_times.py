"""A group that is closed and works again, and two that become one: from the register to the page.

In the sample T05 of Điền Xá was closed on 10/07/2025; T01 and T02 are of two villages of Nam Phong.
"""

import json

import numpy as np
import pytest

from data import intake
from data.publish.directory import publish
from data.store.snapshot import current
from kpis.network import register as network
from kpis.periods import Period
from pages.shell.served import Served
from pages.text.language import Language
from pages.views.group.history import _chart
from tests.kpis.conftest import SAMPLE
from tests.pages.opened import html_of, opened

REGISTER = "to_cong_nghe_so"
FIRST = "T05;13972;Xã Điền Xá;13972-02;Xóm 2;01/10/2022;30/09/2024"
AGAIN = "T05;13972;Phường Vị Khê;13972-02;Xóm 2;01/07/2025;"
SPELLS = "select set_up_date, closed_date from mart_group_spell where group_code = 'T05' order by 1"
TOLD = "Closed on 30 Sep 2024. Works again since 1 Jul 2025."


@pytest.fixture
def exports(tmp_path):
    """The exports of the sample, to be edited."""
    directory = tmp_path / "exports"
    directory.mkdir()
    for path in SAMPLE.glob("*.csv"):
        (directory / path.name).write_bytes(path.read_bytes())
    return directory


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A store without a snapshot, which the pages read."""
    monkeypatch.setenv("DX_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


def edit(exports, name, group, *lines, holding=""):
    """Puts lines in the place of those of a group that hold a text."""
    path, kept = exports / f"{name}.csv", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not (f";{group};" in f";{line};" and holding in line):
            kept.append(line)
    path.write_text("\n".join([*kept, *lines, ""]), encoding="utf-8")


def told(store, period):
    """The groups of the register by their codes, on the units of 2025."""
    with current(store).connect() as con:
        rows = network.register(con, Period.parse(period), "2025")
    return rows.set_index("group_code")


def answered(store, query):
    with current(store).connect() as con:
        return con.execute(query).fetchall()


def days(store):
    """The times of T05, as texts."""
    return [tuple(str(day) for day in row) for row in answered(store, SPELLS)]


def check_again(store):
    """What the register, the counts and the pages say of T05, closed and at work again."""
    assert days(store) == [("2022-10-01", "2024-09-30"), ("2025-07-01", "None")]
    assert ["T05" in told(store, one).index for one in ("2024-09", "2025-06", "2025-08")] == [
        *(True, False, True)
    ]
    row = told(store, "2025-08").loc["T05"]
    assert (f"{row['set_up_date']:%Y-%m}", row["members"], row["home_name"]) == (
        *("2022-10", 6, "Xã Điền Xá"),
    )
    counts = "select month, sum(groups) from mart_network_month group by month"
    groups = {f"{month:%Y-%m}": int(count) for month, count in answered(store, counts)}
    assert [groups[one] for one in ("2024-09", "2024-10", "2025-06", "2025-07")] == [8, 7, 7, 8]
    app = opened("group", group="T05", period="2025-06")
    assert app.info[0].value.replace("\\", "").endswith(f"Set up on 1 Oct 2022. {TOLD}")
    assert "period=2024-09" in html_of(app) and "group=T05" in html_of(app)
    assert f"Set up on 1 Oct 2022 in Xã Điền Xá, Huyện Nam Trực. {TOLD}" in html_of(
        opened("group", group="T05", period="2025-08")
    )
    line = _chart(Served(current(store).name), "T05", "en").data[0]
    by_month = dict(zip([str(day)[:7] for day in line.x], line.y, strict=True))
    assert np.isnan(by_month["2025-01"])  # a gap of the line


@pytest.mark.sweep
def test_two_lines_of_a_group_are_two_times_of_it(exports, store):
    edit(exports, REGISTER, "T05", FIRST, AGAIN)
    publish(exports, store)
    check_again(store)
    outside = "select detail from mart_check_row where check_id like 'a_group_works_only%'"
    assert {detail.partition(":")[0] for (detail,) in answered(store, outside)} == {
        *("bao_cao, T05", "thanh_vien, T05"),  # of 06/2025
    }


def send(store, tmp_path, *lines):
    """Takes in a file of the register with some lines; what --json says of it."""
    path = tmp_path / "to.csv"
    head = (SAMPLE / f"{REGISTER}.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    path.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    return intake.main([str(path), "--store", str(store), "--json"])


def test_a_line_with_other_days_opens_a_group_again_and_a_corrected_one_replaces(
    exports, store, tmp_path, capsys
):
    edit(exports, REGISTER, "T05", FIRST)
    publish(exports, store)
    assert "T05" not in told(store, "2025-08").index
    assert send(store, tmp_path, AGAIN) == 0
    assert json.loads(capsys.readouterr().out)[0]["replaced"] == 0
    check_again(store)
    assert send(store, tmp_path, FIRST.replace("30/09/2024", "")) == 0
    assert json.loads(capsys.readouterr().out)[0]["replaced"] == 2
    assert days(store) == [("2022-10-01", "None")]


def test_lines_that_tell_of_the_same_days_contradict_each_other(exports, store):
    edit(exports, REGISTER, "T05", FIRST.replace("30/09/2024", ""), AGAIN)
    publish(exports, store)
    rules = f"select rule from mart_reject where export = '{REGISTER}'"
    assert answered(store, rules) == [("conflicting_key",)] * 2


@pytest.mark.sweep
def test_two_groups_become_one(exports, store):
    """T02 is closed on 30/06/2025, T01 has the members of both from then on."""
    edit(exports, REGISTER, "T02", "T02;13696;Xã Nam Phong;13696-02;Xóm 2;01/10/2022;30/06/2025")
    for month in ("07/2025", "08/2025"):
        for name in ("bao_cao", "thanh_vien"):
            edit(exports, name, "T02", holding=month)
        edit(exports, "thanh_vien", "T01", f"{month};13972;T01;11;5;2;0;7;6", holding=month)
    publish(exports, store)
    assert [*told(store, "2025-06")["members"].loc[["T01", "T02"]]] == [5, 6]
    after = told(store, "2025-08")
    assert "T02" not in after.index and after.loc["T01", "members"] == 11
    counts = (
        "select groups, villages_with_group, members, large_groups from mart_network_month"
        " where area_code = '13972' and month = '2025-07-01'"
    )
    assert answered(store, counts) == [(5, 5, 30, 1)]
    app = opened("group", group="T02", period="2025-08", lang="vi")
    text = app.info[0].value.replace("\\", "")
    assert text.endswith("Thành lập ngày 01/10/2022. Giải thể ngày 30/06/2025.")
    assert "period=2025-06" in html_of(app)
    assert Language("vi").t("The group in {month}", month="06/2025") in html_of(app)
