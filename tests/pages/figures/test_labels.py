"""Names on a map: whatever the units, no two names touch, and none is left out without a reason."""

import math

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.figures.labels import area, placed

PROVINCE = (105.9, 19.95, 106.6, 20.55)
ALPHABET = "Xã Nam Định Hải Hậu "

UNITS = st.lists(
    st.tuples(
        st.text(ALPHABET, min_size=1, max_size=14),
        st.floats(PROVINCE[0], PROVINCE[2]),
        st.floats(PROVINCE[1], PROVINCE[3]),
        st.floats(1, 300),
    ),
    max_size=25,
)
QUICKLY = settings(max_examples=60)
SCREENS = st.tuples(st.integers(300, 1600), st.integers(300, 1000), st.sampled_from([10, 12, 15]))


def frame(units):
    """The points of some units, with the code of each."""
    columns = ["name", "lon", "lat", "area_km2"]
    points = pd.DataFrame(units, columns=columns)
    return points.assign(code=[f"u{i}" for i in range(len(points))])


def boxes(points, screen):
    """What each name covers in pixels, on the true Mercator map and with a rather slim font."""
    width, height, size = screen
    west, south, east, north = PROVINCE
    scale = min(width / (east - west), height / (mercator(north) - mercator(south)))
    for row in points.itertuples():
        x, y, half = row.lon * scale, mercator(row.lat) * scale, len(row.name) * size * 0.54 / 2
        yield x - half, y - size * 0.6, x + half, y + size * 0.6


def mercator(lat):
    """The height of a latitude on the map, in degrees of longitude."""
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


def touch(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@QUICKLY
@given(UNITS, SCREENS)
def test_no_two_names_overlap(units, screen):
    kept = list(boxes(placed(frame(units), PROVINCE, *screen), screen))
    assert not [1 for i, box in enumerate(kept) for other in kept[:i] if touch(box, other)]


@QUICKLY
@given(UNITS, SCREENS, st.integers(0, 24))
def test_the_chosen_unit_has_its_name(units, screen, at):
    points = frame(units)
    chosen = f"u{at}"
    kept = placed(points, PROVINCE, *screen, always=chosen)
    assert list(kept.index) == sorted(kept.index)
    if chosen in set(points["code"]):
        assert chosen in set(kept["code"])


@QUICKLY
@given(UNITS)
def test_where_there_is_room_every_name_stands(units):
    apart = [(name, 105.95 + 0.1 * i, 20.2, area) for i, (name, *_, area) in enumerate(units[:7])]
    assert len(placed(frame(apart), PROVINCE, 7 * 14 * 15, 3000, 15)) == len(apart)


def test_a_name_that_the_edge_would_cut_is_left_out():
    points = frame([("Giao Thiện", 106.59, 20.2, 90), ("Giao Hương", 106.4, 20.25, 9)])
    assert list(placed(points, PROVINCE, 360, 400, 12)["name"]) == ["Giao Hương"]
    assert list(placed(points, PROVINCE, 1200, 600, 12)["name"]) == ["Giao Thiện", "Giao Hương"]


def test_the_larger_of_two_that_collide_stays():
    points = frame([("Nhỏ", 106.2, 20.2, 5), ("Lớn", 106.2, 20.2, 50), ("Xa", 106.5, 20.4, 1)])
    assert list(placed(points, PROVINCE, 800, 600, 12)["name"]) == ["Lớn", "Xa"]
    assert list(placed(points, PROVINCE, 800, 600, 12, always="u0")["name"]) == ["Nhỏ", "Xa"]


def test_a_name_covers_its_letters_by_the_height_of_a_line():
    # 5 letters of 10 · 0.56 = 28 pixels, 10 · 1.3 = 13 high
    assert math.isclose(area(pd.Series(["Ý Yên"]), 10)[0], 364)
