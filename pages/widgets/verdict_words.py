"""The verdict in words: met or missed, by how much, how many people that is, since when, held?"""

from html import escape

from kpis.catalogue.catalogue import Kpi
from pages.widgets import formats
from pages.widgets import words as words_of
from pages.widgets.comparable import marked
from pages.widgets.language import Language
from pages.widgets.markup import UNCONFIRMED, badge
from pages.widgets.verdict_amounts import distance, goal
from pages.widgets.verdict_data import HELD, LOST, NEVER, REGAINED, YEAR, is_late


def result_badge(verdict: str, language: Language, target_status: object = "") -> str:
    """The result as a sign and a word, HTML; hollow where the target is not confirmed."""
    if verdict in ("met", "missed"):
        return badge(verdict, language, str(target_status or ""))
    hollow = " hollow" if target_status in UNCONFIRMED else ""
    return f"<span class='badge insufficient{hollow}'>? {escape(result(verdict, language))}</span>"


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
