"""Forecasts in words: models, reasons, intervals, and how far such forecasts missed so far."""

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from pages.text import formats
from pages.text.language import Language


def model(code: object, language: Language) -> str:
    """The law that weighs most in a forecast, in a few plain words, for a table."""
    t = language.t
    words = {
        "logistic": t("S-shaped growth"),
        "line": t("straight line"),
        "walk": t("random steps"),
        "still": t("no change"),
        "damped": t("trend that slows down"),
        "bottom_up": t("sum of the communes"),
    }
    return words.get(str(code), "")


def model_told(code: object, language: Language) -> str:
    """The law that weighs most in a forecast, in a sentence."""
    t = language.t
    words = {
        "logistic": t("Growth along an S-curve: slower the nearer its ceiling is."),
        "line": t("A straight line that stops where everybody is reached."),
        "walk": t("Steps from the last value, at the pace seen so far or without any."),
        "still": t("The last value stays as it is."),
        "damped": t("The growth of the last months goes on and slows down."),
        "bottom_up": t("The sum of the forecasts of its communes, each by its own laws."),
    }
    text = words.get(str(code), "")
    if code == "bottom_up" or not text:
        return text
    return t("Several laws, weighed; the heaviest:") + " " + text


def why_short(reason: object, language: Language) -> str:
    """Why there is no forecast, in a few words, for a table or a legend."""
    t = language.t
    words = {
        "too_few_values": t("too few values"),
        "no_recent_value": t("no recent value"),
        "vintage_break": t("unit divided or merged lately"),
        "ended": t("no longer measured"),
        "communes_missing": t("some communes missing"),
    }
    return words.get(str(reason), "")


def lacks(reason: object, language: Language) -> str:
    """“Not enough data” with the reason, for a cell."""
    return language.t("Not enough data") + f": {why_short(reason, language)}"


def why_told(reason: object, kpi: Kpi, language: Language) -> str:
    """Why there is no forecast, or what it lacks, in a sentence."""
    t = language.t
    if reason == "too_few_values" and kpi.frequency == "year":
        return t("It is measured once a year: 18 values are needed, one a year is too few.")
    words = {
        "too_few_values": t("Fewer than 18 months have a value."),
        "no_recent_value": t("The last value is more than 6 months old."),
        "vintage_break": t(
            "Fewer than 18 months have a value since the unit became part of another, or was"
            " divided: what was before is not comparable."
        ),
        "ended": t("The indicator means nothing any more: it ended before the end of the data."),
        "communes_missing": t("Some of its communes have no forecast and are left out of the sum."),
    }
    return words.get(str(reason), "")


def interval(low: float, high: float, unit: str, language: Language) -> str:
    """The two ends of an interval: "72,2–77,1%"."""
    if pd.isna(low):
        return formats.MISSING
    # a few members of a group would have the same two ends with one decimal
    decimals = 2 if unit == "ratio" and high < 10 else formats.DECIMALS[unit]
    ends = [formats.number(end, language, decimals) for end in (low, high)]
    return "–".join(ends) + ("%" if unit == "percent" else "")


def error_told(mase: float, language: Language) -> str:
    """The error against "no change" (MASE) in a sentence, with what it means."""
    t = language.t
    if pd.isna(mase):
        return t("There is nothing yet to compare with.")
    number = formats.number(mase, language, 2)
    text = t("The error was {n} times that of guessing “no change”.", n=number)
    if mase >= 1:
        return text + " " + t("So it was no better than that guess: take it as a rough sign.")
    if mase > 0.8:
        return text + " " + t("So it was only a little better than that guess.")
    return text + " " + t("So it was better than that guess.")


def error_short(mase: float, language: Language) -> str:
    """The same in a few words."""
    number = formats.number(mase, language, 2)
    return language.t("error {n} times that of “no change”", n=number)


def coverage_told(row: pd.Series, language: Language) -> str:
    """How often outcomes fell within the intervals, in a sentence, with what it means."""
    t = language.t
    if pd.isna(row["coverage_80"]):
        return t("There is nothing yet to compare with.")
    share_80, share_95 = (
        formats.number(100 * row[name], language) for name in ("coverage_80", "coverage_95")
    )
    text = t(
        "Of the outcomes of the last 12 months {a}% fell within the interval of 80%, and {b}%"
        " within that of 95%.",
        a=share_80,
        b=share_95,
    )
    if row["coverage_80"] < 0.75:
        text += " " + t("So the intervals were too narrow: expect larger errors.")
    elif row["coverage_80"] > 0.9:
        text += " " + t("So the intervals were rather too wide than too narrow.")
    else:
        text += " " + t("So the intervals held about what they promise, a year ahead.")
    from kpis.forecast.backtest import JUDGED  # SciPy, which no page needs that forecasts nothing

    if row["ahead"] > JUDGED:
        text += " " + t("Farther ahead nothing could be tested yet.")
    return text


def outlook_sentence(row: pd.Series, kpi: Kpi, language: Language) -> str:
    """Why a unit has no forecast, or that it is certain; "" for any other."""
    t = language.t
    if row["status"] == INSUFFICIENT:
        return t("Not enough data") + ". " + why_told(row["reason"], kpi, language)
    if row["status"] == CERTAIN:
        value = formats.value(row["value"], kpi.unit, language)
        return t(
            "It has stood at {value} for 18 months, the end of its scale: no change is expected,"
            " and no data show how it could fall back.",
            value=value,
        )
    return ""


OK, CERTAIN, INSUFFICIENT = "ok", "certain", "insufficient"
