"""The history of a store, the way back to an earlier snapshot, and the months that are closed."""

from datetime import datetime
from pathlib import Path

import pandas as pd
import streamlit as st

from data import history
from data.closing import close_month, closed_months, reopen_month
from data.lock import BusyError
from data.refusal import RefusedError
from data.snapshot import SnapshotError
from pages.widgets import formats
from pages.widgets.exports import export_name
from pages.widgets.frame import plain
from pages.widgets.language import Language
from pages.widgets.picking import bar


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
    st.dataframe(shown, hide_index=True, height=formats.table_height(shown), key="history")
    names = [name for name in history.restorable(store) if name != past[-1]["snapshot"]]
    if not names:
        return
    with bar():
        name = st.selectbox(t("Serve an earlier snapshot again"), names, key="restore", width=320)
        if st.button(t("Restore"), key="restore-now"):
            _restore(name, store, words)


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
            t("When"): event["at"][:16].replace("T", " "),
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


def _restore(name: str, store: Path, words: Language) -> None:
    try:
        with st.spinner(words.t("Publishing …")):
            done = history.restore(name, store)
    except RefusedError as refused:
        st.error(plain(words.pick(refused.reason.as_dict())))
    except BusyError as busy:
        st.error(plain(str(busy)))
    else:
        st.success(words.t("What {old} held is served again, as {new}.", old=name, new=done.name))


def closed_months_view(store: Path, words: Language) -> None:
    """Draws the closed months; one can be closed, or opened again."""
    t = words.t
    months = closed_months(store)
    st.caption(t("A later file that changes a closed month needs a reason, kept in the history."))
    st.write(plain(", ".join(f"{m[5:]}/{m[:4]}" for m in sorted(months)) or t("None is closed.")))
    with bar():
        text = st.text_input(t("Month (mm/yyyy)"), key="month-to-close", width=160)
        by = st.text_input(t("By"), key="month-by", width=220)
        close = st.button(t("Close"), key="close-month")
        reopen = st.button(t("Open again"), key="reopen-month")
    if not (close or reopen):
        return
    try:
        month = datetime.strptime(text.strip(), "%m/%Y").date()
        close_month(store, month, by) if close else reopen_month(store, month)
    except ValueError:
        st.error(t("Write the month as 10/2026."))
    except BusyError as busy:
        st.error(plain(str(busy)))
    else:
        st.rerun()
