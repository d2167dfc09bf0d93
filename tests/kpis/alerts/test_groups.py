"""Alerts about the groups themselves: the sample by hand, the demonstration data counted.

Commune 13972 of 2025 holds T01 to T06 (T05 until 07/2025), 13684 holds T07 and T08.
"""

from contextlib import contextmanager

import duckdb
import pandas as pd
import pytest

from kpis.alerts.evaluate import evaluate, load, rules_that_ship
from kpis.alerts.published import alerts
from kpis.alerts.rule import OF_GROUPS, Condition, Rule, Severity
from kpis.catalogue.kpi import Text
from kpis.catalogue.vocabulary import Level
from kpis.errors import CatalogueError
from kpis.measure.extent import extent
from kpis.network.difficulties import by_month, by_unit, lasting, reporting
from kpis.periods import Period
from kpis.store import connect
from kpis.work.places import silent, silent_by_month, silent_by_unit

KINDS = "select code from mart_code where list = 'difficulty'"
COLUMNS = ["area_code", "since", "period", "periods", "groups", "of_groups"]


def found(con, catalogue, condition, levels=(Level.COMMUNE,), **own):
    """What one rule finds: COLUMNS, and the difficulty."""
    rule = Rule(
        "few", Text("ít", "few"), Condition(condition), Severity.NOTICE, (), tuple(levels), **own
    )
    rows = evaluate(con, catalogue, [rule])
    told = rows.sort_values(["area_code", "difficulty"])[[*COLUMNS, "difficulty"]]
    return [*told.itertuples(index=False, name=None)]


@contextmanager
def changed(con, **facts):
    """A copy of marts that state other facts of the data."""
    with duckdb.connect() as copy:
        for (name,) in con.execute("select table_name from duckdb_tables()").fetchall():
            rows = con.table(name).to_arrow_table()  # noqa: F841  (DuckDB reads it by its name)
            copy.execute(f"create table {name} as from rows")
        for key, value in facts.items():
            copy.execute("delete from mart_data where key = ?", [key])
            copy.execute("insert into mart_data values (?, ?)", [key, value])
        yield copy


@pytest.fixture
def due(marts):
    """The marts of the sample when the reports of 08/2025, its last month, are due."""
    with changed(marts, as_of_date="2025-09-30") as con:
        yield con


def test_silent_groups_since_the_first_month_at_whose_end_they_were_many(due, catalogue):
    """In 08/2025 T01, T02, T03, T04 did nothing and T06 worked: 4 of 5. In 07/2025 T02, T04, T05
    and T06 of 6; in 06/2025 all but T04. Before, nothing came until 09/2024, when of the five that
    are known T01 and T06 did nothing, which is too few. Of 13684 T07 is silent, T08 owes a report.
    """
    many = found(due, catalogue, "silent_groups", months=1, groups=3, share=50)
    assert many == [("13972", "2025-06", "2025-08", 3, 4, 5, None)]
    any_at_all = found(due, catalogue, "silent_groups", months=1)
    assert ("13684", "2025-08", "2025-08", 1, 1, 1, None) in any_at_all
    of_five = found(due, catalogue, "silent_groups", months=1, groups=4, share=80)
    assert of_five == [("13972", "2025-08", "2025-08", 1, 4, 5, None)]
    assert not found(due, catalogue, "silent_groups", months=1, groups=5)


def test_a_silence_of_some_months_needs_each_of_them_known(due, catalogue):
    """In 07 and 08/2025 T02 and T04 did nothing. In the three months up to 08/2025 T02 alone."""
    assert found(due, catalogue, "silent_groups", months=2, groups=2, share=1) == [
        ("13972", "2025-07", "2025-08", 2, 2, 5, None)
    ]
    assert found(due, catalogue, "silent_groups", months=3) == [
        ("13972", "2025-08", "2025-08", 1, 1, 5, None)
    ]


def test_a_difficulty_named_report_after_report(due, catalogue):
    """T01 alone names devices and funding, in each of its seven reports since 12/2022: in 08/2025
    it is one of the five groups that reported, in 07 and 06/2025 one of six."""
    kinds = ["kinh_phi", "thiet_bi"]
    sixth = found(due, catalogue, "difficulty", share=16, periods=3)
    assert sixth == [("13972", "2022-12", "2025-08", 7, 1, 5, kind) for kind in kinds]
    fifth = found(due, catalogue, "difficulty", share=20, periods=1)
    assert fifth == [("13972", "2025-08", "2025-08", 1, 1, 5, kind) for kind in kinds]
    assert not found(due, catalogue, "difficulty", share=20, periods=2)
    assert not found(due, catalogue, "difficulty", groups=2, periods=1)


def test_a_month_that_may_still_come_in_is_not_judged(marts, catalogue):
    """Those of 08/2025 are due on 10/09/2025, and the newest day of the sample is the 8th."""
    many = found(marts, catalogue, "silent_groups", months=1, groups=3, share=50)
    named = found(marts, catalogue, "difficulty", share=16, periods=6)
    assert many == [("13972", "2025-06", "2025-07", 2, 4, 6, None)]
    assert {row[2:6] for row in named} == {("2025-07", 6, 1, 6)}


def test_districts_are_the_sums_of_their_communes(marts, catalogue):
    levels = [Level.PART, Level.COMMUNE]
    rows = found(marts, catalogue, "silent_groups", levels=levels, months=1)
    by_code = {row[0]: row[4:6] for row in rows}
    units = marts.execute(
        "select code, parent_code from mart_unit where level = 'commune' and vintage = '2025'"
    ).fetchall()
    parents = dict(units)
    for district in {parents[code] for code in by_code if code in parents}:
        inside = [by_code[code] for code in by_code if parents.get(code) == district]
        assert by_code[district] == tuple(map(sum, zip(*inside, strict=True)))


@pytest.mark.parametrize("months", [1, 3])
def test_the_counts_of_all_months_are_those_of_each(marts, months):
    """What the alerts ask once is what the pages ask of one month."""
    reach, sides = extent(marts), ["groups", "of_groups"]
    kinds = [kind for (kind,) in marts.execute(KINDS).fetchall()]
    named = by_month(marts, "2025").set_index(["month", "area_code", "difficulty"])[sides]
    quiet = silent_by_month(marts, months, "2025").set_index(["month", "area_code"])[sides]
    told = 0
    for period in Period.between("month", reach.first_month, reach.last_month):
        month = pd.Timestamp(period.first_month)
        asked = (ask(marts, period, "2025") for ask in (reporting, lasting))
        for row in by_unit(*asked, kinds, "commune").to_dict("records"):
            for kind in kinds:
                if row["reporting"]:
                    here = named.loc[month, row["area_code"], kind]
                    assert [*here] == [row[kind], row["reporting"]]
                    told += row[kind] > 0
        counted = silent_by_unit(silent(marts, period, months, "2025"), "commune")
        for code, row in counted.iterrows():
            assert [*quiet.loc[month, code]] == [row["silent"], row["told"]]
            told += row["silent"] > 0
    assert told > 10


@pytest.fixture(scope="module")
def demo(demo_store):
    """A connection to the published demonstration data."""
    with connect(demo_store) as con:
        yield con


def test_what_ships_finds_a_few_and_says_what_the_pages_say(demo):
    rows = alerts(demo)
    mine = rows[rows["condition"].isin(OF_GROUPS)]
    assert set(mine["condition"]) == set(OF_GROUPS)
    assert 2 <= len(mine) <= 20
    last = Period.containing("month", extent(demo).last_month)
    rules = {rule.id: rule for rule in rules_that_ship()}
    for row in mine.to_dict("records"):
        if row["condition"] == "difficulty":
            communes, named = (ask(demo, last, row["vintage"]) for ask in (reporting, lasting))
            units = by_unit(communes, named, [row["difficulty"]], row["level"])
            unit = units.set_index("area_code").loc[row["area_code"]]
            told = unit[row["difficulty"]], unit["reporting"]
            assert row["difficulty_vi"] != row["difficulty_en"] != row["difficulty"]
        else:
            every = silent(demo, last, rules[row["rule"]].months, row["vintage"])
            here = every[every["area_code"] == row["area_code"]]
            told = here["is_silent"].sum(), (~here["is_unknown"]).sum()
        assert (row["groups"], row["of_groups"]) == told
        assert row["value"] == pytest.approx(100 * row["groups"] / row["of_groups"])


RULE = """
[many]
name.vi = "Nhiều"
name.en = "Many"
condition = "{condition}"
levels = ["{level}"]
severity = "notice"
{own}
"""
WRONG = {
    ("silent_groups", "commune", "months = 4"): "“months” must be one of 1, 2, 3, 6, 12",
    ("silent_groups", "commune", "periods = 2"): "unknown key “periods”.",
    ("silent_groups", "commune", 'kpis = "all"'): "unknown key “kpis”.",
    ("difficulty", "commune", "share = 101"): "at most 100, not 101.",
    ("difficulty", "province", ""): "in districts and communes, not in the province.",
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_rule_about_groups_is_refused(case, catalogue, tmp_path):
    condition, level, own = case
    path = tmp_path / "alerts.toml"
    path.write_text(RULE.format(condition=condition, level=level, own=own), "utf-8")
    with pytest.raises(CatalogueError) as refused:
        load(catalogue, path)
    assert WRONG[case] in str(refused.value)
