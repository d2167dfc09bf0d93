"""What a file holds: its export, its columns with their fields, its first rows; to be corrected."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from data.exports import exports
from data.ledger.layouts import remembered
from data.match.table import Table
from data.match.tables import Ask
from data.refusal import RefusedError
from data.stage.preview import Glimpse, Look, look
from data.stage.request import Request
from pages.shell.refused import draw_refusal
from pages.shell.url import bar
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import plain
from pages.text.words import export_name
from pages.views.load.columns import column_pickers, headers, shown_columns
from pages.views.load.fixed_values import fixed_values
from pages.views.load.reading_notes import draw_notes
from pages.views.load.upload import Uploaded

LEGACY = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}
SEEN = "seen"
TABLES = 20  # that are shown: a page of hundreds helps nobody and takes minutes


def preview(file: Uploaded, store: Path, words: Language) -> Ask | None:
    """Draws what was found; returns what the person said of it, None where it cannot be used."""
    ask = _asked(file, words)
    seen = _seen(file, store, ask)
    if isinstance(seen, RefusedError):
        draw_refusal(seen, words)
        return None
    if seen.legacy:
        font = LEGACY[seen.legacy]
        text = words.t("The text seems typed in {font}: choose it above.", font=font)
        st.warning(plain(text))
    draw_notes(seen.notes, words)
    layouts: set[str] = set()
    for glimpse in seen.glimpses[:TABLES]:
        _draw(glimpse, words)
        table = glimpse.table
        # Sheets with the same headers share their corrections, so also the pickers.
        if table.kind is not None and table.layout not in layouts:
            column_pickers(table, store, words)
        layouts.add(table.layout)
    if len(seen.glimpses) > TABLES:
        more = len(seen.glimpses) - TABLES
        st.caption(plain(words.t("{n} more tables of the file are not shown here.", n=more)))
    tables = [glimpse.table for glimpse in seen.glimpses]
    fixed = fixed_values(tables, file.digest, words)
    if fixed is None or not _is_complete(tables, fixed, words):
        return None
    return Ask(ask.kind, ask.legacy, constants=fixed)


def _asked(file: Uploaded, words: Language) -> Ask:
    """Draws the pickers of the kind and the font; each file begins with neither chosen."""
    t = words.t
    names = {"": t("By its headers"), **{e.name: export_name(e.name, words) for e in exports()}}
    fonts = {"": t("Unicode, as usual"), **LEGACY}
    with bar():
        kind = st.selectbox(
            t("Kind of file"),
            list(names),
            format_func=names.__getitem__,
            key=f"kind-{file.digest}",
            width=380,
        )
        legacy = st.selectbox(
            t("Letters of the text"),
            list(fonts),
            format_func=fonts.__getitem__,
            key=f"legacy-{file.digest}",
            width=240,
        )
    return Ask(kind, legacy)


def _seen(file: Uploaded, store: Path, ask: Ask) -> Look | RefusedError:
    """What `look` says; read again only when the file, the choices or the corrections change.

    Kept in the session, and only the last one, so that nothing of a file outlives the visit.
    """
    key = (file.digest, ask.kind, ask.legacy, repr(remembered(store)))
    if st.session_state.get(SEEN, (None,))[0] != key:
        try:
            found: Look | RefusedError = look(Request(file.path, file.name, ask), store)
        except RefusedError as refused:
            found = refused
        st.session_state[SEEN] = (key, found)
    return st.session_state[SEEN][1]


def _draw(glimpse: Glimpse, words: Language) -> None:
    t, table = words.t, glimpse.table
    kind = export_name(table.kind, words) if table.kind else t("Kind not clear: choose one above")
    place = f"{glimpse.sheet}: " if glimpse.sheet else ""
    st.subheader(plain(f"{place}{kind}"), anchor=False)
    if table.titles:
        titles = " · ".join(table.titles)
        st.caption(plain(t("Above the table stands: {titles}", titles=titles)))
    columns = shown_columns(table)
    heads = [c.header or f"({c.index + 1})" for c in columns]
    rows = [[row[c.index] for c in columns] for row in glimpse.rows]
    shown = pd.DataFrame(rows, columns=_unique(heads)).fillna("")
    shown = shown.map(lambda text: text.removeprefix("\x1e"))
    height = formats.table_height(shown)
    st.dataframe(shown, hide_index=True, height=height, key=f"glimpse-{glimpse.sheet}")


def _is_complete(tables: Sequence[Table], fixed: dict[str, str], words: Language) -> bool:
    """Whether nothing keeps the tables from being read; says what does."""
    t = words.t
    missing = [
        headers(one).get(field, field)
        for one in tables
        for field in one.missing_required
        if field not in fixed
    ]
    twice = [headers(one).get(field, field) for one in tables for field in one.duplicates]
    if missing:
        columns = ", ".join(dict.fromkeys(missing))
        text = t(
            "Columns still missing: {columns}."
            " Choose or write them above, or add them to the file.",
            columns=columns,
        )
        st.warning(plain(text))
    if twice:
        columns = ", ".join(dict.fromkeys(twice))
        st.warning(plain(t("More than one column was chosen as: {columns}", columns=columns)))
    return not missing and not twice and all(one.kind is not None for one in tables)


def _unique(heads: list[str]) -> list[str]:
    return [h if heads.count(h) == 1 else f"{h} ({n})" for n, h in enumerate(heads, 1)]
