"""Data quality: who reported, late or not at all, and which checks the data fail."""

import streamlit as st

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import pick_district, pick_level, pick_measure, pick_period, pick_vintage
from pages.shell.selection import language
from pages.shell.url import bar, folded_bar
from pages.views.quality.checks import checks, rejects
from pages.views.quality.download import download
from pages.views.quality.view import counted, exports, quality_map, quality_rows, quality_table
from pages.widgets.map import source_line
from pages.widgets.reporting import reporting_facts

LEVELS = ("district", "commune")  # reports come from every commune, whatever the KPI
served, selection = open_page(language().t("Data quality"), LEVELS)
t = selection.language.t
selection = counted(served, selection)

with bar():
    pick_period(served, selection)
    pick_vintage(served, selection, counting=True)
with folded_bar(t("More choices")):
    pick_level(selection, LEVELS)
    pick_district(served, selection)

st.html(reporting_facts(served, selection))
pick_measure(selection)
rows = quality_rows(served, selection)
left, right = st.columns([6, 7], gap="medium")
with left:
    quality_map(rows, selection)
with right:
    quality_table(rows, selection)

download(served, rows, selection)
st.header(t("Checks of the data"), anchor=False)
checks(served, selection)
st.header(t("Rows that were set aside"), anchor=False)
rejects(served, selection)
st.header(t("Files received"), anchor=False)
exports(served, selection)

close_page(served, selection, source_line(selection))
