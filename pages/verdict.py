"""Verdict on 2025: which targets were met or missed, by how much, since when, and where."""

import streamlit as st

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.selection import language
from pages.shell.url import title_row
from pages.text.markup import plain
from pages.views.verdict.all_kpis import all_kpis
from pages.views.verdict.one_kpi import one_kpi, pick_kpi_and_level
from pages.views.verdict.pickers import pick_view, remember_link
from pages.widgets.verdicts import not_over

view = remember_link()
served, selection = open_page(language().t("Verdict on 2025"))
t = selection.language.t

if waiting := not_over(served, selection.language):
    st.info(plain(waiting))
else:
    with title_row():
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
