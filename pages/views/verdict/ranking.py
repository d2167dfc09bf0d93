"""The ranked table beside the map: furthest above the target first, missing last."""

import pandas as pd
import streamlit as st

from geo.units.spelling import sorting
from kpis.catalogue.catalogue import Kpi
from pages.figures import palette
from pages.shell.selection import Selection
from pages.text import formats
from pages.text.comparability import readings
from pages.text.markup import plain
from pages.text.results import became, verdict_title
from pages.text.verdicts import since, when
from pages.widgets.table import sortable_units

SIGN = {**palette.STATUS_SIGN, "no_value": "?"}  # as on the badges above the table


def ranked(rows: pd.DataFrame) -> pd.DataFrame:
    """Verdicts with a `rank` by the gap: units may have targets of their own."""
    rank = rows["gap"].astype("float64").rank(method="min", ascending=False)
    order = rows.assign(rank=rank).sort_values(
        ["rank", "area_name"], na_position="last", key=sorting
    )
    return order.reset_index(drop=True)


def rank_table(rows: pd.DataFrame, kpi: Kpi, selection: Selection, height: int) -> None:
    """Draws ranked rows; a click into one chooses that unit."""
    words, t = selection.language, selection.language.t
    label = words.pick(kpi.denominator_label if kpi.unit == "percent" else kpi.numerator_label)
    goals = _goals(rows, kpi, selection)
    columns = {
        t("Rank"): (rows["rank"], 45),
        t("Unit"): (rows["area_name"], 150),
        verdict_title(words): ([SIGN[verdict] for verdict in rows["verdict"]], 95),
        t("Value"): (rows["value"], 140 if rows["value"].isna().any() else 66),
        t("Short or over"): (rows["gap"], 106),
        formats.title(label): (rows["people"].astype("float64"), 75),
        t("First met"): ([when(code, words) for code in rows["first_met"]], 75),
        t("What became of it"): ([became(one, words) for one in rows["since"]], 130),
        t("Since then"): ([since(row, kpi, words) for row in rows.itertuples()], 150),
    }
    rank, _, _, value, gap, people, *_ = columns
    if len(set(goals)) > 1:  # else it stands above
        columns[t("Target")] = (goals, 65)
    texts = {
        rank: [formats.number(place, words) for place in rows["rank"].to_list()],
        value: readings(rows, kpi.unit, words),
        gap: [formats.difference(v, kpi.unit, words) for v in rows["gap"].to_list()],
        people: [formats.difference(v, "count", words) for v in columns[people][0].to_list()],
    }
    sortable_units(
        pd.DataFrame({title: list(found) for title, (found, _) in columns.items()}),
        texts,
        list(rows["area_code"]),
        selection,
        f"verdict-rank-{selection.kpi}-{selection.level}",
        min(height, formats.table_height(rows, len(rows))),
        {
            title: st.column_config.Column(width=width, help=plain(title))
            for title, (_, width) in columns.items()
        },
        vintage=selection.vintage,
    )


def _goals(rows: pd.DataFrame, kpi: Kpi, selection: Selection) -> list[str]:
    return [
        formats.target_range(row.target, row.target_max, kpi.unit, selection.language)
        for row in rows.itertuples()
    ]
