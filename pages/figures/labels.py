"""Names on a map that never overlap: large units first, the rest go without."""

import pandas as pd

GLYPH_WIDTH = 0.56  # of the font size: the mean advance of a letter in a sans-serif
LINE_HEIGHT = 1.3
STRETCH = 1.066  # 1 / cos(20.3°): how much longer a degree north is than one east, on the map


def placed(
    points: pd.DataFrame,
    bbox: tuple[float, float, float, float],
    width: float,
    height: float,
    size: float,
    always: str = "",
) -> pd.DataFrame:
    """The labels that fit, of points (code, name, lon, lat, area_km2) on a map of so many pixels.

    Greedy by area: a label is kept when its box touches no box kept before and the picture, with
    the bbox in its middle, does not cut it. `always` names a unit that is labelled in any case.
    """
    west, south, east, north = bbox
    scale = min(width / (east - west), height / (north - south) / STRETCH)  # pixels a degree east
    middle_x, middle_y = (west + east) / 2 * scale, (south + north) / 2 * scale * STRETCH
    picture = (
        middle_x - width / 2,
        middle_y - height / 2,
        middle_x + width / 2,
        middle_y + height / 2,
    )
    ranked = points.assign(first=points["code"] == always)
    ranked = ranked.sort_values(["first", "area_km2"], ascending=False)
    kept: list[tuple[float, float, float, float]] = []
    keep: list[int] = []
    for row in ranked.itertuples():
        half = len(str(row.name)) * size * GLYPH_WIDTH / 2
        x, y = float(row.lon) * scale, float(row.lat) * scale * STRETCH
        box = (x - half, y - size * LINE_HEIGHT / 2, x + half, y + size * LINE_HEIGHT / 2)
        is_cut = row.code != always and not _inside(box, picture)
        if not is_cut and not any(_touch(box, other) for other in kept):
            kept.append(box)
            keep.append(row.Index)
    return points.loc[sorted(keep)]


def area(names: pd.Series, size: float) -> pd.Series:
    """The square pixels that names cover in letters of a size."""
    return names.str.len() * size * GLYPH_WIDTH * size * LINE_HEIGHT


def _touch(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _inside(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return b[0] <= a[0] and a[2] <= b[2] and b[1] <= a[1] and a[3] <= b[3]
