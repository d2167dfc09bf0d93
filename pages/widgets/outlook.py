"""What is expected of one unit, as terms and texts for a card: forecast, probability, errors."""

from datetime import date
from html import escape

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from kpis.province import WHOLE
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text import words as words_of
from pages.text.chances import counted, graded
from pages.text.forecasts import (
    INSUFFICIENT,
    OK,
    coverage_told,
    error_told,
    interval,
    model_told,
    outlook_sentence,
    why_told,
)
from pages.text.language import Language
from pages.widgets.forecasts import UNTIL, Due, everything, units, why_none

Lines = list[tuple[str, str]]


def outlook_tally(served: Served, selection: Selection) -> str:
    """How likely the province's targets for 2030 are, one line of HTML.

    "" where none is published, and of a period that ends before the data: forecasts begin there.
    """
    last = date.fromisoformat(served.fact("last_month"))
    if why_none(served) or Period.parse(selection.period).last_month < last:
        return ""
    return served.once(_outlook_tally, selection.language)


def _outlook_tally(served: Served, language: Language) -> str:
    rows = everything(served, WHOLE, Due(UNTIL))
    title = escape(language.t("Outlook to {year}", year=UNTIL))
    return f"<p class='tally'><b>{title}:</b> {counted(rows, language)}</p>"


def outlook_lines(served: Served, selection: Selection, kpi: Kpi, area: str) -> Lines:
    """The lines about a unit of the selection's level and vintage at the end of 2030; plain text.

    None where the snapshot has no forecasts, or has them for other units only.
    """
    if selection.level not in kpi.levels or why_none(served):
        return []
    due = Due(UNTIL)
    rows = units(served, kpi, selection.level, due)
    mine = rows[(rows["area_code"] == area) & (rows["vintage"] == selection.vintage)]
    return [] if mine.empty else lines_of(mine.iloc[0], kpi, due, selection.language)


def lines_of(row: pd.Series, kpi: Kpi, due: Due, language: Language) -> Lines:
    """The same of a row of `forecast_data.units` and any year to come."""
    t = language.t
    title = t("Forecast for 12/{year}", year=due.year)
    said = outlook_sentence(row, kpi, language)
    if row["status"] == INSUFFICIENT:
        return [(title, said)]
    lines = [(title, _forecast(row, kpi, language))]
    if pd.notna(row["probability"]):
        lines.append(_chance(row, kpi, due, language))
    if row["status"] != OK:
        return [*lines, (t("How it was made"), said)]
    how = model_told(row["model"], language)
    if isinstance(row["reason"], str):
        how += " " + why_told(row["reason"], kpi, language)
    return [
        *lines,
        (t("How it was made"), how),
        (t("Error in the last 12 months"), error_told(row["mase"], language)),
        (t("Did the intervals hold?"), coverage_told(row, language)),
    ]


def _forecast(row: pd.Series, kpi: Kpi, language: Language) -> str:
    value = formats.value(row["forecast"], kpi.unit, language)
    if row["status"] != OK:
        return value
    return language.t(
        "{value}; interval of 80%: {a}; of 95%: {b}",
        value=value,
        a=interval(row["low_80"], row["high_80"], kpi.unit, language),
        b=interval(row["low_95"], row["high_95"], kpi.unit, language),
    )


def _chance(row: pd.Series, kpi: Kpi, due: Due, language: Language) -> tuple[str, str]:
    t = language.t
    goal = formats.target_range(row["target"], row["target_max"], kpi.unit, language)
    mark = row["target_status"]
    confirmed = words_of.confirmation(mark, language) if isinstance(mark, str) else ""
    term = t("Probability of the target for {year}", year=due.year)
    text = graded(row["probability"], row["status"], row["ahead"], language)
    aim = t("target {goal}", goal=goal) + (confirmed and f", {confirmed}")
    return term, f"{text} · {aim}"
