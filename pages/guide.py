"""The guide for users: what each page answers and how it is used."""

import streamlit as st

from pages.shell.frame import frame_of_store, open_head
from pages.shell.selection import language
from pages.views.guide.document import guide

words = language()
open_head(words.t("User guide"))
foot = frame_of_store(words)
if words.code != "vi":
    st.info(words.t("The guide is written in Vietnamese."))
st.html(guide())
foot()
