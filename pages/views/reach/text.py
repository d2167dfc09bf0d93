"""The words of a scenario: what becomes of the province, what it takes."""

from datetime import date

from kpis.catalogue.catalogue import Kpi
from kpis.progress.paths import gap
from kpis.progress.verdict import people
from kpis.whatif.aims import Aim
from kpis.whatif.scenario import Choice, Outcome, Situation
from pages.text import formats
from pages.text.aims import counted, points
from pages.text.language import Language

Fact = tuple[str, str, str]  # label, figure, note


def three_facts(
    found: Outcome, now: Situation, aim: Aim, choice: Choice, kpi: Kpi, language: Language
) -> list[Fact]:
    """Where the province ends as observed, and of a choice: with it, and the pace that it takes."""
    t, due = language.t, found.months.index(date(aim.year, 12, 1))
    end = f"12/{aim.year}"
    seen, then = float(found.observed[due]), float(found.course[due])
    first = (
        t("In a straight line, as in the last 12 months, {end}", end=end),
        formats.value(seen, kpi.unit, language),
        _reached(found.reached_observed, gap(seen, aim.value, kpi.direction), now, kpi, language),
    )
    if not choice.units:
        return [first]
    second = (
        t("With the choice, {end}", end=end),
        formats.value(then, kpi.unit, language),
        _reached(found.reached, found.gap, now, kpi, language),
    )
    return [first, second, _takes(found, aim, kpi, language)]


def pace_text(pace: float, kpi: Kpi, language: Language) -> str:
    """A pace: "+0,85 điểm % mỗi tháng"."""
    return language.t("{points} a month", points=points(pace, kpi, language, 2))


def saved_pace(pace: float | None, kpi: Kpi, language: Language) -> str:
    """The pace that a scenario was saved with."""
    if pace is None:
        return language.t("that of the fastest quarter")
    return pace_text(pace, kpi, language)


def _takes(found: Outcome, aim: Aim, kpi: Kpi, language: Language) -> Fact:
    t = language.t
    label = t("What the chosen need to reach {year}", year=aim.year)
    if found.needed is None:
        return label, t("not enough"), t("even with all of their people: choose more units")
    if found.needed == 0:
        return label, t("nothing more"), t("in a straight line it is reached without them")
    sign = -1 if kpi.direction == "down" else 1
    each = sum(found.chosen["denominator"]) * found.needed / kpi.unit.scale
    return (
        label,
        pace_text(sign * found.needed, kpi, language),
        t(
            "about {people} a month in all; chosen: {pace}",
            people=counted(sign * each, kpi, language),
            pace=pace_text(sign * found.pace, kpi, language),
        ),
    )


def _reached(
    when: date | None, distance: float, now: Situation, kpi: Kpi, language: Language
) -> str:
    t = language.t
    if when is not None and when == now.month:
        return t("reached")
    short = abs(people(distance, float(now.known["denominator"].sum()), kpi))
    amount = points(abs(distance), kpi, language).lstrip("+±")
    told = {"amount": amount, "count": counted(short, kpi, language).lstrip("+±")}
    if distance < 0:
        away = t("{amount} short of the target ({count})", **told)
    else:
        away = t("{amount} better than the target ({count})", **told)
    if when is None:
        return away
    return t("{away}; at the target in {month}", away=away, month=formats.month(when, language))
