"""In two minutes: five numbers, three matters that need a leader, one map, on a phone first."""

import streamlit as st

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.selection import language
from pages.text.words import province_name
from pages.views.leader.download import download
from pages.views.leader.map import communes_map, went_to_a_commune
from pages.views.leader.matters import three_matters
from pages.views.leader.numbers import draw_numbers
from pages.views.leader.queries import as_of_last_month
from pages.views.leader.text import how_it_is_counted, missing_parts, up_to
from pages.widgets.forecasts import why_none
from pages.widgets.groups.ways import ways
from pages.widgets.map.drawing import source_line

went_to_a_commune()
served, asked = open_page(language().t("{province} in two minutes", province=province_name()))
selection = as_of_last_month(served, asked)
t, lacking = selection.language.t, why_none(served)

st.html("<style>[data-testid=stMainBlockContainer] { max-width: 1240px; }</style>")
with st.container(key="leader"):
    st.html(up_to(served, selection))
    draw_numbers(served, selection)
    st.html(ways(selection))
    if lacking:
        missing_parts(lacking, selection.language)
    else:
        st.header(t("Three that need you"), anchor=False)
        st.html(served.once(three_matters, selection))
        st.header(t("Where the targets are kept"), anchor="communes")
        communes_map(served, selection)
    how_it_is_counted(selection.language)
    download(served, selection)

close_page(served, selection, *([] if lacking else [source_line(selection)]))
