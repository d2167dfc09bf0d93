"""The ranked table beside the map: best first, missing last, the chosen unit marked."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from kpis.catalogue.catalogue import Kpi
from kpis.progress.paths import range_path
from pages.shell.selection import Selection
from pages.shell.url import row_picked
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import ESTIMATED, NOT_COMPARABLE, marked, named

MARK = "background-color: #fbe0ef; font-weight: 700"


def ranked(rows: pd.DataFrame, kpi: Kpi) -> pd.DataFrame:
    """Readings with a `rank` (1 = best; ties share the better rank; none where missing).

    Of an indicator that is best within a range, all within it share the first rank.
    """
    if kpi.direction == "range" and kpi.targets:
        goal = kpi.targets[-1]
        distance = rows["value"].map(lambda v: abs(v - range_path(v, goal)), na_action="ignore")
        rank = distance.rank(method="min")
    else:
        rank = rows["value"].rank(method="min", ascending=kpi.direction == "down")
    order = rows.assign(rank=rank).sort_values(["rank", "area_name"], na_position="last")
    return order.reset_index(drop=True)


def ranking_table(rows: pd.DataFrame, kpi: Kpi, selection: Selection, height: int) -> None:
    """Draws the table; a click into a row chooses that unit."""
    words, t = selection.language, selection.language.t
    shown = pd.DataFrame(
        {
            t("Rank"): rows["rank"],
            t("Unit"): rows["area_name"],
            t("Value"): rows["value"],
            formats.title(words.pick(kpi.numerator_label)): rows["numerator"],
            formats.title(words.pick(kpi.denominator_label)): rows["denominator"],
        }
    )
    reasons = rows["missing_reason"].map(
        lambda reason: words_of.missing(reason, words) if isinstance(reason, str) else ""
    )
    if reasons.any():
        shown[t("Missing because")] = reasons
    marks = rows["comparability"].to_list()
    is_estimate = [mark == ESTIMATED for mark in marks]
    if set(marks) & {ESTIMATED, NOT_COMPARABLE}:
        shown[t("Comparability")] = [named(mark, words) for mark in marks]
    rank, unit, value, *counts = list(shown.columns[:5])
    style = shown.style.format(
        {
            rank: lambda v: formats.number(v, words),
            value: lambda v: formats.value(v, kpi.unit, words),
            **{c: (lambda v: formats.number(v, words)) for c in counts},
        }
    ).format(
        lambda v: marked(formats.value(v, kpi.unit, words), ESTIMATED),
        subset=(is_estimate, value),
    )
    fields = (selection.kpi, selection.level, selection.period, selection.vintage)
    unit_table(
        style,
        list(rows["area_code"]),
        selection,
        "-".join(("rank", *fields, selection.district)),
        min(height, formats.table_height(rows, len(rows))),
        {
            rank: st.column_config.Column(width=50),
            unit: st.column_config.Column(width=145),
            value: st.column_config.Column(
                width=85, help=t("≈ marks an estimate: apportioned by residents")
            ),
            **{count: st.column_config.Column(width=92, help=count) for count in counts},
        },
    )


def unit_table(
    style: Styler,
    codes: Sequence[str],
    selection: Selection,
    key: str,
    height: int,
    columns: Mapping[str, object] | None = None,
    **changes: str,
) -> None:
    """Draws a table with a row a unit, the chosen one marked; a click into a row chooses its unit.

    `changes` of the selection follow from a choice.
    """
    mark = [MARK if code == selection.area else "" for code in codes]
    st.dataframe(
        style.apply(lambda column: mark),
        hide_index=True,
        height=height,
        key=key,
        on_select=lambda: row_picked(key, codes, **changes),
        selection_mode="single-cell",
        placeholder="",
        column_config=columns,
    )
