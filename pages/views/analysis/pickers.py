"""What the reader picks on the page of analysis alone: fields of the link of its own."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.shell.pickers import kpi_names, other_kpis
from pages.shell.selection import Selection
from pages.shell.url import dropdown, store
from pages.text.language import Language
from pages.text.markup import label, labels
from pages.views.analysis.columns import ALWAYS, Column, titles

MARKED, SORT, COLUMNS, OTHER = "marked", "sort", "columns", "other_kpi"
USUAL_SORT = "rank"


def pick_other(selection: Selection, current: str) -> None:
    """The second indicator, for the scatter and a column."""
    names = kpi_names(selection.language)
    codes = other_kpis(selection)
    if codes:
        title = selection.language.t("Second indicator")
        dropdown(OTHER, title, codes, current, names.__getitem__, width="stretch")


def pick_columns(known: Mapping[str, Column], shown: Sequence[str], words: Language) -> None:
    """The columns of the table; the value is always there."""
    free = [id for id in known if id not in ALWAYS]
    st.session_state[f"pick_{COLUMNS}"] = [id for id in shown if id in free]
    st.multiselect(
        label(words.t("Columns of the table")),
        free,
        format_func=labels(titles(known)),
        key=f"pick_{COLUMNS}",
        on_change=lambda: store(
            {COLUMNS: ".".join([*ALWAYS, *st.session_state[f"pick_{COLUMNS}"]])}
        ),
    )
