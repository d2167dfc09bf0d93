"""A part of an indicator, as one text: a topic of the work, or a form of it behind "form:"."""

from kpis.catalogue.kpi import Kpi

TOPIC, FORM = "topic", "form"
MARK = FORM + ":"
BY_FORM = {"mart_activity_month": "mart_work_month"}  # where the same counts stand by form


def column_of(part: str) -> tuple[str, str]:
    """The column that a part is of, and its code there."""
    return (FORM, part.removeprefix(MARK)) if part.startswith(MARK) else (TOPIC, part)


def has_forms(kpi: Kpi) -> bool:
    """Whether a KPI can be split by forms of the work: what it counts stands by form in a mart."""
    return kpi.breakdown is not None and kpi.source in BY_FORM
