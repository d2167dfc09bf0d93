"""Which column of a table holds which field: a picker for each; the choice is remembered."""

from functools import partial
from pathlib import Path

import streamlit as st

from data.ledger.layouts import remember
from data.match.fields import named
from data.match.table import Column, Table
from data.match.vocabulary import helpers
from data.refusal import RefusedError
from pages.shell.refused import draw_refusal
from pages.shell.url import bar
from pages.text.language import Language
from pages.text.markup import label, plain
from pages.views.load.place_names import place_names

UNKNOWN, NOTHING = "?", ""
COLUMNS = 80


def headers(table: Table) -> dict[str, str]:
    """Field → its header, of the export that a table is of."""
    return dict(named(table.kind).fields) if table.kind is not None else {}


def shown_columns(table: Table) -> list[Column]:
    """The columns that a page has room for, in their order: those with a field, then the first."""
    wanted = sorted(table.columns, key=lambda one: (one.field is None, one.index))[:COLUMNS]
    return sorted(wanted, key=lambda one: one.index)


def column_pickers(table: Table, store: Path, words: Language) -> None:
    """Draws a picker for each column; open where something is still to be said."""
    t, fields = words.t, headers(table)
    open_ones = [column for column in table.columns if column.field is None]
    choices = [UNKNOWN, NOTHING, *fields, *helpers(str(table.kind))]
    names = {
        **place_names(words),
        **fields,
        UNKNOWN: t("– choose –"),
        NOTHING: t("No field: leave it out"),
    }
    title = t("Which column holds what ({n} not known)", n=len(open_ones))
    with st.expander(label(title), expanded=bool(open_ones or table.missing_required)), bar():
        for column in shown_columns(table):
            key = f"column-{table.layout}-{column.index}"
            st.session_state[key] = UNKNOWN if column.field is None else column.field
            near = [names.get(field, field) for field in column.suggestions]
            st.selectbox(
                label(column.header or f"({column.index + 1})"),
                list(dict.fromkeys(choices)),
                format_func=lambda field: names.get(field, field),
                key=key,
                help=plain(t("Nearest: {names}", names=", ".join(near))) if near else None,
                on_change=partial(_corrected, table, column.index, key, store, words),
                width=330,
            )
    if len(table.columns) > COLUMNS:
        n = len(table.columns) - COLUMNS
        st.caption(plain(t("{n} more columns without a known field are not shown.", n=n)))
    if open_ones:
        st.caption(t("A correction is remembered for every later file with the same headers."))


def _corrected(table: Table, index: int, key: str, store: Path, words: Language) -> None:
    chosen = st.session_state[key]
    columns = {c.index: c.field for c in table.columns if c.field is not None}
    columns |= {} if chosen == UNKNOWN else {index: chosen}
    try:
        remember(store, table.layout, columns, "")
    except RefusedError as refused:
        draw_refusal(refused, words)
