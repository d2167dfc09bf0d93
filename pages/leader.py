"""In two minutes: five numbers, three matters that need a leader, one map, on a phone first."""

import streamlit as st

from pages.widgets.forecast_data import why_none
from pages.widgets.frame import open_page
from pages.widgets.leader_data import as_of_last_month
from pages.widgets.leader_map import communes_map, went_to_a_commune
from pages.widgets.leader_matters import three_matters
from pages.widgets.leader_numbers import draw_numbers
from pages.widgets.leader_words import how_it_is_counted, missing_parts, up_to
from pages.widgets.map_view import source_line
from pages.widgets.notices import close_page
from pages.widgets.selection import language

went_to_a_commune()
served, asked = open_page(language().t("Nam Định in two minutes"))
selection = as_of_last_month(served, asked)
t, lacking = selection.language.t, why_none(served)

with st.container(key="leader"):
    st.html(up_to(served, selection))
    draw_numbers(served, selection)
    if lacking:
        missing_parts(lacking, selection.language)
    else:
        st.header(t("Three that need you"), anchor=False)
        st.html(three_matters(served, selection))
        st.header(t("Where the targets are kept"), anchor="communes")
        communes_map(served, selection)
    how_it_is_counted(selection.language)

close_page(served, selection, *([] if lacking else [source_line(selection)]))
