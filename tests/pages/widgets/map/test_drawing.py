"""The names on a map of the province: inside what is drawn, on a small one only where is room."""

from itertools import combinations

import pytest

from geo.map import served
from pages.figures.choropleth import MapClass
from pages.figures.labels import GLYPH_WIDTH, LINE_HEIGHT, STRETCH
from pages.shell.selection import Selection
from pages.text.words import short_name
from pages.widgets.map.drawing import told_of
from pages.widgets.map.ground import layers_of


def layers(width, height):
    units = served.map_units("2022", "commune")
    chosen = Selection("vssid_share", "commune", "2024-08", "2022", "vi")
    return layers_of([MapClass("", "", units["code"].to_list())], chosen, (width, height))


@pytest.mark.parametrize("size", [(290, 225), (360, 240), (580, 360), (370, 370)])
def test_no_name_is_cut_by_the_edge_of_what_is_drawn(size):
    made = layers(*size)
    west, south, east, north = made.bbox
    degree = min(size[0] / (east - west), size[1] / (north - south) / STRETCH)
    for label in made.labels.itertuples():
        half = len(label.name) * made.label_size * GLYPH_WIDTH / 2 / degree
        assert west <= label.lon - half + 1e-9 and label.lon + half - 1e-9 <= east


@pytest.mark.parametrize("size", [(720, 500), (360, 430)])
def test_names_that_stay_on_a_narrow_screen_do_not_touch_there(size):
    made = layers(*size)
    west, south, east, north = made.bbox
    degree = min(360 / (east - west), size[1] / (north - south) / STRETCH)
    kept = made.labels[made.labels["on_narrow"]]
    assert len(kept) > 5 and (len(kept) < len(made.labels)) == (size[0] > 360)
    high = made.label_size * LINE_HEIGHT - 1e-6
    for one, other in combinations(kept.itertuples(), 2):
        wide = (len(one.name) + len(other.name)) * made.label_size * GLYPH_WIDTH / 2 - 1e-6
        is_apart = abs(one.lon - other.lon) * degree >= wide
        assert is_apart or abs(one.lat - other.lat) * degree * STRETCH >= high, (one, other)


def test_on_a_narrow_map_only_a_unit_with_room_for_its_name_has_it():
    made = layers(290, 225)
    units = served.map_units("2022", "commune")
    pixels = dict(zip(units["name"].map(short_name), units["code"].map(made.pixels), strict=True))
    for name in made.labels["name"]:
        assert pixels[name] >= len(name) * GLYPH_WIDTH * LINE_HEIGHT * made.label_size**2
    assert len(made.labels) < len(layers(300, 225).labels)


def test_a_district_has_room_on_a_narrow_map():
    districts = served.map_units("2022", "district")["code"].to_list()
    chosen = Selection("vssid_share", "district", "2024-08", "2022", "vi")
    assert len(layers_of([MapClass("", "", districts)], chosen, (290, 225)).labels) > 3


def test_one_of_several_maps_is_heard_by_its_title():
    chosen = Selection("vssid_share", "commune", "2024-08", "2022", "vi")
    told = told_of(chosen, "Tháng 08/2024")
    assert told == "Bản đồ: Xã, phường, Tháng 08/2024. Các tệp bên dưới có cùng số liệu."
    assert "Bảng" in told_of(chosen)
