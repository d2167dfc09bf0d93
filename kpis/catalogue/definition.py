"""From a stanza of a definition file to a Kpi."""

import re
from datetime import date
from itertools import pairwise

from kpis.catalogue.expressions import ExpressionError, columns, only_sums, require_aggregate
from kpis.catalogue.kpi import Kpi, Sides, Target
from kpis.catalogue.path_shape import Course, Point
from kpis.catalogue.stanza import Stanza
from kpis.catalogue.vocabulary import (
    Breakdown,
    Collected,
    Confirmation,
    Counted,
    Direction,
    Frequency,
    Level,
    Shape,
    Time,
    Unit,
    WrittenLevel,
)
from kpis.periods import Kind, Period, PeriodError


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


REQUIRED = (
    *("group", "name", "definition", "source", "numerator", "denominator"),
    *("numerator_label", "denominator_label", "counts", "unit", "time", "direction", "levels"),
    *("targets", "legal_basis", "value_status"),
)
OPTIONAL = (
    *("source_level", "where", "staleness_months", "frequency", "valid_to"),
    *("breakdown", "collected", "notes", "path", "proportion", "synonyms"),
)
STALENESS_MONTHS = 3  # a stock older than this is not "last known" any more


def kpi(stanza: Stanza, own: Stanza | None = None) -> Kpi:
    """The KPI that a stanza defines; CatalogueError names what is wrong with it.

    `own`: the table whose `targets` take the place of those of the stanza.
    """
    stanza.allow(REQUIRED, OPTIONAL)
    has = stanza.table.__contains__
    direction = stanza.choice("direction", Direction)
    targets = _targets(own or stanza, direction)
    source_level, levels = _levels(stanza)
    return Kpi(
        id=_id(stanza),
        group=stanza.text("group"),
        name=stanza.bilingual("name"),
        synonyms=stanza.texts("synonyms") if has("synonyms") else (),
        definition=stanza.bilingual("definition"),
        source=_mart(stanza),
        source_level=source_level,
        where=_condition(stanza),
        numerator=_aggregate(stanza, "numerator"),
        denominator=_aggregate(stanza, "denominator"),
        numerator_label=stanza.bilingual("numerator_label"),
        denominator_label=stanza.bilingual("denominator_label"),
        counts=_counted(stanza),
        unit=stanza.choice("unit", Unit),
        time=_sides(stanza),
        staleness_months=(
            stanza.integer("staleness_months", 1, 24)
            if has("staleness_months")
            else STALENESS_MONTHS
        ),
        frequency=stanza.choice("frequency", Frequency) if has("frequency") else Frequency.MONTH,
        direction=direction,
        levels=levels,
        valid_to=_month(stanza, "valid_to") if has("valid_to") else None,
        breakdown=stanza.choice("breakdown", Breakdown) if has("breakdown") else None,
        collected=stanza.choice("collected", Collected) if has("collected") else None,
        targets=targets,
        course=course(stanza, direction, targets),
        legal_basis=stanza.texts("legal_basis"),
        value_status=stanza.choice("value_status", Confirmation),
        notes=stanza.bilingual("notes") if has("notes") else None,
        is_proportion=_is_proportion(stanza),
    )


def _id(stanza: Stanza) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", stanza.name):
        raise stanza.refuse("an id is written in small letters, digits and underscores.")
    return stanza.name


def _levels(stanza: Stanza) -> tuple[Level, tuple[Level, ...]]:
    """The level of the source's rows, and those for which the KPI is worked out.

    A definition is written for a province; in a country the whole, its parts and its communes take
    the places of the province, its districts and communes. But rows that `where` takes by their
    level are of the offices of that level everywhere: those of provinces add up to their country's,
    and those of districts, which a country of communes has not, leave no level.
    """
    source = WrittenLevel.COMMUNE
    if "source_level" in stanza.table:
        source = stanza.choice("source_level", WrittenLevel)
    levels = tuple(one.meant for one in stanza.choices("levels", WrittenLevel))
    is_of_offices = f"level = '{source}'" in stanza.table.get("where", "")
    if not is_of_offices or source.meant.value == source.value:
        return source.meant, levels
    return Level.PART, (Level.WHOLE, Level.PART) if source.value == Level.PART.value else ()


def _mart(stanza: Stanza) -> str:
    source = stanza.text("source")
    if not re.fullmatch(r"mart_[a-z_]+", source):
        raise stanza.refuse(f"“source” must be a mart, “mart_…”, not “{source}”.")
    return source


def _aggregate(stanza: Stanza, key: str) -> str:
    expression = stanza.text(key)
    try:
        require_aggregate(expression)
    except ExpressionError as error:
        raise stanza.refuse(f"“{key}”: {error}") from None
    return expression


def _counted(stanza: Stanza) -> Counted:
    """What a stanza counts; of people only sums, as only of these it is known what tells them."""
    counted = stanza.choice("counts", Counted)
    sides = (_aggregate(stanza, "numerator"), _aggregate(stanza, "denominator"))
    if counted.is_personal and not all(map(only_sums, sides)):
        raise stanza.refuse("who counts people adds them up: write both sides as sums.")
    return counted


def _condition(stanza: Stanza) -> str | None:
    condition = stanza.text_or_none("where")
    try:
        columns(condition or "")
    except ExpressionError as error:
        raise stanza.refuse(f"“where”: {error}") from None
    return condition


def _sides(stanza: Stanza) -> Sides:
    if isinstance(stanza.table["time"], dict):
        part = stanza.sub("time")
        part.allow(["numerator", "denominator"])
        sides = Sides(part.choice("numerator", Time), part.choice("denominator", Time))
    else:
        time = stanza.choice("time", Time)
        sides = Sides(time, time)
    if sides.denominator is Time.EXPOSURE and sides.numerator is Time.FLOW:
        return sides
    if Time.EXPOSURE in (sides.numerator, sides.denominator):
        raise stanza.refuse("“exposure” is the denominator of a “flow” and nothing else.")
    return sides


def _is_proportion(stanza: Stanza) -> bool:
    """Whether a stanza says that its sides are trials and successes; of a percent only."""
    if "proportion" not in stanza.table:
        return False
    said = stanza.truth("proportion")
    if said and stanza.choice("unit", Unit) is not Unit.PERCENT:
        raise stanza.refuse("“proportion” is said of a percent only: a part of what is counted.")
    return said


def _month(stanza: Stanza, key: str) -> date:
    try:
        period = Period.parse(stanza.text(key))
    except PeriodError as error:
        raise stanza.refuse(f"“{key}”: {error}") from None
    if period.kind is not Kind.MONTH:
        raise stanza.refuse(f"“{key}” must be a month such as 2025-06, not “{period}”.")
    return period.first_month


def _targets(stanza: Stanza, direction: Direction) -> tuple[Target, ...]:
    targets = tuple(_target(part, direction) for part in stanza.subs("targets"))
    years = [target.year for target in targets]
    if years != sorted(set(years)):
        raise stanza.refuse("the years of “targets” must ascend, each once.")
    return targets


def _target(part: Stanza, direction: Direction) -> Target:
    values = ["min", "max"] if direction is Direction.RANGE else ["value"]
    part.allow(["year", *values, "source", "status"])
    target = Target(
        year=part.integer("year", 2020, 2050),
        source=part.text("source"),
        status=part.choice("status", Confirmation),
        **{key: part.number(key) for key in values},
    )
    if target.min is not None and target.max is not None and target.min > target.max:
        raise part.refuse("“min” is greater than “max”.")
    return target
