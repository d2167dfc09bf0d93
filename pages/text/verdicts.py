"""The verdict in words: met or missed, by how much, how many people that is, since when, held?"""

from html import escape

import pandas as pd

from geo.map.edges import written
from kpis.catalogue.catalogue import Kpi
from pages.figures import palette
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import marked
from pages.text.language import Language
from pages.text.markup import UNCONFIRMED
from pages.text.results import YEAR


def points(row, kpi: Kpi, language: Language) -> str:
    """How far a value is from its target: "thiếu 7,6 điểm %", "vượt 3,2 điểm %"; "" without one."""
    if pd.isna(row.gap):
        return ""
    decimals = formats.DECIMALS[kpi.unit]
    is_tiny = row.gap != 0 and written(row.gap, decimals) == 0
    text = formats.number(10**-decimals if is_tiny else abs(row.gap), language, decimals)
    text = f"<{text}" if is_tiny else text
    amount = f"{text} {language.t('pts')}" if kpi.unit == "percent" else text
    return _short_or_over(row, kpi, amount, language)


def counted(row, kpi: Kpi, language: Language) -> str:
    """The same distance in whole people, households, dossiers: "1.240 trong 98.000 hộ"."""
    if pd.isna(row.people) or not row.people:
        return ""
    count = formats.number(abs(row.people), language)
    if kpi.unit != "percent":  # the distance is then of what stands above, not a part of below
        return f"{count} {language.pick(kpi.numerator_label)}"
    return language.t(
        "{n} of {all} {what}",
        n=count,
        all=formats.number(row.denominator, language),
        what=language.pick(kpi.denominator_label),
    )


def counted_short_or_over(row, kpi: Kpi, language: Language) -> str:
    """The distance in people with its direction: "thiếu 1.240 trong 98.000 hộ"; "" without one."""
    if pd.isna(row.people) or not row.people:
        return ""
    if kpi.unit != "percent":
        return _short_or_over(row, kpi, counted(row, kpi, language), language)
    return language.t(
        "{short_or_over}, of {all} {what}",
        short_or_over=_short_or_over(row, kpi, formats.number(abs(row.people), language), language),
        all=formats.number(row.denominator, language),
        what=language.pick(kpi.denominator_label),
    )


def _short_or_over(row, kpi: Kpi, amount: str, language: Language) -> str:
    t, is_down = language.t, kpi.direction == "down"
    if kpi.direction == "range":
        inside = row.verdict == "met"
        return t("within the range") if inside else t("{amount} off the range", amount=amount)
    if row.verdict == "missed":
        if is_down:
            return t("{amount} too many", amount=amount)
        return t("{amount} short", amount=amount)
    if abs(row.gap) < 1e-9:
        return t("exactly at the target")
    return t("{amount} below it", amount=amount) if is_down else t("{amount} over", amount=amount)


def goal(row, kpi: Kpi, language: Language) -> str:
    """The target with how far it is confirmed: "80% (xác nhận)"."""
    amount = formats.target_range(row.target, row.target_max, kpi.unit, language)
    if not isinstance(row.target_status, str):
        return amount
    return f"{amount} ({words_of.confirmation(row.target_status, language)})"


def distance(row, kpi: Kpi, language: Language) -> str:
    """How far from the target, in its unit and in people."""
    people = counted(row, kpi, language)
    text = points(row, kpi, language)
    return text + ", " + language.t("equal to {people}", people=people) if people else text


def result_badge(verdict: str, language: Language, target_status: object = "") -> str:
    """The result as a sign and a word, HTML; hollow where the target is not confirmed."""
    kind = verdict if verdict in ("met", "missed") else "insufficient"
    hollow = " hollow" if target_status in UNCONFIRMED else ""
    text = f"{palette.STATUS_SIGN[kind]} {escape(result(verdict, language))}"
    return f"<span class='badge {kind}{hollow}'>{text}</span>"


def result(verdict: str, language: Language) -> str:
    """The result in a word or two."""
    t = language.t
    return {
        "met": t("Met"),
        "missed": t("Missed"),
        "no_value": t("No value"),
        "no_target": t("No target"),
    }[verdict]


def judged_in(code: str, language: Language) -> str:
    """The period that is judged, short: "12/2025", "Năm 2025"."""
    return when(code, language) if len(code) == 7 else formats.period(code, language)


def when(code: object, language: Language) -> str:
    """A month or a year, short: "03/2025" or "Mar 2025"; a dash where there is none."""
    if not isinstance(code, str):
        return formats.MISSING
    if len(code) == 7 and language.code == "vi":
        return f"{code[5:]}/{code[:4]}"
    return code if len(code) == 4 else formats.period(code, language)


def since(row, kpi: Kpi, language: Language) -> str:
    """Whether a target that was met is held, or when it was lost; "" where a stock never met it."""
    t, latest = language.t, when(row.latest, language)
    lost = when(row.lost, language)
    value = formats.value(row.latest_value, kpi.unit, language)
    if row.kept == HELD and row.first_met == row.latest:
        return t("the latest period")
    return {
        NEVER: t("No single month") if in_single_months(kpi) else "",
        HELD: t("held until {latest}", latest=latest),
        LOST: t("lost in {lost}; {latest}: {value}", lost=lost, latest=latest, value=value),
        REGAINED: t("lost in {lost}, met again by {latest}", lost=lost, latest=latest),
    }[row.kept]


def sentence(row, kpi: Kpi, language: Language) -> str:
    """The verdict on one unit in one or two sentences."""
    t = language.t
    period = formats.inside(formats.period(row.period, language), language)
    if row.verdict == "no_target":
        return t("No target for {year}.", year=YEAR)
    if row.verdict == "no_value":
        reason = row.missing_reason
        why = words_of.missing(reason, language).lower() if isinstance(reason, str) else ""
        text = t("No result: there is no value for {period} ({why}).", period=period, why=why)
        return f"{text} {_history(row, kpi, language)}".strip()
    filled = {
        "goal": goal(row, kpi, language),
        "value": marked(formats.value(row.value, kpi.unit, language), row.comparability),
        "period": period,
        "distance": distance(row, kpi, language),
    }
    if row.verdict == "missed":
        text = t("Missed: {value} in {period} against {goal}, {distance}.", **filled)
    elif row.kept == HELD and row.first_met != row.latest and not in_single_months(kpi):
        first, latest = when(row.first_met, language), when(row.latest, language)
        text = t(
            "Met the target of {goal} since {first}, held until {latest}.",
            goal=filled["goal"],
            first=first,
            latest=latest,
        )
        filled["period"] = formats.period(row.period, language)
        return text + " " + t("{period}: {value}, {distance}.", **filled)
    else:
        text = t("Met the target of {goal}: {value} in {period}, {distance}.", **filled)
    return f"{text} {_history(row, kpi, language)}".strip()


def in_single_months(kpi: Kpi) -> bool:
    """Whether the year is judged as a whole, so that single months are another matter."""
    return kpi.time.numerator == "flow" and kpi.frequency == "month"


def _history(row, kpi: Kpi, language: Language) -> str:
    t = language.t
    first, latest = when(row.first_met, language), when(row.latest, language)
    value = formats.value(row.latest_value, kpi.unit, language)
    if row.kept != NEVER:
        if in_single_months(kpi):
            text = t("First single month at the target: {first}", first=first)
        elif is_late(row.first_met):
            text = t("Met late: {first}", first=first)
        else:
            text = t("First met: {first}", first=first)
        return f"{text}, {since(row, kpi, language)}."
    if in_single_months(kpi):
        return t("No single month was at the target until {latest}.", latest=latest)
    if row.latest == row.period or not isinstance(row.latest, str):
        return ""
    return t("Not met until {latest} either: {value}.", latest=latest, value=value)


NEVER, HELD, LOST, REGAINED = "never", "held", "lost", "regained"


def is_late(first: object) -> bool:
    """Whether a month or year in which a target was first met came after the year was over."""
    return isinstance(first, str) and first[:4] > str(YEAR)
