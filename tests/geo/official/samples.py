"""Official files as offices keep them, written by the tests from the built boundaries."""

from functools import cache as once
from pathlib import Path

import geopandas as gpd

from geo.boundaries.config import OfficialFile
from geo.boundaries.topology import Present
from geo.build import build

VN2000 = "EPSG:3405"  # VN-2000 / UTM zone 48N


def communes(vintage: str = "2025") -> gpd.GeoDataFrame:
    """The communes with the columns ma_xa and ten."""
    frame = build.load(vintage, "commune").frame
    return frame.rename(columns={"code": "ma_xa", "name": "ten"})


@once
def present(vintage: str = "2025", level: str = "commune") -> Present:
    """The boundaries in force, to compare with."""
    one = build.load(vintage, level)
    return Present(one.frame.set_index("code").geometry, one.source_vi, one.source_en)


def described(path: Path, **other: str | None) -> OfficialFile:
    """A file of communes of 2025 by code, unless told otherwise."""
    given = {"vintage": "2025", "level": "commune", "code_field": "ma_xa", **other}
    rest = {"layer": None, "where": None, "crs": None, "source_vi": "Tệp", "source_en": "File"}
    return OfficialFile(path=path, **{**rest, **given})


def by_name(path: Path, **other: str | None) -> OfficialFile:
    """The same by name."""
    return described(path, code_field=None, name_field="ten", **other)
