"""The history of a store, and the way back to an earlier snapshot."""

from pathlib import Path

import pandas as pd
import streamlit as st

from data.access.check import EVERYWHERE, is_allowed
from data.access.roles import PROGRAM
from data.publish import restore
from data.refusal import RefusedError
from data.store.snapshot import SnapshotError
from pages.shell.offered.at_work import typed_name
from pages.shell.opened import Found, dated, find
from pages.shell.refused import draw_refusal
from pages.shell.selection import usual
from pages.shell.served import Served, told_to
from pages.shell.server.handover import hand_over
from pages.shell.url import bar, on_phone
from pages.text import formats
from pages.text.formats import in_vietnam
from pages.text.language import Language
from pages.text.markup import label, plain
from pages.text.words import export_name
from pages.views.load.publishing import patience
from pages.widgets.files.download import buttons
from pages.widgets.table import sortable

RESTORED = "restored"


def history_view(store: Path, words: Language) -> None:
    """Draws every publish, file and restore, newest first, and what can be served again."""
    t = words.t
    found = find()
    if found.shown is None and not found.problem:
        st.info(t("Nothing was published yet."))
        return
    rows = _events(store, found, words)
    if rows:
        _table(pd.DataFrame(rows), words)
        _download(found, pd.DataFrame(rows), words)
    else:
        st.warning(t("The history is damaged and cannot be shown."))
    _way_back(found, store, words)


def _events(store: Path, found: Found, words: Language) -> list[dict]:
    """What happened, a row each, newest first; nothing where it is damaged.

    Where the newest snapshot cannot say it, the one that is shown instead says it up to itself.
    """
    try:
        try:
            past = restore.events(store)
        except SnapshotError:
            past = found.shown.manifest.get("history", []) if found.shown is not None else []
        moments = {event["snapshot"]: formats.moment(event["at"], words) for event in past}
        return [row for event in told_to(past)[::-1] for row in _rows(event, moments, words)]
    except (LookupError, TypeError, ValueError, AttributeError):  # no checksum covers a manifest
        return []


def _counts(words: Language) -> dict[str, str]:
    """The titles of the numbers of lines of a file, by what the store calls them."""
    t = words.t
    return {"accepted": t("Accepted"), "quarantined": t("Set aside"), "replaced": t("Replaced")}


def _table(rows: pd.DataFrame, words: Language) -> None:
    t = words.t
    counts = _counts(words).values()
    told = {name: [formats.number(n, words) for n in rows[name].to_list()] for name in counts}
    if on_phone():
        moments = [f"{moment:%d/%m/%Y %H:%M}" for moment in rows[t("When")]]
        sortable(rows, {t("When"): moments, **told}, "history", 0)
        return
    shown = rows.assign(**told)
    st.dataframe(
        formats.without_blanks(shown),
        hide_index=True,
        height=formats.table_height(shown),
        column_config={
            t("When"): st.column_config.DatetimeColumn(format="DD/MM/YYYY HH:mm"),
            t("What"): st.column_config.TextColumn(width=210),  # the name of a snapshot fits
        },
        key="history",
    )


def _download(found: Found, rows: pd.DataFrame, words: Language) -> None:
    if found.shown is not None:
        served, label = Served(found.shown.name), words.t("Download this history")
        buttons(lambda: rows, label, "history", served, usual(served, words.code))


def _rows(event: dict, moments: dict[str, str], words: Language) -> list[dict[str, object]]:
    t = words.t
    kinds = {
        "directory": t("All exports"),
        "files": t("File"),
        "restore": t(
            "Restored the data of {when}", when=moments.get(event.get("restored"), t("not known"))
        ),
        restore.REBUILT: t("Built again by another version of the program"),
    }
    files = event["files"] if event["event"] == "files" else [{}]
    return [
        {
            t("When"): in_vietnam(event["at"]),
            t("What"): kinds[event["event"]],
            t("File"): file.get("file", ""),
            t("Kind of file"): export_name(file.get("kind", ""), words),
            **{title: file.get(field) for field, title in _counts(words).items()},
            t("By"): t("program") if event.get("by") == PROGRAM else event.get("by", ""),
            t("Reason"): event.get("reason", ""),
        }
        for file in files
    ]


def _way_back(found: Found, store: Path, words: Language) -> None:
    t, state = words.t, st.session_state
    # The newest is served already, unless it is damaged: then its own raw files may mend it.
    names = [n for n in restore.restorable(store) if found.problem or n != found.newest]
    if not names or not is_allowed("restore", EVERYWHERE):
        return
    with bar():
        name = st.selectbox(
            t("Serve an earlier snapshot again"),
            names,
            index=names.index(found.remedy) if found.remedy in names else 0,
            format_func=lambda one: dated(one, words),
            key="restore",
            width=360,
        )
        by = typed_name(t("By"), "restore-by", 220)
        is_asked = st.button(t("Restore"), key="restore-now")
    if is_asked:
        _restore(name, store, by, words)
    elif RESTORED in state:
        st.success(plain(state.pop(RESTORED)))


def _restore(name: str, store: Path, by: str, words: Language) -> None:
    t = words.t
    try:
        with st.spinner(label(patience(words))):
            done = restore.restore(name, store, by)
    except RefusedError as refused:  # BusyError is one too
        draw_refusal(refused, words)
        return
    hand_over(store, done.name)
    text = t("The data published at {when} are served again.", when=dated(name, words))
    st.session_state[RESTORED] = text
    st.rerun()  # the history above and the foot show it
