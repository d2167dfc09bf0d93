"""One matter in sentences: how far an indicator is behind, where it goes, and what it takes."""

from math import ceil, nan
from types import SimpleNamespace

import pandas as pd

from kpis.catalogue.catalogue import Kpi, Target
from kpis.catalogue.vocabulary import Confirmation
from kpis.periods import Period, months_later
from kpis.progress.matters import Matter
from kpis.progress.momentum import momentum as shape
from kpis.progress.paths import EXACT, is_met
from kpis.progress.verdict import people
from kpis.province import WHOLE
from pages.shell.periods import offered
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.language import Language
from pages.text.momentum import momentum, reason
from pages.text.pace import change
from pages.text.results import YEAR, became, verdict_title
from pages.text.verdicts import LOST, distance, goal, when
from pages.widgets.readings import momentum_of
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


def since_due(matter: Matter, served: Served, language: Language) -> str:
    """The verdict on a target whose year is over, and since when it is lost; "" of any other."""
    if matter.row["status"] != "missed" or int(matter.row["target_year"]) != YEAR:
        return ""
    row = judged(served, matter.kpi, WHOLE, str(matter.row["period"])).iloc[0]
    told = f"{verdict_title(language)}: {became(row['since'], language)}."
    return f"{told} {lost_text(row, language)}".strip()


def lost_text(row: pd.Series, language: Language) -> str:
    """That a target was met once and is not any more; `row` of `widgets.verdicts.judged`."""
    if row["kept"] != LOST:
        return ""
    first, gone = when(row["first_met"], language), when(row["lost"], language)
    return language.t("It was met in {first} and lost in {lost}.", first=first, lost=gone)


def where_it_goes(matter: Matter, kpi: Kpi, served: Served, language: Language) -> str:
    """Pace and outlook to the target; after its year, when it is reached, and those to the next."""
    period = Period.parse(str(matter.row["period"]))
    if kpi.direction == "range":
        return ""
    if period.kind == "year":
        return _a_year_before(matter, kpi, period, served, language)
    told = [momentum(row, kpi, language) for _, row in ahead(matter, served).iterrows()]
    if matter.row["status"] == "missed":
        months = served.published("forecasts", kpi=kpi.id, level=WHOLE)
        year = int(matter.row["target_year"])
        paces = momentum_of(served, kpi, period.code, year)
        seen = paces["observed"].iloc[0] if len(paces) else None
        told.insert(0, reached(matter, kpi, period, seen, months, language))
    return " ".join(text for text in told if text)


def ahead(matter: Matter, served: Served) -> pd.DataFrame:
    """The row of `kpis.progress.momentum.with_outlook` of the target that is due next, if any is.

    Of a target whose year is over that is the one after it, which may be no law.
    """
    year = None if matter.row["status"] == "missed" else int(matter.row["target_year"])
    return momentum_of(served, catalogue()[matter.kpi], str(matter.row["period"]), year)


def reached(
    matter: Matter,
    kpi: Kpi,
    period: Period,
    pace: float | None,
    months: pd.DataFrame,
    language: Language,
) -> str:
    """When a missed target is reached at the pace seen, and when by the forecast, and why.

    `months` are rows of mart_forecast of the months after `period`; "" without a pace.
    """
    t = language.t
    if pace is None or pd.isna(pace):
        return ""
    value, target = float(matter.row["value"]), float(matter.row["target"])
    steps = ceil((target - value) / pace - EXACT) if pace else 0
    straight = t("not at all")
    if 0 < steps <= FAR:
        month = Period.containing("month", months_later(period.last_month, steps))
        straight = when(month.code, language)
    seen = change(pace, kpi.unit, language)
    said = t(
        "{target} at the pace of the last 12 months ({seen} a month): {month}",
        target=formats.target_amount(target, kpi.unit, language),
        seen=seen,
        month=straight,
    )
    if months.empty:
        return said + "."
    horizon = steps if 0 < steps < len(months) else len(months)
    needed, then = (target - value) / horizon, float(months["value"].iloc[horizon - 1])
    why = shape(pace, needed, value, then, horizon, target, nan, kpi.unit, kpi.direction)
    goal = Target(YEAR, "", Confirmation.DERIVED, value=target)
    met = [is_met(float(one), goal, kpi.direction) for one in months["value"]]
    place = met.index(True) if any(met) else -1
    told = {
        "said": said,
        "why": reason(str(why), language),
        "month": when(str(months["period"].iloc[place]), language),
    }
    if any(met):
        return t("{said}; {why}, by the forecast: {month}.", **told)
    return t("{said}; {why}, by the forecast not before the end of {month}.", **told)


def extra(row: pd.Series, kpi: Kpi, language: Language) -> str:
    """What a target takes beyond the last year, in what the numerator counts; a clause."""
    t, year = language.t, int(row["target_year"])
    needed, seen = row["people_needed"], row["people_observed"]
    if pd.isna(needed) or pd.isna(seen):
        return t("What it takes to 12/{year}", year=year)
    sign = -1 if needed < 0 else 1
    more = sign * (int(needed) - int(seen))
    told = {"what": language.pick(kpi.numerator_label), "year": year}
    if more <= 0:
        n = formats.number(abs(int(needed)), language)
        return t(
            "{n} {what} each month are enough to 12/{year}, but only if the pace does not slow",
            n=n,
            **told,
        )
    n = formats.number(more, language)
    if sign < 0:
        return t("It takes {n} fewer {what} each month than now, until 12/{year}", n=n, **told)
    return t("It takes {n} more {what} each month than now, until 12/{year}", n=n, **told)


def _a_year_before(
    matter: Matter, kpi: Kpi, period: Period, served: Served, language: Language
) -> str:
    year = period.same_last_year().code
    if year not in offered("year", served):
        return ""
    value = served.measure(kpi.id, WHOLE, [year]).iloc[0]["value"]
    if pd.isna(value):
        return ""
    brought = formats.difference(float(matter.row["value"]) - value, kpi.unit, language)
    left = int(matter.row["target_year"]) - period.first_month.year
    if left <= 0:
        return language.t("Change since {year}: {change}.", year=year, change=brought)
    needed = (float(matter.row["target"]) - float(matter.row["value"])) / left
    return language.t(
        "It takes {needed} a year until {due}; the last year brought {change}; no forecast: one"
        " value a year is too few.",
        needed=formats.difference(needed, kpi.unit, language),
        due=int(matter.row["target_year"]),
        change=brought,
    )
