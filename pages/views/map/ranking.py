"""The ranked table beside the map: best or worst first, missing last, the chosen unit marked."""

from math import inf

import pandas as pd
import streamlit as st

from geo.units.spelling import alphabet
from kpis.catalogue.catalogue import Kpi
from kpis.progress.rank import ranks
from pages.shell.selection import Selection
from pages.text import formats
from pages.text.comparability import ESTIMATED, NOT_COMPARABLE, named, readings
from pages.text.markup import plain
from pages.views.map.pickers import BEST, HIGHEST, WORST, chosen_order
from pages.widgets.table import sortable_units

SIDES = ("numerator", "denominator")


def ranked(rows: pd.DataFrame, kpi: Kpi, order: str = BEST) -> pd.DataFrame:
    """Readings with a `rank` (1 = best; ties share the better rank; none where missing), sorted.

    Of an indicator that is best within a range, all within it share the first rank. `order` is one
    of `pickers.orders`; what is missing is last in each.
    """
    rank = ranks(rows["value"], kpi)
    by = rank if order in (BEST, WORST) else rows["value"]
    sign = -1 if order in (WORST, HIGHEST) else 1
    missing_last = (sign * by).fillna(inf).to_list()
    keys = list(zip(missing_last, map(alphabet, rows["area_name"].to_list()), strict=True))
    order_of_rows = sorted(range(len(rows)), key=keys.__getitem__)
    return rows.assign(rank=rank).iloc[order_of_rows].reset_index(drop=True)


def ranking_table(rows: pd.DataFrame, kpi: Kpi, selection: Selection, height: int) -> None:
    """Draws the table; a click into a row chooses that unit."""
    words, t = selection.language, selection.language.t
    rank, unit, value = t("Rank"), t("Unit"), t("Value")
    # What is counted is longer than a column of the rail: it is said at the heading.
    meant = {
        t("Numerator"): words.pick(kpi.numerator_label),
        t("Denominator"): words.pick(kpi.denominator_label),
    }
    counts = {title: rows[side] for title, side in zip(meant, SIDES, strict=True)}
    shown = {rank: rows["rank"], unit: rows["area_name"], value: rows["value"], **counts}
    marks = rows["comparability"].to_list()
    texts = {
        title: [formats.number(amount, words) for amount in column.to_list()]
        for title, column in {rank: rows["rank"], **counts}.items()
    }
    texts[value] = readings(rows, kpi.unit, words)
    is_lacking = bool(rows["value"].isna().any())  # a reason is longer than a number
    if set(marks) & {ESTIMATED, NOT_COMPARABLE}:
        shown[t("Comparability")] = [named(mark, words) for mark in marks]
    fields = (selection.kpi, selection.level, selection.vintage)
    sortable_units(
        pd.DataFrame(shown),
        texts,
        list(rows["area_code"]),
        selection,
        "-".join(("rank", *fields, selection.district, chosen_order(kpi))),
        min(height, formats.table_height(rows, len(rows))),
        {
            rank: st.column_config.Column(width=50),
            unit: st.column_config.Column(width=145),
            value: st.column_config.Column(
                width=140 if is_lacking else 85,
                help=t("≈ marks an estimate: apportioned by residents"),
            ),
            **{
                title: st.column_config.Column(width=82, help=plain(formats.title(label)))
                for title, label in meant.items()
            },
        },
    )
