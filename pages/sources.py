"""Sources: where boundaries and units come from, what an official file held, what rests on it."""

import streamlit as st

from pages.shell.frame import frame_of_store, open_head
from pages.shell.selection import language
from pages.views.sources.boundary_sets import built_sets, sets_table
from pages.views.sources.download import download
from pages.views.sources.import_reports import import_reports
from pages.views.sources.legal_acts import changes_of_units
from pages.views.sources.links import data_links

words = language()
t = words.t
open_head(t("Sources of data and boundaries"))
foot = frame_of_store(words)

st.header(t("Boundaries in use"), anchor=False)
sets = built_sets(words)
if sets:
    st.html(sets_table(sets, words))

st.header(t("Official boundary files"), anchor=False)
import_reports(sets, words)

st.header(t("What the change of units rests on"), anchor=False)
st.html(changes_of_units(words))

st.header(t("Data"), anchor=False)
st.html(data_links(words))
download(sets, words)
foot()
