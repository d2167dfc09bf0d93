"""What decides the derived rows of a KPI changes its fingerprint, and nothing else does."""

import shutil
from dataclasses import replace

import duckdb
import pandas as pd
import pytest

from kpis import derived
from kpis import fingerprints as module
from kpis.alerts.evaluate import of_kpi, rules_that_ship
from kpis.catalogue.expressions import columns
from kpis.fingerprints import fingerprints


@pytest.fixture
def con(marts):
    """The marts of the sample, which a test may spoil."""
    marts.execute("begin")
    yield marts
    marts.execute("rollback")


@pytest.fixture(scope="module")
def before(sample_marts, catalogue):
    return fingerprints(sample_marts.cursor(), catalogue.values(), rules_that_ship(), 5)


def changed(con, catalogue, before):
    after = fingerprints(con, catalogue.values(), rules_that_ship(), 5)
    return {id for id in catalogue if after[id] != before[id]}


def reading(catalogue, source, column):
    """The KPIs that name a column of a mart."""
    return {
        kpi.id
        for kpi in catalogue.values()
        if kpi.source == source and column in columns(f"{kpi.numerator} + {kpi.denominator}")
    }


SERVICE = "mart_service_month"
ONE = f"where rowid = (select min(rowid) from {SERVICE} where e_signature_adults is not null)"


@pytest.mark.parametrize("change", ["e_signature_adults + 1", "null"])
def test_a_number_changes_the_kpis_that_read_it(con, catalogue, before, change):
    con.execute(f"update {SERVICE} set e_signature_adults = {change} {ONE}")
    assert changed(con, catalogue, before) == reading(catalogue, SERVICE, "e_signature_adults")


def test_a_denominator_is_a_number_that_is_read(con, catalogue, before):
    con.execute(f"update {SERVICE} set adults = adults + 1 {ONE}")
    found = changed(con, catalogue, before)
    assert found == reading(catalogue, SERVICE, "adults") and len(found) > 1


def test_two_numbers_that_change_places_are_another_content(con, catalogue, before):
    one, other = con.execute(
        f"select a.rowid, b.rowid from {SERVICE} a join {SERVICE} b"
        " on a.month = b.month and a.e_signature_adults < b.e_signature_adults limit 1"
    ).fetchone()
    con.execute(
        f"update {SERVICE} set area_code = (select any_value(other.area_code) from {SERVICE} other"
        f" where other.rowid in ({one}, {other}) and other.rowid <> {SERVICE}.rowid)"
        f" where rowid in ({one}, {other})"
    )
    assert "e_signature_share" in changed(con, catalogue, before)


def test_a_line_that_is_gone_changes_those_that_read_its_mart(con, catalogue, before):
    con.execute(f"delete from {SERVICE} {ONE}")
    found = changed(con, catalogue, before)
    assert "e_signature_share" in found
    assert {catalogue[id].source for id in found} == {SERVICE}


def test_a_target_of_an_area_changes_its_kpi(con, catalogue, before):
    con.execute(
        "insert into mart_target by name select vintage, level, code as area_code,"
        " 'e_signature_share' as kpi, 2025 as year, 40 as value, 'x' as decision,"
        " date '2024-01-01' as issued_date from mart_unit where level = 'district' limit 1"
    )
    assert changed(con, catalogue, before) == {"e_signature_share"}


@pytest.mark.parametrize(
    "change",
    [
        "update mart_data set value = '2025-09-01' where key = 'last_month'",
        "update mart_unit set name = 'x' where rowid = 0",
        "update mart_area_map set weight = 0.5 where rowid = 0",
    ],
)
def test_a_month_more_and_other_units_change_all(con, catalogue, before, change):
    con.execute(change)
    assert changed(con, catalogue, before) == set(catalogue)


def test_what_no_kpi_reads_changes_none(con, catalogue, before):
    con.execute("update mart_data set value = '2025-09-09' where key = 'as_of_date'")
    con.execute("delete from mart_export")
    con.execute(f"create or replace table {SERVICE} as from {SERVICE} order by area_code desc")
    assert changed(con, catalogue, before) == set()


def test_a_stanza_and_the_rules_that_watch_it_change_a_kpi(con, catalogue, before):
    kpi = catalogue["e_signature_share"]
    rules = rules_that_ship()
    stanza = {**catalogue.kpis, kpi.id: replace(kpi, staleness_months=kpi.staleness_months + 1)}
    after = fingerprints(con, stanza.values(), rules, 5)
    assert after[kpi.id] != before[kpi.id]
    rule = next(one for one in rules if kpi in one.kpis)
    longer = [replace(one, periods=9) if one is rule else one for one in rules]
    after = fingerprints(con, catalogue.values(), longer, 5)
    assert {id for id in catalogue if after[id] != before[id]} == {one.id for one in rule.kpis}


@pytest.mark.parametrize("file", ["progress/paths.py", "sql/view.sql", "forecast/laws.py"])
def test_the_code_is_part_of_it(tmp_path, monkeypatch, file):
    copy = shutil.copytree(module.HERE, tmp_path / "kpis")
    monkeypatch.setattr(module, "HERE", copy)
    code = module.code.__wrapped__
    assert code() == module.code()
    with (copy / file).open("a", encoding="utf-8") as text:
        text.write("\n")
    assert code() != module.code()
    monkeypatch.setattr(module, "version", lambda name: "0")
    assert code() != module.code()


@pytest.mark.sweep
@pytest.mark.parametrize("id", ["e_signature_share", "online_dossier_share", "sme_platform_share"])
def test_nothing_else_is_read(marts, catalogue, tmp_path, id):
    """The derived rows of a KPI are computed where nothing but what is hashed is there."""
    kpi, path = catalogue[id], tmp_path / "marts.duckdb"
    hashed = {"mart_data", "mart_unit", "mart_area_map", "mart_target", kpi.source}
    marts.execute(f"attach '{path}' as only_hashed")
    for table in hashed:
        marts.execute(f"create table only_hashed.{table} as from {table}")
    marts.execute("detach only_hashed")
    with duckdb.connect(str(path), read_only=True) as con:
        known = derived.statuses(con, kpi)
        assert sum(map(len, known)) > 0
        derived.verdicts(con, kpi, known)
        of_kpi(con, kpi, rules_that_ship(), pd.concat(known))
        assert derived.outlook(con, kpi)["mart_outlook"]
