"""From the key `path` of a stanza to a Course: a word, or the points that were agreed."""

from itertools import pairwise

from kpis.course import Course, Point
from kpis.kpi import Target
from kpis.periods import Kind, Period, PeriodError
from kpis.stanza import Stanza
from kpis.vocabulary import Direction, Shape


def course(stanza: Stanza, direction: Direction, targets: tuple[Target, ...]) -> Course:
    """How the path of a stanza runs: straight where it does not say.

    CatalogueError where it says what cannot be: no word of `Shape`, points that do not ascend, that
    lie beyond the last target or where a target stands, that lead away from the targets, or a path
    into a range.
    """
    if "path" not in stanza.table:
        return Course()
    if direction is Direction.RANGE or not targets:
        raise stanza.refuse(
            "“path” needs a target that is one value: there is no way into a range."
        )
    if not isinstance(stanza.table["path"], list):
        return Course(stanza.choice("path", Shape))
    points = tuple(_point(part) for part in stanza.subs("path"))
    if any(second.month <= first.month for first, second in pairwise(points)):
        raise stanza.refuse("the months of “path” must ascend, each once.")
    for point in points:
        if point.month.year > targets[-1].year:
            raise stanza.refuse(
                f"“path” goes beyond {targets[-1].year}, the year of the last target."
            )
        if point.month.month == 12 and point.month.year in [target.year for target in targets]:
            raise stanza.refuse(
                f"“path” and “targets” both say what {point.month:%Y-%m} should be."
            )
    _require_forward(stanza, direction, points, targets)
    return Course(points=points)


def _require_forward(
    stanza: Stanza, direction: Direction, points: tuple[Point, ...], targets: tuple[Target, ...]
) -> None:
    """Refuses points from which a path would have to turn back: one of two figures is misspelt."""
    agreed = [(f"{point.month:%Y-%m}", point.value) for point in points]
    due = [(f"{target.year}-12", target.value or 0.0) for target in targets]
    for (month, value), (next_month, next_value) in pairwise(sorted(agreed + due)):
        step = value - next_value if direction is Direction.DOWN else next_value - value
        if step < 0 and ((month, value) in agreed or (next_month, next_value) in agreed):
            raise stanza.refuse(
                f"“path” goes back from {value:g} in {month} to {next_value:g} in {next_month}."
            )


def _point(part: Stanza) -> Point:
    part.allow(["month", "value", "source"])
    try:
        period = Period.parse(part.text("month"))
    except PeriodError as error:
        raise part.refuse(f"“month”: {error}") from None
    if period.kind is not Kind.MONTH:
        raise part.refuse(f"“month” must be a month such as 2024-12, not “{period}”.")
    return Point(period.first_month, part.number("value"), part.text("source"))
