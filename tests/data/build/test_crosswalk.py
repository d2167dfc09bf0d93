"""The crosswalk of the marts says what the engine of geo says, for real and for random units."""

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from data import sql_files
from geo.crosswalk.crosswalk import crosswalk
from geo.units import table as units
from kpis.store import connect
from tests.geo.crosswalk.test_properties import Chain, chains
from tests.sweep import examples

KEYS = ["source_vintage", "vintage", "source_code", "target_code"]


def of_engine(level: str, weights: pd.Series, table: pd.DataFrame) -> pd.Series:
    """Weights by source vintage, vintage, source and target, from geo/crosswalk/crosswalk.py."""
    vintages = sorted(table.vintage.unique())
    parts = [
        crosswalk(source, target, level, weights, table).assign(
            source_vintage=source, vintage=target
        )
        for source in vintages
        for target in vintages
    ]
    return pd.concat(parts).set_index(KEYS).weight.sort_index()


def of_marts(con: duckdb.DuckDBPyConnection, table: str, level: str) -> pd.Series:
    """The same from the tables of SQL."""
    rows = con.execute(
        "select source_vintage, vintage, source_code, code as target_code, weight"
        f" from {table} where level = ?",
        [level],
    ).df()
    return rows.set_index(KEYS).weight.sort_index()


@pytest.mark.parametrize("level", ["commune", "district", "province"])
def test_the_units_of_the_province(demo_store, level):
    with connect(demo_store) as con:
        con.execute(
            "create temp table shown as select *, area_code as code from mart_area_map"
            " where source_level = level"
        )
        seen = of_marts(con, "shown", level)
        people = con.execute(
            "select vintage, area_code, max_by(residents, month) as residents"
            " from mart_service_month group by all"
        ).df()
    weights = people.set_index(["vintage", "area_code"]).residents.astype(float)
    if level != "commune":
        homes = units.load().query("level == 'commune'").set_index(["vintage", "code"]).parent_code
        weights = weights.groupby(
            [weights.index.get_level_values(0), homes.loc[weights.index]]
        ).sum()
    wanted = of_engine(level, weights, units.load())
    pd.testing.assert_series_equal(seen, wanted, check_names=False, rtol=1e-9)
    assert level == "province" or (seen < 1).any()


@pytest.mark.sweep
@settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))
@given(chain=chains())
def test_any_chain_of_units(chain: Chain):
    table, weights = chain
    vintages = pd.DataFrame({"vintage": sorted(table.vintage.unique())})
    vintages["next_vintage"] = vintages.vintage.shift(-1)
    residents = weights.rename("residents").reset_index().assign(level="commune")
    told = table.assign(successor_code=table.successor_code.replace("", None))
    with duckdb.connect() as con:
        con.execute(sql_files.macros())
        for name, frame in {
            "core_unit": told,
            "core_vintage": vintages,
            "core_unit_weight": residents,
        }.items():
            con.register("frame", frame)
            con.execute(f"create table {name} as from frame")
        for name in ("core_link", "core_crosswalk"):
            con.execute(f"create table {name} as {sql_files.load('core', name).text}")
        seen = of_marts(con, "core_crosswalk", "commune")
    wanted = of_engine("commune", weights, table)
    pd.testing.assert_series_equal(seen, wanted, check_names=False, rtol=1e-9)


def test_a_group_of_a_divided_commune_is_where_its_village_is_registered():
    """Commune 1 was divided among 2, which took most of it, and 3; 4 went whole into 3."""
    parts = [("1", "2", 0.7), ("1", "3", 0.3), ("4", "3", 1.0)]
    links = pd.DataFrame(parts, columns=["source_code", "code", "weight"])
    links = links.assign(level="commune", source_vintage="2024", vintage="2025")
    groups = pd.DataFrame(
        [("a", "1", "v1"), ("b", "1", "v2"), ("c", "1", "v3"), ("d", "4", "v4")],
        columns=["group_code", "commune_code", "village_code"],
    ).assign(vintage="2024")
    # That of c is not registered yet; that of d is by mistake, and its commune was not divided.
    villages = pd.DataFrame(
        [("2", "v1"), ("3", "v2"), ("2", "v4")], columns=["commune_code", "village_code"]
    ).assign(vintage="2025")
    frames = {"core_crosswalk": links, "core_group": groups, "core_village": villages}
    with duckdb.connect() as con:
        for name, frame in frames.items():
            con.register("frame", frame)
            con.execute(f"create table {name} as from frame")
        for name in ("core_unit_path", "core_group_place"):
            con.execute(f"create table {name} as {sql_files.load('core', name).text}")
        found = con.execute("select group_code, commune_code from core_group_place").fetchall()
    assert sorted(found) == [("a", "2"), ("b", "3"), ("c", "2"), ("d", "3")]
