"""The table of all units: where each stands, what is expected, how probable its target is."""

import pandas as pd
import streamlit as st

from geo.units.spelling import sorting
from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.chance import TOLD, class_of, percent
from pages.shell.selection import Selection
from pages.shell.url import on_phone
from pages.text import formats
from pages.text import words as words_of
from pages.text.chances import chance_text, graded
from pages.text.comparability import reading, readings
from pages.text.forecasts import INSUFFICIENT, interval, lacks, model
from pages.text.language import Language
from pages.text.markup import plain
from pages.widgets.forecasts import Due
from pages.widgets.table import sortable_units


def ranked(rows: pd.DataFrame) -> pd.DataFrame:
    """The least probable first, then those without a target, then those without a forecast."""
    order = rows.assign(lacks=rows["status"] == INSUFFICIENT)
    order = order.sort_values(["lacks", "probability", "forecast", "area_name"], key=sorting)
    return order.drop(columns="lacks").reset_index(drop=True)


def forecast_table(
    rows: pd.DataFrame, kpi: Kpi, due: Due, selection: Selection, height: int
) -> None:
    """Draws ranked rows; numbers sort as numbers, a click into a row chooses that unit."""
    words, t = selection.language, selection.language.t
    chances = list(
        zip(rows["probability"].to_list(), rows["status"], rows["ahead"].to_list(), strict=True)
    )
    told = [
        lacks(reason, words) if status == INSUFFICIENT else model(code, words)
        for reason, status, code in zip(rows["reason"], rows["status"], rows["model"], strict=True)
    ]
    shares = [
        None if pd.isna(p) else float(percent(p) if ahead <= TOLD else class_of(p))
        for p, _, ahead in chances
    ]
    unit, chance, now = t("Unit"), t("Probability"), t("Now")
    ahead = {f"12/{due.year}": "forecast", t("80% from"): "low_80", t("80% to"): "high_80"}
    columns = {
        unit: (rows["area_name"], 132 if on_phone() else 165),
        chance: (pd.Series(shares, dtype="float64"), 118),
        now: (rows["value"], 140 if rows["value"].isna().any() else 62),
        **{title: (rows[name], 66) for title, name in ahead.items()},
        t("Target"): (
            [
                formats.target_range(low, high, kpi.unit, words)
                for low, high in zip(
                    rows["target"].to_list(), rows["target_max"].to_list(), strict=True
                )
            ],
            60,
        ),
        t("Model"): (told, 150),
    }
    texts = {
        # 0 and 100 are written for what is certain only
        chance: [chance_text(*one, words) for one in chances],
        now: readings(rows, kpi.unit, words),
        **{title: _values(rows[name], kpi, words) for title, name in ahead.items()},
    }
    sortable_units(
        pd.DataFrame({title: list(found) for title, (found, _) in columns.items()}),
        texts,
        list(rows["area_code"]),
        selection,
        f"forecast-table-{selection.kpi}-{selection.level}-{due.year}",
        min(height, formats.table_height(rows, len(rows))),
        {
            title: st.column_config.Column(width=width, help=plain(title), pinned=title == unit)
            for title, (_, width) in columns.items()
        },
        vintage=selection.vintage,
    )


def _values(amounts: pd.Series, kpi: Kpi, words: Language) -> list[str]:
    return [formats.value(amount, kpi.unit, words) for amount in amounts.to_list()]


def under_pointer(row, kpi: Kpi, due: Due, selection: Selection) -> list[str]:
    """What a map says of a unit, line by line."""
    words, t = selection.language, selection.language.t
    if row.status == INSUFFICIENT:
        return [lacks(row.reason, words)]
    value = formats.value(row.forecast, kpi.unit, words)
    ends = interval(row.low_80, row.high_80, kpi.unit, words)
    lines = [
        t("Now")
        + ": "
        + reading(row.value, kpi.unit, row.comparability, row.missing_reason, words),
        t("Forecast for 12/{year}", year=due.year) + f": {value} (80%: {ends})",
    ]
    if pd.notna(row.probability):
        goal = formats.target_range(row.target, row.target_max, kpi.unit, words)
        confirmed = words_of.confirmation(row.target_status, words)
        lines.append(t("Target") + f": {goal}, {confirmed}")
        text = graded(row.probability, row.status, row.ahead, words)
        lines.append(t("Probability") + ": " + text)
    return lines
