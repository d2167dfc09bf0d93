"""The course of a path in words."""

from kpis.catalogue import Kpi
from pages.widgets import formats
from pages.widgets.language import Language


def course(kpi: Kpi, language: Language) -> str:
    """How the path of an indicator runs, in a sentence; "" where there is no target."""
    t = language.t
    if not kpi.targets:
        return ""
    if kpi.direction == "range":
        return t("There is no path into a range: the distance to its nearest end counts.")
    years = ", ".join(str(target.year) for target in kpi.targets)
    if kpi.course.points:
        amounts = [formats.value(point.value, kpi.unit, language) for point in kpi.course.points]
        points = "; ".join(
            f"{point.month:%m/%Y}: {amount} ({point.source})"
            for point, amount in zip(kpi.course.points, amounts, strict=True)
        )
        return t(
            "The path runs through agreed points, straight between them: {points}. A unit with"
            " targets of its own goes straight to them.",
            points=points,
        )
    if kpi.course.shape == "s_curve":
        return t(
            "The path runs as an S-curve from the first reading to each target in turn ({years}):"
            " slow at first, fast in the middle, slow at the end.",
            years=years,
        )
    return t(
        "The path runs straight from the first reading to each target in turn ({years}).",
        years=years,
    )
