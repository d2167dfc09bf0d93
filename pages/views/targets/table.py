"""The table of targets: value, target, confirmation, path, gap, status and what is beside it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.figures import palette
from pages.shell.selection import Selection
from pages.shell.url import on_phone
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import ESTIMATED, NOT_COMPARABLE, named, reading
from pages.widgets import target_columns
from pages.widgets.table import Html, sortable, sortable_units

# of the column that stays, in pixels: on a phone the figures need the rest
WIDTHS = {
    ("area_name", False): 170,
    ("area_name", True): 130,
    ("name", False): 400,
    ("name", True): 150,
}


def target_table(
    rows: pd.DataFrame,
    name: str,
    title: str,
    selection: Selection,
    codes: Sequence[str] = (),
    names: Sequence[Html] = (),
) -> str:
    """Draws rows of progress with a column `unit`; numbers sort as numbers, status by its sign.

    A click into a row chooses the unit of its code, where there are `codes`; else it chooses a row,
    which `picked_row` tells by the key that is returned. `names` head the cards of a phone.
    """
    words, t = selection.language, selection.language.t
    units, marks = rows["unit"].to_list(), rows["comparability"].to_list()
    value, path, gap = t("Value"), t("Path today"), t("Gap")
    shown = {
        title: rows[name].to_list(),
        value: rows["value"].to_list(),
        t("Target"): [
            formats.target_range(*goal, words)
            for goal in zip(
                rows["target"].to_list(), rows["target_max"].to_list(), units, strict=True
            )
        ],
        t("Confirmation"): [
            words_of.confirmation(s, words) if isinstance(s, str) else ""
            for s in rows["target_status"]
        ],
        path: rows["path"].to_list(),
        gap: rows["gap"].to_list(),
        **target_columns.verdicts(rows, words),
        t("Status today"): [
            f"{palette.STATUS_SIGN[s]} {words_of.status(s, words)}" for s in rows["status"]
        ],
        **target_columns.beside(rows, words),
    }
    if set(marks) & {ESTIMATED, NOT_COMPARABLE}:
        shown[t("Comparability")] = [named(mark, words) for mark in marks]
    writers = {
        path: lambda v, unit: formats.value(v, unit, words),
        gap: lambda v, unit: formats.difference(v, unit, words),
        **target_columns.writers(words),
    }
    texts = {
        column: [write(v, unit) for v, unit in zip(shown[column], units, strict=True)]
        for column, write in writers.items()
        if column in shown
    }
    texts[value] = [
        reading(amount, unit, mark, missing, words)
        for amount, unit, mark, missing in zip(
            shown[value], units, marks, rows["missing_reason"].to_list(), strict=True
        )
    ]
    key, height = f"target-table-{name}", formats.table_height(rows, most=16)
    columns = {
        title: st.column_config.Column(pinned=True, width=WIDTHS[name, on_phone()]),
        t("To be read with care"): st.column_config.Column(width=200),
        t("Outlook"): st.column_config.Column(width=380),
    }
    if codes:
        sortable_units(pd.DataFrame(shown), texts, codes, selection, key, height, columns)
    else:
        chosen = {"on_select": "rerun", "selection_mode": "single-cell"}
        sortable(pd.DataFrame(shown), texts, key, height, columns, names=names, **chosen)
    return key
