"""One matter in two sentences: how far an indicator is behind, and what would bring it there."""

from math import ceil
from types import SimpleNamespace

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period, months_later
from kpis.progress.matters import Matter
from kpis.progress.pace import MONTHS, observed
from kpis.progress.verdict import people
from pages.shell.periods import offered
from pages.shell.served import Served
from pages.text import formats
from pages.text.chances import graded
from pages.text.language import Language
from pages.text.pace import change
from pages.text.verdicts import LOST, YEAR, distance, goal, when
from pages.widgets.forecasts import Due, units
from pages.widgets.verdicts import judged

FAR = 120  # months: beyond them a straight line says nothing


def behind(matter: Matter, kpi: Kpi, language: Language) -> str:
    """Value, what should be there today, and the distance, also in people."""
    t, row = language.t, SimpleNamespace(**matter.row, verdict="missed")
    row.people = people(row.gap, row.denominator, kpi, row.value)
    told = {
        "value": formats.value(row.value, kpi.unit, language),
        "period": formats.inside(formats.period(row.period, language), language),
        "goal": goal(row, kpi, language),
        "year": row.target_year,
        "distance": distance(row, kpi, language),
    }
    if row.status == "missed":
        return t("{value} in {period} against {goal} for {year}: {distance}.", **told)
    path = formats.value(row.path, kpi.unit, language)
    return t(
        "{value} in {period}; the path to {goal} in {year} asks for {path} then: {distance}.",
        path=path,
        **told,
    )


def lost(matter: Matter, served: Served, language: Language) -> str:
    """That a target whose year is over was met once and is not any more; "" where it never was."""
    if matter.row["status"] != "missed" or int(matter.row["target_year"]) != YEAR:
        return ""
    return lost_text(judged(served, matter.kpi, "province").iloc[0], language)


def lost_text(row: pd.Series, language: Language) -> str:
    """The same of a row of `pages.widgets.verdicts.judged`."""
    if row["kept"] != LOST:
        return ""
    first, gone = when(row["first_met"], language), when(row["lost"], language)
    return language.t("It was met in {first} and lost in {lost}.", first=first, lost=gone)


def what_it_takes(matter: Matter, kpi: Kpi, served: Served, language: Language) -> str:
    """The pace of the last year, and what it leads to or falls short of; "" where none is known."""
    period = Period.parse(str(matter.row["period"]))
    if kpi.direction == "range":
        return ""
    if period.kind == "year":
        return _a_year_before(matter, kpi, period, served, language)
    codes = [month.code for month in _last_months(period, served)]
    pace = observed(served.measure(kpi.id, "province", codes)["value"].tolist())
    return at_pace(matter, kpi, period, pace, language)


def at_pace(
    matter: Matter, kpi: Kpi, period: Period, pace: float | None, language: Language
) -> str:
    """What a pace, in the KPI's unit a month, leads to: a month, or how it falls short.

    None where it is not known: then only what is needed is said.
    """
    t, year = language.t, int(matter.row["target_year"])
    ahead = float(matter.row["target"]) - float(matter.row["value"])
    seen = "" if pace is None else change(pace, kpi.unit, language)
    left = (year - period.last_month.year) * 12 + 12 - period.last_month.month
    if left > 0:
        needed = change(ahead / left, kpi.unit, language)
        if pace is None:
            return t("It takes {needed} a month until 12/{year}.", needed=needed, year=year)
        return t(
            "It takes {needed} a month until 12/{year}; the last 12 months brought {seen}.",
            needed=needed,
            year=year,
            seen=seen,
        )
    if pace is None:
        return ""
    steps = ahead / pace if pace else 0.0
    if not 0 < steps <= FAR:
        return t("The last 12 months brought {seen} a month: that does not reach it.", seen=seen)
    month = Period.containing("month", months_later(period.last_month, ceil(steps)))
    return t(
        "At the pace of the last 12 months ({seen} a month) it is reached in {month}.",
        seen=seen,
        month=when(month.code, language),
    )


def chance(matter: Matter, kpi: Kpi, served: Served, language: Language) -> str:
    """What is forecast for the target, a sentence; "" where there is no forecast of it."""
    rows = units(served, kpi, "province", Due(int(matter.row["target_year"])))
    known = rows.dropna(subset=["forecast", "probability"])
    return "" if known.empty else chance_sentence(known.iloc[0], kpi, language)


def chance_sentence(row: pd.Series, kpi: Kpi, language: Language) -> str:
    """The value that is forecast for a target, and how probable the target is."""
    return language.t(
        "Forecast: {value}; that the target is met: {share}.",
        value=formats.value(row["forecast"], kpi.unit, language),
        share=graded(row["probability"], row["status"], row["ahead"], language),
    )


def _a_year_before(
    matter: Matter, kpi: Kpi, period: Period, served: Served, language: Language
) -> str:
    year = period.same_last_year().code
    if year not in offered("year", served):
        return ""
    value = served.measure(kpi.id, "province", [year]).iloc[0]["value"]
    if pd.isna(value):
        return ""
    change = formats.difference(float(matter.row["value"]) - value, kpi.unit, language)
    return language.t("Change since {year}: {change}.", year=year, change=change)


def _last_months(period: Period, served: Served) -> list[Period]:
    first = months_later(period.last_month, 1 - MONTHS)
    known = [Period.parse(code) for code in reversed(offered("month", served))]
    return [month for month in known if first <= month.first_month <= period.last_month]
