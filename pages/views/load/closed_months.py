"""The months that are closed: one more can be, and one can be opened again."""

from datetime import datetime
from pathlib import Path

import streamlit as st

from data.access.check import EVERYWHERE, is_allowed
from data.ledger.closed_months import close_month, closed_months, reopen_month
from data.refusal import RefusedError
from pages.shell.offered.at_work import typed_name
from pages.shell.refused import draw_refusal
from pages.shell.url import bar
from pages.text.language import Language
from pages.text.markup import plain


def closed_months_view(store: Path, words: Language) -> None:
    """Draws the closed months; one can be closed, or opened again."""
    t = words.t
    months = closed_months(store)
    st.caption(t("A later file that changes a closed month needs a reason, kept in the history."))
    st.write(plain(", ".join(f"{m[5:]}/{m[:4]}" for m in sorted(months)) or t("None is closed.")))
    if not is_allowed("close_month", EVERYWHERE):
        return
    with bar():
        text = st.text_input(t("Month (mm/yyyy)"), key="month-to-close", width=160)
        by = typed_name(t("By"), "month-by", 220)
        with st.container(horizontal=True, gap="small", width="content"):
            close = st.button(t("Close"), key="close-month")
            reopen = st.button(t("Open again"), key="reopen-month")
    if not (close or reopen):
        return
    try:
        month = datetime.strptime(text.strip(), "%m/%Y").date()
        (close_month if close else reopen_month)(store, month, by)
    except ValueError:
        st.error(t("Write the month as 10/2026."))
    except RefusedError as refused:
        draw_refusal(refused, words)
    else:
        st.rerun()
