"""The network of the groups, recomputed from the exports by loops that know no mart."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.store.snapshot import current
from geo.units import table as units
from kpis.errors import KpiError
from kpis.network import difficulties, group, register
from kpis.periods import Period
from tests.kpis.test_command_line import run
from tests.sweep import some

CROSSWALK = {
    (row.vintage, row.code): row.successor_code
    for row in units.of("2022", "commune").itertuples()
} | {
    (row.vintage, row.code): row.successor_code
    for row in units.of("2024", "commune").itertuples()
}  # fmt: skip
NEXT = {"2022": "2024", "2024": "2025"}
SENT = {"da_gui", "da_duyet", "da_khoa"}


@pytest.fixture(scope="module")
def demo(demo_store):
    """A connection to the demonstration data."""
    with current(demo_store).connect() as con:
        yield con


def lines(exports: Path, name: str, holding: str = "") -> list[dict[str, str]]:
    """The lines of an export that hold a text, as a program without the product reads them."""
    with (exports / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        head = next(file)
        kept = (line for line in file if holding in line)
        return list(csv.DictReader([head, *kept], delimiter=";"))


def day(text: str) -> date:
    """A day as the exports write it."""
    first, month, year = text.split("/")
    return date(int(year), int(month), int(first))


def month(text: str) -> date:
    """The first day of a month as the exports write it."""
    return day(f"01/{text}")


def vintage_of(moment: date) -> str:
    """The units in force on a day."""
    if moment < date(2024, 9, 1):
        return "2022"
    return "2024" if moment < date(2025, 7, 1) else "2025"


def carried(code: str, since: str, to: str) -> str:
    """The commune of a vintage that holds one of an older vintage."""
    while since < to:
        code, since = CROSSWALK[since, code] or code, NEXT[since]
    return code


@pytest.fixture(scope="module")
def groups(demo_exports):
    """The groups with the commune and the day of their founding, and their last day."""
    found = {}
    for line in lines(demo_exports, "to_cong_nghe_so"):
        begun, ended = day(line["Ngày thành lập"]), line["Ngày giải thể"]
        found[line["Mã tổ"]] = (line["Mã xã"], begun, day(ended) if ended else None)
    return found


def alive(groups, last: date) -> set[str]:
    """The groups that exist in a month."""
    return {
        code
        for code, (_, begun, ended) in groups.items()
        if begun.replace(day=1) <= last and (ended is None or ended >= last)
    }


def test_the_published_network_stands_at_the_end_of_2023(demo):
    period = Period.parse("2023-12")
    rows = register.register(demo, period)
    assert (len(rows), rows["village_code"].nunique(), rows["members"].sum()) == (2160, 2160, 10557)
    managers = register.managers(demo, period, "2022")
    assert managers.groupby("level").size().to_dict() == {
        "commune": 226, "district": 10, "province": 1,
    }  # fmt: skip
    assert (managers["people"].sum(), managers["telecom_staff"].sum()) == (5401, 722)
    here = rows[(rows["area_name"] == "Xã Tân Thành") & (rows["parent_name"] == "Huyện Vụ Bản")]
    assert here["members"].to_list() == [5] * 8
    assert {f"{one:%Y-%m}" for one in here["set_up_date"]} == {"2022-09"}
    (manager,) = managers[managers["area_code"] == here["area_code"].iloc[0]]["people"]
    assert manager == 8
    today = register.register(demo, period, "2025")["area_code"]
    assert set(today) == set(units.of("2025", "commune")["code"])


@pytest.mark.parametrize(
    ("code", "vintage"), some([("2026-Q3", "2025"), ("2023-12", "2022"), ("2025-07", "2024")], 3)
)
def test_the_register_is_that_of_the_exports(demo, demo_exports, groups, code, vintage):
    period = Period.parse(code)
    rows = register.register(demo, period, vintage).set_index("group_code")
    assert set(rows.index) == alive(groups, period.last_month)
    for name, row in rows.iterrows():
        home, begun, _ = groups[name]
        since = vintage_of(begun)
        assert row["area_code"] == (carried(home, since, vintage) if since <= vintage else None)
    members = {}
    for line in lines(demo_exports, "thanh_vien"):
        when = month(line["Tháng"])
        if when <= period.last_month and line["Số thành viên"].isdigit():
            known = members.get(line["Mã tổ"])
            if known is None or known[0] < when:
                members[line["Mã tổ"]] = (when, int(line["Số thành viên"]), int(line["Nữ"] or 0))
    for name, row in rows.iterrows():
        if name in members:
            assert (row["members"], row["women"]) == members[name][1:], name
    due, sent, named = defaultdict(int), defaultdict(int), defaultdict(set)
    for line in lines(demo_exports, "bao_cao"):
        if period.first_month <= month(line["Tháng"]) <= period.last_month:
            due[line["Mã tổ"]] += 1
            if line["Trạng thái"] in SENT and line["Ngày gửi"]:
                sent[line["Mã tổ"]] += 1
                told = {one.strip() for one in (line["Khó khăn"] or "").split(",")} - {""}
                named[line["Mã tổ"]] |= told
    off = [
        name
        for name, row in rows.iterrows()
        if (row["reports_due"], row["reports_sent"]) != (due[name], sent[name])
        or set(row["difficulties"].split()) != named[name]
    ]
    assert len(off) <= 1, off  # the one line that the demonstration sets aside


@pytest.mark.parametrize("level", ["commune", "district", "province"])
def test_counts_are_those_of_the_register(demo, level):
    rows = register.register(demo, Period.parse("2024-12"))
    counts = register.counts(demo, level, "2024")
    here = counts[counts["month"] == pd.Timestamp("2024-12-01")].set_index("area_code")
    place = {"commune": rows["area_code"], "district": rows["parent_code"]}.get(
        level, pd.Series("36", index=rows.index)
    )
    for code, mine in rows.groupby(place):
        told = here.loc[code]
        assert (told["groups"], told["members"]) == (len(mine), mine["members"].sum())
        outside = ((mine["members"] < 4).sum(), (mine["members"] > 6).sum())
        assert (told["small_groups"], told["large_groups"]) == outside
        for column in ("women", "youth_union", "firm_staff", "trained"):
            assert told[column] == mine[column].sum()


def test_how_long_a_difficulty_lasts_is_counted_report_by_report(demo, demo_exports, groups):
    period = Period.parse("2024-06")
    told = defaultdict(dict)
    for line in lines(demo_exports, "bao_cao"):
        when = month(line["Tháng"])
        if line["Trạng thái"] in SENT and line["Ngày gửi"] and when <= period.last_month:
            told[line["Mã tổ"]][when] = {one.strip() for one in (line["Khó khăn"] or "").split(",")}
    expected = {}
    for code in alive(groups, period.last_month):
        reports = sorted(told[code].items())
        if not reports or reports[-1][0] != period.last_month:
            continue
        for kind in reports[-1][1] - {""}:
            since = period.last_month
            for when, named in reversed(reports):
                if kind not in named:
                    break
                since = when
            lasts = (
                12 * (period.last_month.year - since.year) + period.last_month.month - since.month
            )
            expected[code, kind] = lasts + 1
    rows = difficulties.lasting(demo, period)
    found = {(row.group_code, row.difficulty): row.lasts for row in rows.itertuples()}
    assert found == expected and max(found.values()) > 3


def test_what_a_group_did_is_what_its_lines_say(demo, demo_store, demo_exports):
    code, when = "T-13759-01", date(2023, 12, 1)
    files = sorted(str(one) for one in current(demo_store).directory.glob("raw/hoat_dong/*"))
    sums = defaultdict(int)
    for line in lines(demo_exports, "hoat_dong", code):
        if line["Mã tổ"] == code and day(line["Ngày"]).replace(day=1) == when:
            sums[line["Nội dung"], line["Hình thức"]] += int(line["Lượt hướng dẫn"])
    rows = group.work(demo, code, files)
    rows = rows[rows["month"] == pd.Timestamp(when)]
    assert {(row.topic, row.form): row.assists for row in rows.itertuples()} == sums
    beside = group.beside(demo, [code], Period.parse("2023-12"), files)
    assert beside["assists"].to_list() == [sum(sums.values())]
    history = group.history(demo, code)
    assert len(history) == 50 and history["members"].iloc[15] == 5


def test_a_unit_that_is_not_there_is_refused_with_the_nearest(demo):
    with pytest.raises(KpiError, match=r"There is no unit “1375” of 2022. Did you mean “\d{5}”"):
        register.register(demo, Period.parse("2023-12"), "2022", "1375")


@pytest.mark.sweep
def test_the_command_lists_the_groups_of_a_commune(demo_store):
    asked = ("groups", "--area", "13759", "--period", "2023-12", "--format", "csv")
    done = run(*asked, store=demo_store)
    assert (done.returncode, done.stderr) == (0, "")
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert [row["members"] for row in rows] == ["5"] * 8
    assert rows[0]["group"] == "T-13759-01" and rows[0]["village"]
    assert rows[0]["set_up_date"].startswith("2022-09-")
    later = run(
        "groups", "--area", "13759", "--period", "2026-10", "--vintage", "2022", store=demo_store
    )
    assert len(later.stdout.splitlines()) == 9
