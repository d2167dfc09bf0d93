"""A sparkline as an SVG picture: the last months of a KPI in the height of a line of text."""

from base64 import b64encode

from pages.figures import palette

WIDTH, HEIGHT, PAD = 120, 30, 3
COLOUR = palette.STATUS["met"]


def sparkline(values: list[float | None], least: float = 0) -> str:
    """`spark_svg` as a data URI."""
    svg = spark_svg(values, least)
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode() if svg else ""


def spark_svg(values: list[float | None], least: float = 0) -> str:
    """An SVG; gaps stay gaps, the last value gets a dot, scaled to its own range.

    `least` is the smallest range that fills the height, so that a ripple does not look like a fall.
    "" of fewer than two values.
    """
    known = [v for v in values if v is not None and v == v]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    spread = max(high - low, least) or 1.0
    low -= (spread - (high - low)) / 2
    step = (WIDTH - 2 * PAD) / (len(values) - 1)
    points = [
        None
        if v is None or v != v
        else (PAD + i * step, HEIGHT - PAD - (v - low) / spread * (HEIGHT - 2 * PAD))
        for i, v in enumerate(values)
    ]
    lines = "".join(_segment(run) for run in _runs(points))
    x, y = [p for p in points if p][-1]
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{COLOUR}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{lines}{dot}</svg>'
    )


def _runs(points: list[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _segment(run: list[tuple[float, float]]) -> str:
    if len(run) == 1:  # alone between two gaps: a line of one point would not be drawn
        x, y = run[0]
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.2" fill="{COLOUR}"/>'
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
    return f'<polyline points="{path}" fill="none" stroke="{COLOUR}" stroke-width="1.8"/>'
