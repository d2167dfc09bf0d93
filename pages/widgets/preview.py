"""What a file holds: its export, its columns with their fields, its first rows; to be corrected."""

from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from data.intake.matching.synonyms import helpers
from data.intake.tables import Ask
from data.layouts import remember
from data.look import Glimpse, Look, look
from data.order import Request
from data.refusal import RefusedError
from data.stanzas import Export, exports
from pages.widgets import formats
from pages.widgets.exports import export_name, place_names
from pages.widgets.frame import plain
from pages.widgets.language import Language
from pages.widgets.picking import bar
from pages.widgets.upload import Uploaded

UNKNOWN, NOTHING = "?", ""
LEGACY = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}


def preview(file: Uploaded, store: Path, words: Language) -> Ask | None:
    """Draws what was found; returns what the person said of it, None where it cannot be used."""
    t = words.t
    names = {"": t("By its headers"), **{e.name: export_name(e.name, words) for e in exports()}}
    with bar():
        kind = st.selectbox(
            t("Kind of file"), list(names), format_func=names.__getitem__, key="kind", width=380
        )
        fonts = {"": t("Unicode, as usual"), **LEGACY}
        legacy = st.selectbox(
            t("Letters of the text"),
            list(fonts),
            format_func=fonts.__getitem__,
            key="legacy",
            width=240,
        )
    seen = _look(file, store, Ask(kind, legacy), words)
    if seen is None:
        return None
    if seen.legacy:
        font = LEGACY[seen.legacy]
        st.warning(plain(t("The text seems typed in {font}: choose it above.", font=font)))
    for glimpse in seen.glimpses:
        _draw(glimpse, store, words)
    return Ask(kind, legacy)


def _look(file: Uploaded, store: Path, ask: Ask, words: Language) -> Look | None:
    try:
        return look(Request(file.path, file.name, ask), store)
    except RefusedError as refused:
        st.error(plain(f"{words.pick(refused.reason.as_dict())}"), icon=":material/error:")
        st.caption(plain(words.pick(refused.remedy.as_dict())))
        return None


def _draw(glimpse: Glimpse, store: Path, words: Language) -> None:
    t, table = words.t, glimpse.table
    export = next((e for e in exports() if e.name == table.kind), None)
    kind = export_name(export.name, words) if export else t("kind not clear: choose one above")
    place = f"{glimpse.sheet}: " if glimpse.sheet else ""
    st.subheader(plain(f"{place}{kind}"), anchor=False)
    heads = [c.header or f"({c.index + 1})" for c in table.columns]
    rows = [[row[c.index] for c in table.columns] for row in glimpse.rows]
    shown = pd.DataFrame(rows, columns=_unique(heads)).fillna("")
    shown = shown.map(lambda text: text.removeprefix("\x1e"))
    height = formats.table_height(shown)
    st.dataframe(shown, hide_index=True, height=height, key=f"glimpse-{glimpse.sheet}")
    if export is not None:
        _correct(glimpse, export, store, words)


def _correct(glimpse: Glimpse, export: Export, store: Path, words: Language) -> None:
    t, table = words.t, glimpse.table
    missing = [export.fields.get(field, field) for field in table.missing_required]
    if missing:
        st.warning(plain(t("Columns still missing: {columns}", columns=", ".join(missing))))
    open_ones = [c for c in table.columns if c.field is None]
    choices = [UNKNOWN, NOTHING, *export.fields, *helpers(export.name)]
    names = {
        **place_names(words),
        **export.fields,
        UNKNOWN: t("– choose –"),
        NOTHING: t("No field: leave it out"),
    }
    label = t("Which column holds what ({n} not known)", n=len(open_ones))
    with st.expander(label, expanded=bool(open_ones or missing)), bar():
        for column in table.columns:
            key = f"column-{table.layout}-{column.index}"
            st.session_state[key] = UNKNOWN if column.field is None else column.field
            near = [names.get(field, field) for field in column.suggestions]
            st.selectbox(
                column.header or f"({column.index + 1})",
                list(dict.fromkeys(choices)),
                format_func=lambda field: names.get(field, field),
                key=key,
                help=t("Nearest: {names}", names=", ".join(near)) if near else None,
                on_change=partial(_corrected, glimpse, column.index, key, store),
                width=330,
            )
    if open_ones:
        st.caption(t("A correction is remembered for every later file with the same headers."))


def _corrected(glimpse: Glimpse, index: int, key: str, store: Path) -> None:
    chosen = st.session_state[key]
    columns = {c.index: c.field for c in glimpse.table.columns if c.field is not None}
    columns |= {} if chosen == UNKNOWN else {index: chosen}
    remember(store, glimpse.table.layout, columns, "")


def _unique(heads: list[str]) -> list[str]:
    return [h if heads.count(h) == 1 else f"{h} ({n})" for n, h in enumerate(heads, 1)]
