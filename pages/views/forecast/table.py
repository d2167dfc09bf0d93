"""The table of all units: where each stands, what is expected, how probable its target is."""

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.chance import TOLD, class_of, percent
from pages.shell.selection import Selection
from pages.text import formats
from pages.text import words as words_of
from pages.text.chances import chance_text, graded
from pages.text.comparability import ESTIMATED, marked
from pages.text.forecasts import INSUFFICIENT, interval, lacks, model
from pages.widgets.forecasts import Due
from pages.widgets.ranking import unit_table


def ranked(rows: pd.DataFrame) -> pd.DataFrame:
    """The least probable first, then those without a target, then those without a forecast."""
    order = rows.assign(lacks=rows["status"] == INSUFFICIENT)
    order = order.sort_values(["lacks", "probability", "forecast", "area_name"])
    return order.drop(columns="lacks").reset_index(drop=True)


def forecast_table(
    rows: pd.DataFrame, kpi: Kpi, due: Due, selection: Selection, height: int
) -> None:
    """Draws ranked rows; numbers sort as numbers, a click into a row chooses that unit."""
    words, t = selection.language, selection.language.t
    goals = [
        formats.target_range(row.target, row.target_max, kpi.unit, words)
        for row in rows.itertuples()
    ]
    told = [
        lacks(row.reason, words) if row.status == INSUFFICIENT else model(row.model, words)
        for row in rows.itertuples()
    ]
    shares = [
        None if pd.isna(p) else float(percent(p) if ahead <= TOLD else class_of(p))
        for p, ahead in zip(rows["probability"], rows["ahead"], strict=True)
    ]
    columns = {
        t("Unit"): (rows["area_name"], 132),
        t("Probability"): (pd.Series(shares, dtype="float64"), 118),
        t("Now"): (rows["value"], 62),
        f"12/{due.year}": (rows["forecast"], 66),
        t("80% from"): (rows["low_80"], 66),
        t("80% to"): (rows["high_80"], 66),
        t("Target"): (goals, 60),
        "MASE": (rows["mase"], 56),
        t("Model"): (told, 150),
    }
    shown = pd.DataFrame({title: list(found) for title, (found, _) in columns.items()})
    unit, chance, *values = list(columns)[:6]
    writers = {name: lambda v: formats.value(v, kpi.unit, words) for name in values}
    writers["MASE"] = lambda v: formats.number(v, words, 2)
    style = shown.style.format(writers)
    estimates = [mark == ESTIMATED for mark in rows["comparability"]]
    style = style.format(
        lambda v: marked(formats.value(v, kpi.unit, words), ESTIMATED),
        subset=(estimates, values[0]),
    )
    for at, row in enumerate(rows.itertuples()):  # 0 and 100 are written for what is certain only
        text = chance_text(row.probability, row.status, row.ahead, words)
        style = style.format(lambda _, text=text: text, subset=([at], chance))
    unit_table(
        style,
        list(rows["area_code"]),
        selection,
        f"forecast-table-{selection.kpi}-{selection.level}-{due.year}",
        min(height, formats.table_height(rows, len(rows))),
        {
            title: st.column_config.Column(width=width, help=title, pinned=title == unit)
            for title, (_, width) in columns.items()
        },
        vintage=selection.vintage,
    )


def under_pointer(row, kpi: Kpi, due: Due, selection: Selection) -> list[str]:
    """What a map says of a unit, line by line."""
    words, t = selection.language, selection.language.t
    if row.status == INSUFFICIENT:
        return [lacks(row.reason, words)]
    value = formats.value(row.forecast, kpi.unit, words)
    ends = interval(row.low_80, row.high_80, kpi.unit, words)
    lines = [
        t("Now") + ": " + marked(formats.value(row.value, kpi.unit, words), row.comparability),
        t("Forecast for 12/{year}", year=due.year) + f": {value} (80%: {ends})",
    ]
    if pd.notna(row.probability):
        goal = formats.target_range(row.target, row.target_max, kpi.unit, words)
        confirmed = words_of.confirmation(row.target_status, words)
        lines.append(t("Target") + f": {goal}, {confirmed}")
        text = graded(row.probability, row.status, row.ahead, words)
        lines.append(t("Probability") + ": " + text)
    return lines
