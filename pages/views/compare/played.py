"""A map whose units a script of the page colours anew, period after period.

One trace holds all units: each has one of a few looks, a colour or a hatch. A second one holds the
dots of those that are an estimate in any of the periods.
"""

from collections.abc import Sequence

from pages.figures.choropleth import Hover, MapClass, MapLayers, choropleth
from pages.figures.overlays import Spec

UNITS, DOTS = "units", "dots"  # by what the script finds the traces


def played(
    codes: Sequence[str],
    names: Sequence[str],
    places: Sequence[int],
    looks: Sequence[str],
    layers: MapLayers,
    height: int | None,
    revision: str,
) -> Spec:
    """The figure: `places` are those of the units' looks at the beginning, in `looks`.

    The text under the pointer is the name, and below it what the script writes.
    """
    figure = choropleth([MapClass("", looks[0], list(codes))], Hover({}), layers, height, revision)
    figure["layout"]["showlegend"] = False
    units = next(one for one in figure["data"] if one.get("locations") == list(codes))
    last = max(len(looks) - 1, 1)
    units |= {
        "meta": UNITS,
        "z": list(places),
        "zmax": last,
        "colorscale": [[at / last, look] for at, look in enumerate((*looks, looks[0])[: last + 1])],
        "customdata": [[name, ""] for name in names],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        "showlegend": False,
    }
    for dots in (one for one in figure["data"] if "0.01)" in str(one.get("colorscale"))):
        dots["meta"] = DOTS
    return figure
