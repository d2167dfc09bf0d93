"""Alerts of whole snapshots: the sample worked out by hand, the demonstration data counted."""

from contextlib import contextmanager

import duckdb
import pandas as pd
import pytest

from kpis.alerts.evaluate import COLUMNS, TEXTS, evaluate, load
from kpis.alerts.published import alerts
from kpis.alerts.rule import Condition, Rule, Severity
from kpis.catalogue.kpi import Text
from kpis.catalogue.vocabulary import Level
from kpis.errors import KpiError
from kpis.measure.published import statuses
from kpis.periods import Period
from kpis.progress.progress import progress_over
from kpis.store import connect
from tests.kpis.test_command_line import ROOT, run, table

SCHEMA = ROOT / "kpis" / "sql" / "derived" / "mart_alert.sql"
COMMUNES = (Level.COMMUNE,)


def rule(kpi, condition, levels=COMMUNES, **own):
    """A rule of one KPI."""
    name = Text(condition, condition)
    return Rule(condition, name, Condition(condition), Severity.WARNING, (kpi,), levels, **own)


@contextmanager
def ending(con, month):
    """A copy of marts whose data end with a month, long after which the newest day lies."""
    with duckdb.connect() as copy:
        for (name,) in con.execute("select table_name from duckdb_tables()").fetchall():
            rows = con.table(name).to_arrow_table()  # noqa: F841  (DuckDB reads it by its name)
            copy.execute(f"create table {name} as from rows")
        copy.execute("update mart_data set value = ? where key = 'last_month'", [month])
        copy.execute("update mart_data set value = '2099-12-31' where key = 'as_of_date'")
        yield copy


def test_the_sample_by_hand(marts, catalogue):
    """Dossiers filed online in the two communes of 2025: of 13972, 129 of 150 in 07/2025 and no
    report in 08/2025; of 13684, 45 of 60 and 40 of 50."""
    dossiers = catalogue["online_dossier_share"]
    given = [rule(dossiers, "no_report", periods=1), rule(dossiers, "jump", points=4, least=50)]
    with ending(marts, "2025-08-01") as con:
        found = evaluate(con, catalogue, given)
    (jumped,) = found[found["rule"] == "jump"].to_dict("records")
    (silent,) = found[found["area_code"] == "13972"].to_dict("records")
    assert silent["alert"] == "no_report:online_dossier_share:commune:2025:13972:-:2025-08"
    assert (silent["since"], silent["period"], silent["periods"]) == ("2025-08", "2025-08", 1)
    assert (silent["previous"], silent["previous_period"]) == (pytest.approx(86), "2025-07")
    assert pd.isna(silent["value"])
    assert silent["target_status"] is None
    assert (jumped["area_code"], jumped["value"], jumped["previous"]) == ("13684", 80, 75)
    assert jumped["place"] == len(found) == 57  # 56 communes of the list were silent


def test_a_commune_that_never_reported_is_silent_since_the_first_one_reported(marts, catalogue):
    """The first dossiers of the sample are of 12/2022; from then to 08/2025 are 33 months."""
    silence = rule(catalogue["online_dossier_share"], "no_report", periods=2)
    with ending(marts, "2025-08-01") as con:
        found = evaluate(con, catalogue, [silence])
    assert set(found["since"]) == {"2022-12"}
    assert set(found["periods"]) == {33}
    assert set(found["previous_period"]) == {None}


def test_too_few_dossiers_to_be_news(marts, catalogue):
    few = rule(catalogue["online_dossier_share"], "jump", points=4, least=51)
    assert evaluate(marts, catalogue, [few]).empty


def test_what_no_commune_sent_is_told_of_the_province_once(marts, catalogue):
    """Nobody sent dossiers of 09/2025: 57 alerts would say the same."""
    levels = (Level.WHOLE, Level.COMMUNE)
    silence = rule(catalogue["online_dossier_share"], "no_report", levels=levels, periods=1)
    with ending(marts, "2025-09-01") as con:
        (one,) = evaluate(con, catalogue, [silence]).to_dict("records")
    assert (one["level"], one["since"], one["previous_period"]) == (
        "province",
        "2025-09",
        "2025-08",
    )


def test_what_may_still_come_in_time_is_no_silence(marts, catalogue):
    """Dossiers of 08/2025 are due on 10/09/2025, beyond the sample; 13972 sent those of 07/2025."""
    silence = rule(catalogue["online_dossier_share"], "no_report", periods=1)
    found = evaluate(marts, catalogue, [silence])
    assert "13972" not in set(found["area_code"])
    assert len(found) == 55 and set(found["period"]) == {"2025-07"}


def test_a_rule_that_is_not_enabled_finds_nothing(marts, catalogue):
    off = rule(catalogue["online_dossier_share"], "no_report", periods=1, enabled=False)
    found = evaluate(marts, catalogue, [off])
    assert (len(found), tuple(found.columns)) == (0, COLUMNS)


@pytest.fixture(scope="module")
def demo(demo_store):
    """A connection to the published demonstration data."""
    with connect(demo_store) as con:
        yield con


@pytest.fixture(scope="module")
def demo_alerts(demo, catalogue):
    """What the rules that ship find there."""
    return evaluate(demo, catalogue, load(catalogue), statuses(demo))


@pytest.mark.sweep
def test_a_committee_can_read_them(demo_alerts):
    assert 20 <= len(demo_alerts) <= 80
    assert demo_alerts["alert"].is_unique
    assert demo_alerts["place"].tolist() == list(range(1, len(demo_alerts) + 1))
    order = [list(Severity).index(word) for word in demo_alerts["severity"]]
    assert order == sorted(order)


def test_columns_have_the_types_that_a_table_can_take(demo_alerts):
    assert tuple(demo_alerts.columns) == COLUMNS
    for name in TEXTS:
        assert {type(cell) for cell in demo_alerts[name]} <= {str, type(None)}, name
    kinds = demo_alerts.drop(columns=list(TEXTS)).dtypes.astype(str)
    assert set(kinds) == {"Int64", "float64"}


def test_behind_are_those_that_progress_says_are_behind(demo, catalogue, demo_alerts):
    """Of the communes and districts, told again from the table of statuses."""
    known = statuses(demo)
    known = known[known["level"].isin(["commune", "district"]) & known["target_year"].gt(2026)]
    known = known[
        known["value"].notna() & ~known["target_status"].isin(["unconfirmed", "proposed"])
    ]
    due = known["target_year"] == known.groupby(["kpi", "level", "area_code"])[
        "target_year"
    ].transform("min")
    last = known[due].groupby(["kpi", "level", "area_code"]).tail(2)
    behind = last[last["status"] == "behind"].groupby(["kpi", "level", "area_code"]).size()
    told = demo_alerts[
        (demo_alerts["condition"] == "off_track") & demo_alerts["target_year"].gt(2026)
    ]
    told = told[told["level"] != "province"]
    assert set(behind[behind == 2].index) == set(
        told[["kpi", "level", "area_code"]].itertuples(index=False, name=None)
    )


def test_since_is_the_first_of_all_months_behind(demo, catalogue, demo_alerts):
    one = demo_alerts[demo_alerts["rule"] == "district_off_track"].query("period != '2025'").iloc[0]
    months = Period.between(
        "month", Period.parse("2022-12").first_month, Period.parse("2026-10").first_month
    )
    rows = progress_over(demo, catalogue[one["kpi"]], "district", months, one["vintage"])
    rows = rows[
        (rows["area_code"] == one["area_code"]) & rows["target_year"].eq(one["target_year"])
    ]
    by_month = rows.set_index("period")["status"]
    assert set(by_month[by_month.index >= one["since"]]) == {"behind"}
    before = by_month[by_month.index < one["since"]]
    assert before.iloc[-1] != "behind"
    now = rows[rows["period"] == one["period"]].iloc[0]
    assert (one["value"], one["path"], one["gap"]) == (now["value"], now["path"], now["gap"])


@pytest.mark.sweep
def test_statuses_at_hand_change_nothing(demo, catalogue, demo_alerts):
    few = [one for one in load(catalogue) if one.id in ("district_off_track", "province_off_track")]
    alone = evaluate(demo, catalogue, few)
    given = evaluate(demo, catalogue, few, statuses(demo))
    pd.testing.assert_frame_equal(alone, given)


@pytest.mark.sweep
def test_an_alert_keeps_its_name_while_it_goes_on(demo, catalogue, demo_alerts, tmp_path):
    """The same snapshot, a month earlier."""
    few = [one for one in load(catalogue) if one.id in ("district_off_track", "province_off_track")]
    with ending(demo, "2026-09-01") as con:
        earlier = evaluate(con, catalogue, few)
    assert (earlier["period"] <= "2026-09").all()
    going_on = demo_alerts[demo_alerts["rule"].isin(["district_off_track", "province_off_track"])]
    going_on = going_on[going_on["since"] <= "2026-08"]
    assert len(going_on) > 2
    assert set(going_on["alert"]) <= set(earlier["alert"])


def test_readers_get_what_was_published_or_a_word(marts, catalogue):
    with duckdb.connect() as con:
        con.execute("create table mart_data (key varchar, value varchar)")
        with pytest.raises(KpiError, match="older version\\): publish"):
            alerts(con)
        found = evaluate(
            marts, catalogue, [rule(catalogue["online_dossier_share"], "no_report", periods=1)]
        )
        units = marts.table("mart_unit").to_arrow_table()  # noqa: F841
        con.execute("create table mart_unit as from units")
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        con.execute("insert into mart_alert by name select * from found")
        read = alerts(con)
    more = ["parent_name", "since_due", "difficulty_vi", "difficulty_en"]
    assert list(read.columns) == [*COLUMNS, *more]
    assert {"Huyện Nam Trực (cũ)"} < set(read["parent_name"])
    assert read["alert"].tolist() == found["alert"].tolist()
    assert set(read["target_status"]) == {None}


@pytest.mark.sweep
def test_the_command_prints_them(store):
    rows = table(run("alerts", store=store))
    assert [*rows[0]] == list(COLUMNS)
    assert all(row["alert"].startswith(row["rule"] + ":" + row["kpi"]) for row in rows)


def test_the_command_refuses_rules_in_words(store, tmp_path):
    (tmp_path / "mine.toml").write_text('[x]\nconditon = "jump"', "utf-8")
    done = run("alerts", "--rules", tmp_path / "mine.toml", store=store)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean “condition”?" in done.stderr
