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
