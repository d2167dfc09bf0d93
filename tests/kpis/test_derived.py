"""The tables that a publish computes: what the functions say, or the reason for having none."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from numpy.testing import assert_array_equal

from data.publish import programs as program
from data.publish.directory import publish
from data.publish.imports import Order, Request, import_files
from data.store.snapshot import current
from kpis.catalogue.chance import Chance
from kpis.catalogue.vocabulary import Unit
from kpis.errors import KpiError
from kpis.forecast.forecast import backtest, forecast, probability, study
from kpis.forecast.report import reliability_rows
from kpis.measure import published
from kpis.measure.extent import extent
from kpis.measure.other_units import reported, review
from kpis.measure.query import months_read, readings_query
from kpis.measure.readings import TEXTS, measure, with_none
from kpis.measure.whole import readings_of_whole
from kpis.periods import Period
from kpis.progress.progress import progress
from kpis.progress.results import with_today
from kpis.progress.verdict import verdict
from kpis.store import connect
from tests.stores import corrected, differing

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture(scope="module")
def derived(demo_store):
    with connect(demo_store) as con:
        yield con


@pytest.mark.parametrize(
    ("kpi", "level", "code"),
    [
        ("online_dossier_share", "commune", "2026-09"),
        ("eid_level2_share", "district", "2026-10"),
        ("digital_economy_share", "province", "2025"),
    ],
)
def test_statuses_are_those_of_progress(derived, catalogue, kpi, level, code):
    stored = published.statuses(derived, level, kpi, code)
    live = progress(derived, catalogue[kpi], level, Period.parse(code), "2025")
    assert len(stored) > 0
    pd.testing.assert_frame_equal(
        stored, live[stored.columns], check_dtype=False, check_exact=False, rtol=1e-9
    )


@pytest.mark.sweep
def test_a_second_publish_computes_the_same_to_the_last_digit(
    demo_store, demo_exports, tmp_path, monkeypatch
):
    for name in (program.SMALL_NUMBERS, program.LEFT_OUT, "SLURM_CPUS_ON_NODE"):
        monkeypatch.delenv(name)  # as who publishes does, in threads
    publish(demo_exports, tmp_path / "store")
    assert differing(tmp_path / "store", demo_store) == set()


def test_every_kpi_has_statuses_of_its_last_period(derived, catalogue):
    stored = published.statuses(derived)
    latest = stored[stored["period"] == stored.groupby("kpi")["period"].transform("max")]
    assert set(latest["period"]) == {"2026-10", "2026"}
    by_hand = {(kpi.id, level) for kpi in catalogue.values() for level in kpi.levels}
    assert set(zip(latest["kpi"], latest["level"], strict=True)) == by_hand


@pytest.mark.parametrize(
    ("kpi", "level", "year", "now"),
    [
        ("online_dossier_share", "commune", 2025, "2026-10"),  # a flow: of the whole year
        ("fibre_household_share", "district", 2025, "2026-10"),
        ("digital_economy_share", "province", 2025, "2025"),
        ("eid_level2_share", "district", 2023, "2026-10"),  # on units that are no more
    ],
)
def test_verdicts_are_those_of_verdict(derived, catalogue, kpi, level, year, now):
    stored = published.verdicts(derived, year)
    mine = stored[(stored["kpi"] == kpi) & (stored["level"] == level)].reset_index(drop=True)
    live = verdict(derived, catalogue[kpi], level, year)
    shown = live["vintage"].iloc[0]
    today = progress(derived, catalogue[kpi], level, Period.parse(now), shown)
    live = with_today(live, today, catalogue[kpi], year).assign(year=year)
    assert len(mine) > 0 and set(mine["since"]) != {"unknown"}
    pd.testing.assert_frame_equal(mine, live[mine.columns], check_dtype=False, rtol=1e-9)


@pytest.mark.parametrize(("kind", "vintage"), [("month", "2025"), ("half", "2022")])
def test_the_whole_is_read_as_it_is_computed(derived, catalogue, kind, vintage):
    reach = extent(derived)
    periods = Period.between(kind, reach.first_month, reach.last_month)
    kpis = [catalogue[id] for id in ("e_signature_share", "sme_platform_share")]
    stored = readings_of_whole(derived, kpis, periods, vintage)
    base = reported(derived, kpis, periods)
    computed = review(derived, base, kpis, "province", periods, vintage)
    assert len(stored) == len(published.whole(derived, *codes_of(kpis, periods), vintage))
    pd.testing.assert_frame_equal(
        stored, computed, check_dtype=False, check_exact=False, rtol=1e-12
    )


def codes_of(kpis, periods):
    return [kpi.id for kpi in kpis], [period.code for period in periods]


def test_of_shares_the_last_months_are_read_as_they_are_computed(derived, catalogue):
    kpis, codes = [catalogue["e_signature_share"], catalogue["vssid_share"]], ("2025-10", "2026-10")
    found = published.values_at(derived, "commune", [kpi.id for kpi in kpis], codes, "2025")
    rows = [measure(derived, kpi, "commune", [*map(Period.parse, codes)], "2025") for kpi in kpis]
    live = pd.concat(rows, ignore_index=True)
    for name in ("area_code", "value", "denominator"):
        assert_array_equal(found[name], live[name].to_numpy())


def test_every_target_that_is_over_has_a_verdict(derived, catalogue):
    stored = published.verdicts(derived)
    aimed = {
        (kpi.id, level, target.year)
        for kpi in catalogue.values()
        for target in kpi.targets
        for level in kpi.levels
        if target.year <= 2025
    }
    assert aimed <= set(stored[["kpi", "level", "year"]].itertuples(index=False, name=None))


def test_the_future_is_that_of_the_forecasts(derived, catalogue):
    whole = study(derived, catalogue["e_signature_share"])
    live = forecast(derived, whole, "commune").dropna(subset="value").reset_index(drop=True)
    stored = published.forecasts(derived, "e_signature_share", "commune")
    columns = ["area_code", "period", "value", "low_80", "high_95", "numerator"]
    pd.testing.assert_frame_equal(stored[columns], live[columns], check_dtype=False)
    one = published.forecasts(derived, "e_signature_share", "commune", stored["area_code"][0])
    assert len(one) == 50 and one["area_code"].nunique() == 1
    chances = probability(derived, whole, "commune", 2030)
    told = published.chances(derived, "e_signature_share", "commune", 2030)
    assert told["probability"].tolist() == chances["probability"].tolist()
    report = backtest(derived, [whole])
    rows = published.backtests(derived)
    rows = rows[rows["kpi"] == "e_signature_share"].reset_index(drop=True)
    pd.testing.assert_frame_equal(rows, report, check_dtype=False)
    kinds = ["logistic", "line", "walk", "still", "damped", "bottom_up"]
    assert rows.columns.tolist()[-6:] == kinds
    assert (rows[kinds].sum(axis=1) == rows["forecast"] + rows["certain"]).all()
    made = whole.at("commune")
    expected = reliability_rows("e_signature_share", "commune", made)
    stated = derived.execute(
        "select * from mart_reliability where kpi = 'e_signature_share' and level = 'commune'"
    ).df()
    order = [row["class"] for row in expected]
    stated = stated.set_index("class").loc[order].reset_index()[list(expected[0])]
    pd.testing.assert_frame_equal(stated, pd.DataFrame(expected), check_dtype=False)
    assert stated["cases"].sum() == made.run.cases.sum()


def test_what_was_stated_of_all_shares_is_stored_and_is_no_share_itself(derived, catalogue):
    stated = derived.execute("select * from mart_reliability").df()
    assert set(stated["class"]) <= {str(name) for name in Chance}
    assert stated["stated"].between(0, 1).all() and stated["reached"].between(0, 1).all()
    shares = {kpi.id for kpi in catalogue.values() if kpi.unit is Unit.PERCENT}
    assert set(stated["kpi"]) <= shares and len(set(stated["kpi"])) > 15


def test_who_has_no_forecast_has_a_reason(derived):
    outlooks = published.outlooks(derived)
    without = outlooks[outlooks["status"] == "insufficient"]
    assert len(without) > 0 and without["reason"].notna().all()
    assert outlooks.loc[outlooks["status"] == "ok", "model"].notna().all()
    assert published.problem(derived) is None


def test_a_snapshot_without_forecasts_says_why(store):
    with connect(store) as con:
        assert published.problem(con) == "left out (DX_WITHOUT_FORECASTS is set)"
        with pytest.raises(KpiError, match=r"no forecasts \(left out .* publish the exports again"):
            published.statuses(con)


def test_a_snapshot_of_an_older_version_says_so():
    with duckdb.connect() as con:
        con.execute("create table mart_data (key varchar, value varchar)")
        with pytest.raises(KpiError, match="older version"):
            published.backtests(con)


# a stock, a flow, one without a target, one of the province alone, one that ended, one a year
FEW = (
    *("eid_level2_share", "online_dossier_share", "assists_per_1000"),
    *("full_process_services", "e_work_files_district", "sme_platform_share"),
)
OF_FEW = f"""
import sys
from kpis import derived

if __name__ == "__main__":  # its two processes read this again
    every = derived.load()
    derived.load = lambda: {{id: every[id] for id in {FEW}}}
    sys.exit(derived.main())
"""


@pytest.fixture
def of_few(tmp_path, monkeypatch):
    """Lets a publish compute the tables of a few KPIs: of all it takes half a minute."""
    monkeypatch.delenv("DX_WITHOUT_FORECASTS")
    here = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"  # no PYTHONPATH comes to the program
    (tmp_path / "of_few.py").write_text(here + OF_FEW, encoding="utf-8")
    monkeypatch.setattr(program, "DERIVED", "of_few")
    monkeypatch.setattr(program, "ROOT", tmp_path)


@pytest.mark.sweep
def test_the_small_sample_has_statuses_and_no_forecast(tmp_path, of_few):
    said: list[str] = []
    publish(SAMPLE, tmp_path / "store", progress=said.append)
    with connect(tmp_path / "store") as con:
        assert published.problem(con) is None
        assert set(published.statuses(con)["kpi"]) == set(FEW)
        assert published.forecasts(con, "eid_level2_share", "commune").empty
        assert "insufficient" in set(published.outlooks(con)["status"])
    assert any(
        text.startswith("derived tables: mart_alert") or "mart_backtest" in text for text in said
    )


@pytest.mark.sweep
def test_a_correction_computes_what_it_changes_and_the_rest_is_as_it_was(tmp_path, of_few):
    store, whole, said = tmp_path / "store", tmp_path / "whole", list[str]()
    publish(SAMPLE, store)
    import_files(Order([Request(corrected(SAMPLE, tmp_path))]), store, progress=said.append)
    assert f"1 of {len(FEW)} indicators computed" in said
    marts = current(store).directory / "marts.duckdb"
    whole.mkdir()
    run = [sys.executable, "-m", "of_few", str(marts), str(whole)]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert f"{len(FEW)} of {len(FEW)} indicators computed" in done.stdout
    computed = list(whole.glob("*.parquet"))
    of_sql = (ROOT / "kpis" / "sql" / "derived").glob("*.sql")
    assert {path.stem for path in computed} == {path.stem for path in of_sql}
    with duckdb.connect(str(marts), read_only=True) as con:
        for path in computed:
            stored = con.execute(f"from {path.stem} order by rowid")
            types = stored.description
            rows = stored.fetchall()
            expected = con.execute("from read_parquet(?)", [str(path)])
            assert types == expected.description, path.stem
            assert repr(rows).replace("-0.0", "0.0") == repr(expected.fetchall()).replace(
                "-0.0", "0.0"
            ), path.stem


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kpis.derived", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.sweep
def test_marts_that_cannot_answer_are_refused_in_a_line(tmp_path):
    with duckdb.connect(str(tmp_path / "marts.duckdb")) as con:
        con.execute("create table mart_data (key varchar, value varchar)")
    done = _run(str(tmp_path / "marts.duckdb"), str(tmp_path))
    assert done.returncode == 2
    assert "KpiError" in done.stderr and "publish them again" in done.stderr
    assert "Traceback" not in done.stderr


def test_readings_are_the_same_where_no_cell_of_their_months_is_hidden(derived, catalogue):
    """There the query has no part for hidden cells; in the months of the others it has."""
    reach, seen = extent(derived), set[bool]()
    cells = derived.execute(
        "select distinct kpi, month from mart_hidden where part = ''"
    ).fetchall()
    first_months = {
        id: Period.containing("month", min(m for k, m in cells if k == id)) for id, _ in cells
    }
    for kpi in (one for one in catalogue.values() if one.is_personal):
        hidden, level = {month for id, month in cells if id == kpi.id}, kpi.levels[-1]
        for period in {Period.parse("2026-10"), first_months.get(kpi.id, Period.parse("2025"))}:
            seen.add(hidden.isdisjoint(months_read(kpi, period, reach)))
            query = readings_query(kpi, level, [period], None, None, reach, "mart_hidden")
            every = with_none(derived.execute(query).df(), TEXTS)
            pd.testing.assert_frame_equal(measure(derived, kpi, level, [period]), every)
    assert seen == {True, False}
