"""The table of targets: value, target, confirmation, path, gap, status and what is beside it."""

import pandas as pd
import streamlit as st

from pages.figures import palette
from pages.shell.selection import Selection
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import ESTIMATED, NOT_COMPARABLE, marked, named
from pages.widgets import target_columns


def target_table(rows: pd.DataFrame, name: str, title: str, selection: Selection) -> None:
    """Draws rows of progress with a column `unit`; numbers sort as numbers, status by its sign."""
    words, t = selection.language, selection.language.t
    units = rows["unit"].to_list()
    shown = pd.DataFrame(
        {
            title: rows[name],
            t("Value"): rows["value"],
            t("Target"): [
                formats.target_range(*goal, words)
                for goal in zip(rows["target"], rows["target_max"], rows["unit"], strict=True)
            ],
            t("Confirmation"): rows["target_status"].map(
                lambda s: words_of.confirmation(s, words) if isinstance(s, str) else ""
            ),
            t("Path today"): rows["path"],
            t("Gap"): rows["gap"],
            **target_columns.verdicts(rows, words),
            t("Status today"): rows["status"].map(
                lambda s: f"{palette.STATUS_SIGN[s]} {words_of.status(s, words)}"
            ),
        }
    ).reset_index(drop=True)
    for column, cells in target_columns.beside(rows, words).items():
        shown[column] = cells
    marks = rows["comparability"].to_list()
    is_estimate = [mark == ESTIMATED for mark in marks]
    if set(marks) & {ESTIMATED, NOT_COMPARABLE}:
        shown[t("Comparability")] = [named(mark, words) for mark in marks]
    writers = {
        t("Value"): formats.value,
        t("Path today"): formats.value,
        t("Gap"): formats.difference,
    }
    style = shown.style
    for unit in set(units):
        lines = [i for i, u in enumerate(units) if u == unit]
        for column, write in writers.items():
            style = style.format(_writer(write, unit, selection), subset=(lines, column))
        for column, tell in target_columns.writers(unit, words).items():
            if column in shown:
                style = style.format(tell, subset=(lines, column), na_rep="")
        lines = [i for i in lines if is_estimate[i]]
        write = _writer(formats.value, unit, selection)
        style = style.format(_estimate(write), subset=(lines, t("Value")))
    st.dataframe(
        style,
        hide_index=True,
        column_config={
            title: st.column_config.Column(pinned=True),
            t("To be read with care"): st.column_config.Column(width=200),
            t("Outlook"): st.column_config.Column(width=320),
        },
        height=formats.table_height(shown, most=16),
        placeholder="",
        key=f"target-table-{name}",
    )


def _estimate(write):
    return lambda amount: marked(write(amount), ESTIMATED)


def _writer(write, unit: str, selection: Selection):
    return lambda amount: write(amount, unit, selection.language)
