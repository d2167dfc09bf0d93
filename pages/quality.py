"""Data quality: who reported, late or not at all, and which checks the data fail."""

import streamlit as st

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import (
    pick_district,
    pick_level,
    pick_measure,
    pick_period,
    pick_vintage,
    told,
)
from pages.shell.selection import PARTS_AND_COMMUNES, language
from pages.shell.url import more_choices, title_row
from pages.views.quality.checks import checks, rejects
from pages.views.quality.download import download
from pages.views.quality.view import counted, exports, quality_map, quality_rows, quality_table
from pages.widgets.map.drawing import source_line
from pages.widgets.map.rail import map_and_rail
from pages.widgets.reporting import reporting_facts

served, selection = open_page(language().t("Data quality"), PARTS_AND_COMMUNES)
t = selection.language.t
selection = counted(served, selection)

with title_row():
    pick_measure(selection)
    pick_period(served, selection)
    with more_choices(t("More choices"), told(served, selection, "level", "district", "vintage")):
        pick_level(selection, PARTS_AND_COMMUNES)
        pick_district(served, selection)
        pick_vintage(served, selection, counting=True)

rows = quality_rows(served, selection)
left, right = map_and_rail()
with left:
    quality_map(served, rows, selection)
with right:
    quality_table(rows, selection)
st.html(reporting_facts(served, selection))

download(served, rows, selection)
st.header(t("Checks of the data"), anchor=False)
checks(served, selection)
st.header(t("Rows that were set aside"), anchor=False)
rejects(served, selection)
st.header(t("Files received"), anchor=False)
exports(served, selection)

close_page(served, selection, source_line(selection))
