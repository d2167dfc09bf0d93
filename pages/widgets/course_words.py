"""The course of a path in words."""

from kpis.catalogue import Kpi
from pages.widgets import formats
from pages.widgets.language import Language


def course(kpi: Kpi, language: Language) -> str:
    """How the path of an indicator runs, in a sentence."""
    t = language.t
    if kpi.course.points:
        amounts = [formats.value(point.value, kpi.unit, language) for point in kpi.course.points]
        points = "; ".join(
            f"{point.month:%m/%Y}: {amount} ({point.source})"
            for point, amount in zip(kpi.course.points, amounts, strict=True)
        )
        return t(
            "The path runs through agreed points, straight between them: {points}.", points=points
        )
    if kpi.course.shape == "s_curve":
        return t(
            "The path is an S-curve from the first reading to the target for 2025, then to 2030:"
            " slow at first, fast in the middle, slow at the end."
        )
    return t("The path runs straight from the first reading to the target for 2025, then to 2030.")
