"""Load data: a file is looked at, checked on trial, published; and what happened before."""

import streamlit as st

from pages.shell.frame import frame_of_store, is_ledger_usable, open_head
from pages.shell.menu import NEEDS
from pages.shell.selection import language
from pages.shell.served import store_directory
from pages.views.load.closed_months import closed_months_view
from pages.views.load.dry_run import trial
from pages.views.load.history import history_view
from pages.views.load.preview import preview
from pages.views.load.upload import pick_file

words = language()
t = words.t
open_head(t("Load data"), NEEDS["load"])
foot = frame_of_store(words)
st.write(
    t(
        "Nothing is guessed and no row is lost: what cannot be read is set aside with its line and"
        " reason, to be mended and sent again. Readers see the new data only after publishing."
    )
)
store = store_directory()
can_write = is_ledger_usable()
file = None
if can_write:
    st.header(t("1. Choose a file"), anchor=False)
    file = pick_file(words)
if file is not None:
    st.header(t("2. See what it holds"), anchor=False)
    ask = preview(file, store, words)
    if ask is not None:
        trial(file, ask, store, words)

st.divider()
st.header(t("What happened before"), anchor=False)
history_view(store, words)
if can_write:
    st.header(t("Closed months"), anchor=False)
    closed_months_view(store, words)
foot()
