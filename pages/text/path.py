"""The course of a path in words."""

from collections.abc import Mapping

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.path_shape import Point
from kpis.progress.standing import course_of
from pages.text import formats
from pages.text.language import Language


def course(kpi: Kpi, language: Language, goals: Mapping[int, float] | None = None) -> str:
    """How the path of an indicator runs, or that of a unit with these targets (year → value).

    A sentence or two; "" where there is no target.
    """
    t = language.t
    if not (goals or kpi.targets):
        return ""
    if kpi.direction == "range":
        return t("There is no path into a range: the distance to its nearest end counts.")
    way = course_of(kpi, goals) if goals else kpi.course
    years = ", ".join(map(str, goals or [target.year for target in kpi.targets]))
    if way.points:
        text = t(
            "The path runs through agreed points, straight between them: {points}.",
            points="; ".join(_point(point, kpi, language) for point in way.points),
        )
        return text if goals else f"{text} {_own(language)}"
    if way.shape == "s_curve":
        return t(
            "The path runs as an S-curve from the first reading to each target in turn ({years}):"
            " slow at first, fast in the middle, slow at the end.",
            years=years,
        )
    return t(
        "The path runs straight from the first reading to each target in turn ({years}).",
        years=years,
    )


def _own(language: Language) -> str:
    return language.t("A unit with targets of its own goes straight to them.")


def _point(point: Point, kpi: Kpi, language: Language) -> str:
    return f"{point.month:%m/%Y}: {formats.value(point.value, kpi.unit, language)} ({point.source})"
