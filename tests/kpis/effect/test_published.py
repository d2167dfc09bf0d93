"""The effects of a publish: taken over while nothing changed, computed anew where something did."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from kpis import derived
from kpis.__main__ import main
from kpis.alerts.evaluate import rules_that_ship
from kpis.catalogue.catalogue import load
from kpis.catalogue.taught import taught
from kpis.derived import EFFECT
from kpis.effect import study
from kpis.fingerprints import fingerprints, of_effect
from kpis.measure import published
from kpis.store import connect

TABLES = ("mart_effect", "mart_effect_check", "mart_deviance", "mart_deviance_habit")


@pytest.fixture
def con(marts):
    """The marts of the sample, which a test may spoil."""
    marts.execute("begin")
    yield marts
    marts.execute("rollback")


@pytest.mark.sweep
def test_a_store_of_a_few_communes_says_that_they_are_too_few(con):
    _, cases = study.cases(con)
    rows = study.study(cases)["mart_effect"][0]
    assert len(rows) == len(taught()) and set(rows["verdict"]) == {"too_few"}
    reasons = dict(zip(rows["topic"], rows["reason"], strict=True))
    assert (reasons["dvctt"], reasons["tmdt"]) == ("few_communes", "yearly")


@pytest.mark.sweep
def test_a_store_without_activities_says_so(con):
    con.execute("delete from mart_work_month")
    _, cases = study.cases(con)
    rows = study.study(cases)["mart_effect"][0]
    assert dict(zip(rows["topic"], rows["reason"], strict=True)) == {
        **dict.fromkeys(("dvctt", "cong_dan_so", "bhxh_dt", "thanh_toan"), "no_work"),
        "tmdt": "yearly",
    }


@pytest.mark.parametrize(
    "change",
    [
        "update mart_work_month set assists = assists + 1"
        " where rowid = (select min(rowid) from mart_work_month)",
        "update mart_service_month set telehealth_adults = telehealth_adults + 1"
        " where rowid = (select min(rowid) from mart_service_month"
        " where telehealth_adults is not null)",
        "update mart_activity_month set adults = adults + 1 where topic = 'all'",
        "update mart_group_month set reports_due = reports_due + 1",
        "update mart_unit set parent_code = 'x' where level = 'commune'",
    ],
)
def test_what_it_reads_changes_the_fingerprint(con, change):
    before = of_effect(con, taught(), 5)
    assert of_effect(con, taught(), 5) == before
    con.execute(change)
    assert of_effect(con, taught(), 5) != before


def test_what_it_does_not_read_changes_nothing(con):
    before = of_effect(con, taught(), 5)
    con.execute("update mart_dossier_month set received = received + 1")
    con.execute("update mart_activity_month set households_new = households_new + 1")
    assert of_effect(con, taught(), 5) == before


def test_rows_that_are_kept_are_those_that_are_served(tmp_path, monkeypatch, demo_store):
    """Derived once more from the same marts, nothing is computed: all rows are as they were."""
    pointer = json.loads((demo_store / "CURRENT.json").read_text(encoding="utf-8"))
    published = demo_store / "snapshots" / pointer["directory"] / "marts.duckdb"
    marts = Path(shutil.copy(published, tmp_path / "marts.duckdb"))
    with duckdb.connect(str(marts)) as con:  # perhaps published by another Python's libraries
        prints = fingerprints(con, load().values(), rules_that_ship(), 5)
        now = {**prints, EFFECT: of_effect(con, taught(), 5)}
        con.executemany(
            "update mart_derived_from set fingerprint = $2 where kpi = $1", [*now.items()]
        )

    def not_again(*_: object) -> None:
        raise AssertionError("it was computed again")

    monkeypatch.setattr(derived, "_effect", not_again)
    monkeypatch.delenv("DX_SMALL_NUMBERS")  # as the demonstration was published
    assert derived.derive(marts, tmp_path, marts) == []
    with duckdb.connect(str(marts), read_only=True) as con:
        for table in TABLES:
            path = str(tmp_path / f"{table}.parquet")
            kept = con.execute("from read_parquet(?)", [path]).fetchall()
            assert repr(kept) == repr(con.execute(f"from {table}").fetchall()), table
            assert kept


def test_the_command_prints_them(demo_store, capsys):
    asked = ["effect", "--topic", "vssid", "--store", str(demo_store)]
    assert main(asked) == 2
    assert "bhxh_dt" in capsys.readouterr().err
    asked = ["effect", "--topic", "bhxh_dt", "--format", "json", "--store", str(demo_store)]
    assert main(asked) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [*rows[0]][:12] == [
        *("topic", "service", "form", "lag", "estimate", "low_95", "high_95"),
        *("leads", "placebo", "communes", "months", "verdict"),
    ]
    assert [row["lag"] for row in rows if row["form"] == "all"] == [1, 2, 3, 4, 5, 6]
    (told,) = [row for row in rows if row["form"] == "all" and row["lag"] == 3]
    assert told["low_95"] < told["estimate"] < told["high_95"]
    assert (told["service"], told["communes"], told["verdict"]) == ("vssid_share", 57, "seen")


@pytest.mark.sweep
def test_a_snapshot_of_before_says_that_it_has_none(store, capsys):
    assert main(["effect", "--store", str(store)]) == 2
    assert "publish the exports again" in capsys.readouterr().err


def test_pages_ask_for_the_rows_of_a_topic(demo_store):
    with connect(Path(demo_store)) as con:
        assert set(published.effect_checks(con, "dvctt")["topic"]) == {"dvctt"}
        assert len(published.effects(con)) == 45
