"""What lies under and over the classes of a map: surroundings, lines, dots, an outline, names."""

import pandas as pd
import plotly.graph_objects as go

from pages.figures import palette


def outline(code: str, url: str) -> go.Choropleth:
    """The bright outline of the chosen unit."""
    return _quiet([code], url, "rgba(0,0,0,0)", {"color": palette.FOCUS, "width": 3.5})


def pale(codes: list[str], url: str) -> go.Choropleth:
    """The units around those that are shown, for orientation."""
    return _quiet(codes, url, palette.SURROUNDING, {"color": palette.GRID, "width": 0.5})


def _quiet(
    codes: list[str], url: str, colour: str, marker_line: dict[str, object]
) -> go.Choropleth:
    """Units without a value of their own: nothing in the legend, nothing under the pointer."""
    return go.Choropleth(
        geojson=url,
        featureidkey="id",
        locations=codes,
        z=[0] * len(codes),
        colorscale=[[0, colour], [1, colour]],
        showscale=False,
        hoverinfo="skip",
        marker={"line": marker_line},
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def line(
    lons: list[float | None], lats: list[float | None], colour: str, width: float
) -> go.Scattergeo:
    """Border or hatch lines; None parts them."""
    return go.Scattergeo(
        lon=lons,
        lat=lats,
        mode="lines",
        line={"color": colour, "width": width},
        hoverinfo="skip",
        showlegend=False,
    )


def dots(lons: list[float], lats: list[float], label: str) -> go.Scattergeo:
    """Dots that can be seen on pale and on dark classes, with an entry of the legend."""
    steady = {"marker": {"opacity": 1}}  # a click on a unit must not dim them
    return go.Scattergeo(
        lon=lons,
        lat=lats,
        mode="markers",
        marker={
            "size": 3.6,
            "color": palette.PAPER,
            "opacity": 1,
            "line": {"color": palette.INK, "width": 0.8},
        },
        name=label,
        hoverinfo="skip",
        showlegend=bool(label),
        selected=steady,
        unselected=steady,
    )


def names(
    labels: pd.DataFrame, size: int, colour: str = palette.INK, weight: int | None = 600
) -> go.Scattergeo:
    """Names (name, lon, lat) with a halo, so that they can be read on dark classes."""
    halo = ", ".join(f"{x}px {y}px 1px white" for x in (-1, 0, 1) for y in (-1, 0, 1))
    return go.Scattergeo(
        lon=labels["lon"],
        lat=labels["lat"],
        text=labels["name"],
        mode="text",
        textfont={"size": size, "color": colour, "shadow": halo, "weight": weight},
        hoverinfo="skip",
        showlegend=False,
    )
