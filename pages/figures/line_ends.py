"""Names at the right ends of lines, pushed apart where the lines end close to each other."""

from dataclasses import dataclass
from datetime import date

LINE = 1.3  # the height of a line of text, in letters
GAP = 8  # between two names, in pixels
PAPER = "rgba(255,255,255,.85)"
REACH = 22  # from the end of a line to its name, in pixels


@dataclass(frozen=True)
class End:
    """The end of a line and its name: `text` may have several lines, parted by <br>."""

    moment: date
    value: float
    text: str
    colour: str


def written_ends(
    ends: list[End], span: tuple[float, float], pixels: float, letters: int
) -> list[dict[str, object]]:
    """Annotations: each name to the right of the picture, a thin line to the end that it names.

    `span`: lower and upper end of the axis; `pixels`: how many a unit of it takes.
    """
    ends = sorted(ends, key=lambda end: end.value)
    low, high = 0.0, (span[1] - span[0]) * pixels
    heights = [LINE * letters * (end.text.count("<br>") + 1) + GAP for end in ends]
    wished = [(end.value - span[0]) * pixels for end in ends]
    places = apart(wished, heights, low, high)
    return [
        {
            "x": str(end.moment),
            "y": end.value,
            "text": end.text,
            "ax": REACH,
            "ay": own - place,
            "xanchor": "left",
            "yanchor": "middle",
            "align": "left",
            "showarrow": True,
            "arrowhead": 0,
            "arrowwidth": 1.2,
            "arrowcolor": end.colour,
            "standoff": 2,
            "bgcolor": PAPER,  # an end may lie within the picture, where other lines are
            "font": {"size": letters},
        }
        for end, place, own in zip(ends, places, wished, strict=True)
    ]


def apart(places: list[float], heights: list[float], low: float, high: float) -> list[float]:
    """Middles of boxes near the places wished (rising), none over another.

    All lie between low and high where they fit: pushed up from below, then down from above.
    """
    found: list[float] = []
    edge = low
    for place, height in zip(places, heights, strict=True):
        found.append(max(place, edge + height / 2))
        edge = found[-1] + height / 2
    edge = max(high, low + sum(heights))
    for at in reversed(range(len(found))):
        found[at] = min(found[at], edge - heights[at] / 2)
        edge = found[at] - heights[at] / 2
    return found
