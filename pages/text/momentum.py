"""Level and momentum in one sentence: the status, the pace needed and seen, the outlook and why.

A row is one of `kpis.progress.momentum.with_outlook`. No page or document tells a pace otherwise.
"""

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from pages.text import formats
from pages.text import words as words_of
from pages.text.chances import class_of, word
from pages.text.forecasts import why_short
from pages.text.language import Language
from pages.text.markup import UNCONFIRMED
from pages.text.pace import change, people_change

FEW = 10  # people: fewer are rounded so coarsely that they may contradict the points


def momentum(row, kpi: Kpi, language: Language, status: str = "") -> str:
    """The sentence; `status` is that of the same target today, "" where it stands beside it."""
    t = language.t
    told = f"{pace(row, kpi, language)}; {outlook(row, kpi, language)}."
    if status:
        now = words_of.status(status, language)
        return t("Today: {status}. {sentence}", status=now.lower(), sentence=told)
    return told


def pace(row, kpi: Kpi, language: Language) -> str:
    """The pace needed and the one seen, a clause."""
    t, year = language.t, int(row["target_year"])
    is_many = all(
        pd.notna(people) and (abs(people) >= FEW or not people)
        for people in (row["people_needed"], row["people_observed"])
    )
    if row["needed"] == 0:
        asked = t("The target for {year} is reached and has to be held", year=year)
    else:
        needed = _amount(row, "needed", kpi, language, is_many)
        asked = t("Needed each month to 12/{year}: {amount}", year=year, amount=needed)
    if pd.isna(row["observed"]):
        return t("{asked}; too few months to say what the last 12 brought", asked=asked)
    seen = _amount(row, "observed", kpi, language, is_many)
    return t("{asked}; each of the last 12 months: {amount}", asked=asked, amount=seen)


def _amount(row, side: str, kpi: Kpi, language: Language, is_many: bool) -> str:
    text = change(float(row[side]), kpi.unit, language)
    if not is_many:
        return text
    people = people_change(int(row[f"people_{side}"]), language)
    what = f" {language.pick(kpi.numerator_label)}" if side == "needed" else ""
    return f"{text} ({people}{what})"


def outlook(row, kpi: Kpi, language: Language) -> str:
    """What is forecast for the target, in a class of probability, and why; or why nothing is."""
    t, year = language.t, int(row["target_year"])
    if isinstance(row["no_outlook"], str):
        return t("no forecast: {why}", why=no_outlook(row["no_outlook"], language))
    said = t(
        "forecast for 12/{year}: {value} against {target}",
        year=year,
        value=formats.value(row["forecast"], kpi.unit, language),
        target=_goal(row, kpi, language),
    )
    if isinstance(row["reason"], str):
        said = f"{reason(row['reason'], language)}, {said}"
    if pd.isna(row["probability"]):
        return said
    return f"{said}: {word(class_of(row['probability']), language)}"


def outlook_cell(row, kpi: Kpi, language: Language) -> str:
    """The same for a table in which the target stands: class, forecast and reason."""
    if isinstance(row["no_outlook"], str):
        return no_outlook(row["no_outlook"], language)
    if pd.isna(row["forecast"]):
        return ""
    parts = [formats.value(row["forecast"], kpi.unit, language)]
    if pd.notna(row["probability"]):
        parts.insert(0, word(class_of(row["probability"]), language))
    if isinstance(row["reason"], str):
        parts.append(reason(row["reason"], language))
    return ", ".join(parts)


def reason(code: str, language: Language) -> str:
    """Why the growth to come differs from the one seen, in a few words."""
    t = language.t
    return {
        "slows_at_end": t("growth slows near the ceiling"),
        "slows": t("growth slows"),
        "steady": t("steady"),
        "speeds_up": t("growth speeds up"),
        "turns": t("the fall is to end"),
        "falls": t("falling"),
        "open": t("the months so far leave much open"),
    }[code]


def no_outlook(code: str, language: Language) -> str:
    """Why nothing is forecast, in a few words."""
    t = language.t
    return {
        "past": t("forecasts begin at the end of the data"),
        "units": t("forecasts are made for the units in force only"),
        "unpublished": t("none was published"),
        "over": t("the year is over"),
    }.get(code) or why_short(code, language)


def _goal(row, kpi: Kpi, language: Language) -> str:
    """The target; one of the catalogue that is no law says so."""
    text = formats.target_amount(row["target"], kpi.unit, language)
    mark = next(
        (
            str(goal.status)
            for goal in kpi.targets
            if (goal.year, goal.value) == (row["target_year"], row["target"])
        ),
        "",
    )
    return f"{text} ({words_of.confirmation(mark, language)})" if mark in UNCONFIRMED else text
