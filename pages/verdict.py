"""Verdict on 2025: which targets were met or missed, by how much, since when, and where."""

import streamlit as st

from pages.widgets.frame import open_page, plain
from pages.widgets.notices import close_page
from pages.widgets.picking import bar
from pages.widgets.selection import language
from pages.widgets.verdict_data import not_over
from pages.widgets.verdict_one import one_kpi, pick_kpi_and_level
from pages.widgets.verdict_pick import pick_view, remember_link
from pages.widgets.verdict_table import all_kpis

view = remember_link()
served, selection = open_page(language().t("Verdict on 2025"))
t = selection.language.t

if waiting := not_over(served, selection.language):
    st.info(plain(waiting))
else:
    with bar():
        pick_view(view, selection)
        if view == "one":
            pick_kpi_and_level(served, selection)
    (one_kpi if view == "one" else all_kpis)(served, selection)

close_page(
    served,
    selection,
    t("2025 is over: these are results. A stock is judged in December, a flow over the year."),
    t("Targets marked “unconfirmed” were not found in a published source; they are not law."),
)
