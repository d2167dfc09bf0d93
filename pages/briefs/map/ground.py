"""The shapes of a frozen map on its picture: Mercator like the screen's, in pixels."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import numpy as np
import pandas as pd

from geo.errors import GeoError
from geo.map import served
from kpis.province import PART
from pages.briefs.frozen import FrozenMap
from pages.figures.labels import placed

Box = tuple[float, float, float, float]  # left, top, right, bottom
Shapes = dict[str, object]  # code → shape


class Ground:
    """What a map of a width is drawn of; `shapes` are its units, `districts` those of its vintage.

    GeoError where it has no boundaries of its own and none are built.
    """

    def __init__(self, frozen: FrozenMap, width: float) -> None:
        west, south, east, north = frozen.bbox
        (left, bottom), (right, top) = _mercator(np.array([[west, south], [east, north]]))
        self.level, self.width = frozen.level, width
        self._left, self._top, self._scale = left, top, width / (right - left)
        self.height = (bottom - top) * self._scale
        self._bbox = frozen.bbox
        units, districts = boundaries(frozen)
        self.shapes, self.districts = self._of(units), self._of(districts)
        known = (code for entry in frozen.classes for code in entry.codes if code in self.shapes)
        self.shown = list(dict.fromkeys(known))

    def path(self, shape: object) -> str:
        """A shape as the path of an SVG, to the tenth of a pixel."""
        import shapely

        drawn = []
        for ring in shapely.get_rings(shapely.get_parts(shape)):
            points = (f"{x:.1f},{y:.1f}" for x, y in shapely.get_coordinates(ring)[:-1].tolist())
            drawn.append(f"M{' '.join(point for point, _ in groupby(points))}Z")
        return "".join(drawn)

    def pixels(self, code: str) -> float:
        """How many square pixels a unit has."""
        return float(self.shapes[code].area)

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place lies on the picture."""
        x, y = self._projected(np.array([[lon, lat]]))[0]
        return float(x), float(y)

    def free_corner(
        self, size: tuple[float, float], spare: float
    ) -> tuple[float, tuple[float, float]] | None:
        """The left of the map, and left and top of the first corner in which a box hides no unit.

        The map has a picture that is wider by `spare`: it moves away from the box.
        """
        import shapely

        wide, high = size
        shapes = [self.shapes[code] for code in self.shown]
        bottom = max(self.height - high, 0.0)
        for left, x, y in (
            (spare, 0.0, bottom),
            (0.0, self.width + spare - wide, bottom),
            (spare, 0.0, 0.0),
            (0.0, self.width + spare - wide, 0.0),
        ):
            box = shapely.box(x - left, y, x - left + wide, y + high)
            if not shapely.intersects(shapes, box).any():
                return left, (x, y)
        return None

    def names(
        self, labels: Iterable[tuple[str, float, float]], letters: float
    ) -> Iterator[tuple[str, float, float]]:
        """The names that do not overlap on a picture of this width, each with its place on it."""
        import shapely

        shapes = [self.shapes[code] for code in self.shown]
        rows = []
        for name, lon, lat in labels:
            inside = shapely.contains_xy(shapes, *self.point(lon, lat))
            rows.append((str(len(rows)), name, lon, lat, shapely.area(shapes) @ inside))
        points = pd.DataFrame(rows, columns=["code", "name", "lon", "lat", "area_km2"])
        fitting = placed(points, self._bbox, self.width, self.height, letters)
        for name, lon, lat in fitting[["name", "lon", "lat"]].itertuples(index=False):
            yield name, *self.point(lon, lat)

    def _of(self, boundaries: str) -> Shapes:
        import shapely

        codes, shapes = _degrees(boundaries)
        return dict(zip(codes, shapely.transform(shapes, self._projected), strict=True))

    def _projected(self, degrees: np.ndarray) -> np.ndarray:
        return (_mercator(degrees) - [self._left, self._top]) * self._scale


def aspect(frozen: FrozenMap) -> float:
    """How much wider than high a map is."""
    west, south, east, north = frozen.bbox
    (left, bottom), (right, top) = _mercator(np.array([[west, south], [east, north]]))
    return float((right - left) / (bottom - top))


def _mercator(degrees: np.ndarray) -> np.ndarray:
    """Longitude and latitude on the plane, north above: in radians at the equator."""
    x, y = np.radians(degrees).T
    return np.column_stack([x, -np.arctanh(np.sin(y))])


def held(frozen: FrozenMap) -> list[str]:
    """The codes of the units that the boundaries of a map hold."""
    return _degrees(boundaries(frozen)[0])[0]


def boundaries(frozen: FrozenMap) -> tuple[str, str]:
    """The GeoJSON of its units and of the districts over them: its own, else what is built now."""
    own, levels = frozen.boundaries, (frozen.level, PART)
    return tuple(  # type: ignore[return-value]
        text or built(frozen.vintage, level) for text, level in zip(own, levels, strict=True)
    )


def built(vintage: str, level: str) -> str:
    """The boundaries that browsers fetch now, as GeoJSON. GeoError where they are not built."""
    return _text(served.path(vintage, level))


@lru_cache(maxsize=8)
def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise GeoError(f"{file} cannot be read: run `python -m geo build`.") from error


@lru_cache(maxsize=16)
def _degrees(boundaries: str) -> tuple[list[str], np.ndarray]:
    from geo.boundaries import geojson  # the libraries of shapes take a second to load

    frame = geojson.read(boundaries)
    return frame["code"].to_list(), frame.geometry.to_numpy()
