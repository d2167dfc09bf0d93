"""Wishes of a URL checked against the data: what cannot be shown gets a message, never an error."""

import difflib

from kpis.periods import Period, PeriodError
from pages.shell.periods import offered
from pages.shell.served import Served, catalogue
from pages.text.language import Translate


def known_kpi(kpi: str, t: Translate, problems: list[str]) -> str:
    """The KPI if it exists, else the default with a message that names the nearest."""
    if kpi in catalogue():
        return kpi
    if kpi:
        near = difflib.get_close_matches(kpi, catalogue(), n=1)
        hint = t("Did you mean “{near}”?", near=near[0]) if near else ""
        problems.append(t("There is no indicator “{kpi}”.", kpi=kpi) + " " + hint)
    return default_kpi()


def default_kpi() -> str:
    """The first share of people that can be drawn by commune and has only confirmed targets."""
    for kpi in catalogue().values():
        confirmed = [goal.status == "confirmed" for goal in kpi.targets]
        if kpi.unit == "percent" and "commune" in kpi.levels and confirmed and all(confirmed):
            return kpi.id
    return next(iter(catalogue()))


def known_period(code: str, served: Served, t: Translate, problems: list[str]) -> str:
    """The period if the data touch it, else the last month with a message."""
    default = served.fact("last_month")[:7]
    if not code:
        return default
    try:
        parsed = Period.parse(code)
    except PeriodError:
        problems.append(t("“{code}” is not a period; try 2026-10, 2026-Q3 or 2026.", code=code))
        return default
    if parsed.code not in offered(parsed.kind, served):
        problems.append(t("There are no data for {code}.", code=code))
        return default
    return parsed.code


def known_topic(topic: str, kpi: str, served: Served, t: Translate, problems: list[str]) -> str:
    """The topic, or the form of the work, if the KPI is split by it and this one exists."""
    if not topic or not catalogue()[kpi].breakdown:
        return ""
    if topic in served.parts(kpi, "vi"):
        return topic
    problems.append(t("There is no topic “{topic}”.", topic=topic))
    return ""


def known_unit(
    code: str, level: str, vintage: str, served: Served, t: Translate, problems: list[str]
) -> str:
    """The unit if it exists at the level and vintage, else none, with a message."""
    if not code or code in served.names(level, vintage):
        return code
    if code in served.once(_every_unit):
        return ""  # a unit of another vintage or level: the reader only moved on
    problems.append(t("There is no unit “{code}”; the whole province is shown.", code=code))
    return ""


def _every_unit(served: Served) -> frozenset[str]:
    return frozenset(served.table("mart_unit")["code"])
