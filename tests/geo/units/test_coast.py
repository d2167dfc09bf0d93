"""The communes by the sea are what the boundaries say, and follow into what they became."""

import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.boundaries import package
from geo.province import folder
from geo.units import table
from geo.units.coast import FILE, coastal
from geo.units.unit import predecessors, unit

METRES = 3405  # VN-2000 / UTM 48N
SHORE, BESIDE, NEAR = 1000, 300, 5  # metres of sea, of doubt between two provinces, of rounding
COAST_CSV = folder() / FILE


def test_how_many_communes_lie_by_the_sea():
    assert [len(coastal(vintage)) for vintage in table.VINTAGES] == [18, 17, 11]
    names = table.of("2022", "commune").set_index("code")["name"]
    rows = pd.read_csv(COAST_CSV, dtype=str)
    assert list(names[rows["code"]]) == list(rows["name"])


@pytest.mark.parametrize("vintage", ["2024", "2025"])
def test_a_commune_lies_by_the_sea_where_one_that_it_took_in_did(vintage):
    for code in table.of(vintage, "commune").code:
        before = predecessors(unit(vintage, "commune", code))
        inherits = any(one.code in coastal(one.vintage) for one in before)
        assert (code in coastal(vintage)) == inherits, code


def test_a_list_without_these_units_has_no_sea():
    assert coastal("2099") == frozenset()


@pytest.mark.sweep
def test_the_boundaries_say_the_same():
    """The sea is where no commune of another province lies beside an outer border."""
    with package.data_file().open(encoding="utf-8") as file:
        records = [one for one in json.load(file) if package._nfc(one["province"]) != "Nam Định"]
    others = gpd.GeoSeries(
        [shapely.Polygon(one["coordinates"]).buffer(0) for one in records], crs=4326
    )
    mine = package.communes()
    west, south, east, north = mine.total_bounds
    others = others.cx[west - 0.1 : east + 0.1, south - 0.1 : north + 0.1].to_crs(METRES)
    mine = mine.to_crs(METRES)
    sea = shapely.union_all(mine.values).boundary.difference(
        shapely.union_all(others.values).buffer(BESIDE)
    )
    shores = mine.map(lambda shape: sea.intersection(shape.buffer(NEAR)).length)
    stated = pd.read_csv(COAST_CSV, dtype={"code": str}).set_index("code")["shore_m"]
    assert set(shores[shores > SHORE].index) == set(stated.index)
    assert (shores[stated.index] - stated).abs().max() <= 50
