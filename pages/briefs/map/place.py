"""Where a unit lies: a small map of the province, and the outline of one unit over it.

The map is drawn once for all units of a set, in dots, which a PDF holds once however often it is
shown; each unit has its outline alone, which is a line.
"""

from dataclasses import dataclass

from geo.map import served
from pages.briefs.frozen import FrozenMap
from pages.briefs.map.drawn import Picture
from pages.briefs.map.ground import Ground
from pages.briefs.typeset import png
from pages.figures import palette

WIDTH = 240  # pixels


@dataclass(frozen=True)
class Places:
    """A map as PNG and, by code, the outline of each unit on it as SVG: pictures of one size."""

    ground: bytes
    outlines: dict[str, str]


def places(level: str, vintage: str) -> Places:
    """The units of a level and vintage on the map; GeoError where the boundaries are not built."""
    box = served.web_boundaries(vintage, level).bbox
    ground = Ground(FrozenMap("", level, vintage, box, ()), WIDTH)
    head = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{ground.height:.0f}'"
        f" viewBox='0 0 {WIDTH} {ground.height:.0f}' stroke-linejoin='round'>"
    )

    def path(shape: object, fill: str, stroke: str, width: float) -> str:
        look = f"fill='{fill}' stroke='{stroke}' stroke-width='{width}' fill-rule='evenodd'"
        return f"<path d='{ground.path(shape)}' {look}/>"

    units = [path(one, palette.NO_VALUE, palette.PAPER, 0.4) for one in ground.shapes.values()]
    edges = [path(one, "none", palette.MUTED, 0.8) for one in ground.districts.values()]
    return Places(
        png(Picture("".join([head, *units, *edges, "</svg>"]), WIDTH, ground.height, "")),
        {
            code: f"{head}{path(one, palette.FOCUS, palette.FOCUS, 1.5)}</svg>"
            for code, one in ground.shapes.items()
        },
    )
