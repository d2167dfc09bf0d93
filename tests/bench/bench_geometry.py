"""Bytes of the boundaries that a browser loads, gzipped, against each distinct point once.

The floor: every corner of every boundary once, as two 32-bit numbers, gzipped. A border between
two communes lies in the file twice; that and the text of GeoJSON are what the ratio shows.
"""

import gzip
import json
import struct

import pytest

from geo.map.served import path, web_boundaries

LEVEL = 6  # of gzip, as web servers have it


def _rings(geometry: dict) -> list:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [ring for polygon in polygons for ring in polygon]


def _distinct_points(content: bytes) -> list[tuple[int, int]]:
    features = json.loads(content)["features"]
    points = (p for f in features for ring in _rings(f["geometry"]) for p in ring)
    return list(dict.fromkeys((round(x * 10_000), round(y * 10_000)) for x, y in points))


@pytest.mark.parametrize(("vintage", "units"), [("2022", 226), ("2024", 175), ("2025", 57)])
def test_bytes_of_the_communes(told, vintage, units):
    content = path(vintage, "commune").read_bytes()
    assert web_boundaries(vintage, "commune").units == units == content.count(b'"Feature"')
    points = _distinct_points(content)
    floor = gzip.compress(b"".join(struct.pack("<ii", *point) for point in points), LEVEL)
    sent = gzip.compress(content, LEVEL)
    what = f"{units} communes of {vintage}, {len(points):,} points, {len(content):,} bytes plain"
    told(f"{what}, gzipped", len(sent), len(floor), "bytes")
