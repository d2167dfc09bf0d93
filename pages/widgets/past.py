"""The history of a store, the way back to an earlier snapshot, and the months that are closed."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pandas as pd
import streamlit as st

from data import history
from data.closing import close_month, closed_months, reopen_month
from data.refusal import RefusedError
from data.snapshot import SnapshotError
from pages.widgets import formats
from pages.widgets.exports import export_name
from pages.widgets.frame import plain
from pages.widgets.language import Language
from pages.widgets.picking import bar
from pages.widgets.publishing import draw_refusal

VIETNAM = timezone(timedelta(hours=7))  # the same all year; the store keeps UTC
RESTORED = "restored"


def history_view(store: Path, words: Language) -> None:
    """Draws every publish, file and restore, newest first, and what can be served again."""
    t = words.t
    try:
        past = history.events(store)
    except SnapshotError as problem:
        st.error(plain(str(problem)))
        return
    if not past:
        st.info(t("Nothing was published yet."))
        return
    shown = pd.DataFrame([row for event in past[::-1] for row in _rows(event, words)])
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
    _way_back(past, store, words)


def _rows(event: dict, words: Language) -> list[dict[str, object]]:
    t = words.t
    kinds = {
        "directory": t("All exports"),
        "files": t("File"),
        "restore": t("Restored {name}", name=event.get("restored", "")),
    }
    files = event["files"] if event["event"] == "files" else [{}]
    return [
        {
            t("When"): _when(event),
            t("Snapshot"): event["snapshot"],
            t("What"): kinds[event["event"]],
            t("File"): file.get("file", ""),
            t("Kind of file"): export_name(file.get("kind", ""), words),
            t("Accepted"): formats.number(file.get("accepted"), words),
            t("Set aside"): formats.number(file.get("quarantined"), words),
            t("Replaced"): formats.number(file.get("replaced"), words),
            t("By"): event.get("by", ""),
            t("Reason"): event.get("reason", ""),
        }
        for file in files
    ]


def _when(event: dict) -> datetime:
    """The moment of an event as a clock in Vietnam shows it."""
    return datetime.fromisoformat(event["at"]).astimezone(VIETNAM).replace(tzinfo=None)


def _way_back(past: list[dict], store: Path, words: Language) -> None:
    t, state = words.t, st.session_state
    moments = {event["snapshot"]: f"{_when(event):%d/%m/%Y %H:%M}" for event in past}
    names = [name for name in history.restorable(store) if name != past[-1]["snapshot"]]
    if not names:
        return
    with bar():
        name = st.selectbox(
            t("Serve an earlier snapshot again"),
            names,
            format_func=lambda one: f"{one} · {moments[one]}" if one in moments else one,
            key="restore",
            width=360,
        )
        by = st.text_input(t("By"), key="restore-by", width=220)
        is_asked = st.button(t("Restore"), key="restore-now")
    if is_asked:
        _restore(name, store, by, words)
    elif RESTORED in state:
        st.success(state.pop(RESTORED))


def _restore(name: str, store: Path, by: str, words: Language) -> None:
    t = words.t
    try:
        with st.spinner(t("Publishing …")):
            done = history.restore(name, store, by)
    except RefusedError as refused:  # BusyError is one too
        draw_refusal(refused, words)
        return
    text = t("What {old} held is served again, as {new}.", old=name, new=done.name)
    st.session_state[RESTORED] = plain(text)
    st.rerun()  # the history above and the foot show it


def closed_months_view(store: Path, words: Language) -> None:
    """Draws the closed months; one can be closed, or opened again."""
    t = words.t
    months = closed_months(store)
    st.caption(t("A later file that changes a closed month needs a reason, kept in the history."))
    st.write(plain(", ".join(f"{m[5:]}/{m[:4]}" for m in sorted(months)) or t("None is closed.")))
    with bar():
        text = st.text_input(t("Month (mm/yyyy)"), key="month-to-close", width=160)
        by = st.text_input(t("By"), key="month-by", width=220)
        with st.container(horizontal=True, gap="small", width="content"):
            close = st.button(t("Close"), key="close-month")
            reopen = st.button(t("Open again"), key="reopen-month")
    if not (close or reopen):
        return
    try:
        month = datetime.strptime(text.strip(), "%m/%Y").date()
        close_month(store, month, by) if close else reopen_month(store, month)
    except ValueError:
        st.error(t("Write the month as 10/2026."))
    except RefusedError as refused:
        draw_refusal(refused, words)
    else:
        st.rerun()
