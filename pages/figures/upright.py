"""A line from the lower to the upper edge of a picture, at a value or a moment."""


def upright(x: float | str, color: str, width: float, dash: str = "solid") -> dict[str, object]:
    """A shape of a layout: the line at `x` of the first axis, behind nothing and before no name."""
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "yref": "y domain",
        "line": {"color": color, "width": width, "dash": dash},
    }
