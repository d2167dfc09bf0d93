"""The column `coast` is what the boundaries say, and follows a unit into what it becomes."""

import json

import geopandas as gpd
import pytest
import shapely

from geo.boundaries import package
from geo.units import table
from geo.units.unit import predecessors, unit

METRES = 3405  # VN-2000 / UTM 48N
SHORE, BESIDE, NEAR = 1000, 300, 5  # metres of sea, of doubt between two provinces, of rounding


def coastal(vintage):
    units = table.of(vintage, "commune")
    return set(units[units.coast == "1"].code)


def test_how_many_communes_lie_by_the_sea():
    assert [len(coastal(vintage)) for vintage in table.VINTAGES] == [18, 17, 11]
    every = table.load()
    assert set(every.coast) == {"", "1"} and set(every[every.coast == "1"].level) == {"commune"}


@pytest.mark.parametrize("vintage", ["2024", "2025"])
def test_a_commune_lies_by_the_sea_where_one_that_it_took_in_did(vintage):
    for code in table.of(vintage, "commune").code:
        before = predecessors(unit(vintage, "commune", code))
        inherits = any(one.code in coastal(one.vintage) for one in before)
        assert (code in coastal(vintage)) == inherits, code


def test_another_list_need_not_say_it(tmp_path):
    path = tmp_path / "units.csv"
    table.load().drop(columns="coast").to_csv(path, index=False)
    assert set(table.load(path).coast) == {""}


@pytest.mark.sweep
def test_the_boundaries_say_the_same():
    """The sea is where no commune of another province lies beside an outer border."""
    with package.data_file().open(encoding="utf-8") as file:
        records = [one for one in json.load(file) if package._nfc(one["province"]) != "Nam Định"]
    others = gpd.GeoSeries(
        [shapely.Polygon(one["coordinates"]).buffer(0) for one in records], crs=4326
    )
    mine = package.communes_2022()
    west, south, east, north = mine.total_bounds
    others = others.cx[west - 0.1 : east + 0.1, south - 0.1 : north + 0.1].to_crs(METRES)
    mine = mine.to_crs(METRES)
    sea = shapely.union_all(mine.values).boundary.difference(
        shapely.union_all(others.values).buffer(BESIDE)
    )
    shores = mine.map(lambda shape: sea.intersection(shape.buffer(NEAR)).length)
    assert set(shores[shores > SHORE].index) == coastal("2022")
