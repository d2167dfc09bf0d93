"""The table of targets: value, target, its confirmation, path, gap, status."""

import pandas as pd
import streamlit as st

from pages.figures import palette
from pages.widgets import formats
from pages.widgets import words as words_of
from pages.widgets.selection import Selection


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
            t("Status"): rows["status"].map(
                lambda s: f"{palette.STATUS_SIGN[s]} {words_of.status(s, words)}"
            ),
        }
    ).reset_index(drop=True)
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
    st.dataframe(
        style,
        hide_index=True,
        height=min(38 * len(shown) + 40, 620),
        placeholder="",
        key=f"target-table-{name}",
    )


def _writer(write, unit: str, selection: Selection):
    return lambda amount: write(amount, unit, selection.language)
