"""Names are written into the visible part of a unit, and only of units that are visible."""

import shapely

from geo.map import served
from geo.map.layers import label_points_within


def test_the_whole_province_in_the_box_gives_every_unit_at_its_place() -> None:
    west, south, east, north = served.web_boundaries("2025", "commune").bbox
    box = (west - 0.1, south - 0.1, east + 0.1, north + 0.1)
    found = label_points_within("2025", "commune", box).merge(
        served.map_units("2025", "commune").drop(columns="name"), on="code", suffixes=("", "_whole")
    )
    assert len(found) == 57
    assert (found.lon - found.lon_whole).abs().median() < 0.001
    assert (found.area_km2 / found.area_km2_whole - 1).abs().max() < 0.2


def test_of_a_small_box_only_what_it_shows_is_named_inside_it() -> None:
    shapes = served.shapes("2025", "commune").set_index("code").geometry
    west, south, east, north = shapes["13669"].bounds
    box = (west, south, east, north)
    found = label_points_within("2025", "commune", box)
    assert "13669" in set(found.code) and len(found) < 12
    for row in found.itertuples():
        point = shapely.Point(row.lon, row.lat)
        assert shapely.box(*box).buffer(1e-4).covers(point)
        assert shapes[row.code].buffer(1e-4).covers(point)


def test_what_is_kept_is_not_changed_by_a_caller() -> None:
    box = served.web_boundaries("2024", "district").bbox
    mine = label_points_within("2024", "district", box)
    mine["area_km2"] = 0.0
    assert label_points_within("2024", "district", box)["area_km2"].min() > 1
