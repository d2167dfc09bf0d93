"""The dashboard: page settings and the menu, nothing else."""

import streamlit as st

from pages.shell.menu import menu
from pages.shell.selection import language

words = language()
st.set_page_config(page_title=words.t("Digital transformation in Nam Định"), layout="wide")
menu(words).run()
