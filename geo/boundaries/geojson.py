"""Boundaries as GeoJSON text: always the same bytes for the same boundaries, and read again."""

import json
from typing import Any

import geopandas as gpd
import shapely


def text(frame: gpd.GeoDataFrame, decimals: int, clockwise: bool) -> str:
    """A FeatureCollection; feature id = `code`, every column but the geometry is a property.

    `clockwise` is the winding of exterior rings. d3-geo, and with it Plotly's `geo` subplots, reads
    a ring on the sphere and takes the area on its right, so a counter-clockwise exterior fills
    the whole globe but for the unit. RFC 7946, and desktop software, ask for counter-clockwise.
    """
    frame = frame.set_geometry(shapely.orient_polygons(frame.geometry, exterior_cw=clockwise))
    names = [name for name in frame.columns if name != "geometry"]
    features = [
        {
            "type": "Feature",
            "id": properties["code"],
            "properties": properties,
            "geometry": _geometry(shape, decimals),
        }
        for properties, shape in zip(
            frame[names].to_dict("records"), frame.geometry.to_numpy(), strict=True
        )
    ]
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features
    )
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def read(content: str) -> gpd.GeoDataFrame:
    """What `text` wrote as code, name, geometry (EPSG:4326). ValueError, KeyError for another."""
    features = json.loads(content)["features"]
    return gpd.GeoDataFrame.from_features(features, crs="EPSG:4326")[["code", "name", "geometry"]]


def _geometry(shape: shapely.Geometry, decimals: int) -> dict[str, Any]:
    described: dict[str, Any] = shapely.geometry.mapping(shape)
    return {"type": described["type"], "coordinates": _rounded(described["coordinates"], decimals)}


def _rounded(value: Any, decimals: int) -> Any:
    if isinstance(value, float):
        return round(value, decimals)
    return [_rounded(part, decimals) for part in value]
