"""Targets: value, path, gap and status of one indicator or of all, and who is behind."""

import streamlit as st

from pages.widgets.frame import close_page, open_page
from pages.widgets.pickers import pick_district, pick_kpi, pick_level, pick_period, pick_vintage
from pages.widgets.selection import language
from pages.widgets.target_views import all_kpis, one_kpi
from pages.widgets.view_pickers import pick_scope, pick_year

served, selection = open_page(language().t("Targets for 2025 and 2030"))
t = selection.language.t

scope, year, period = st.columns([3, 2, 5], vertical_alignment="bottom")
with scope:
    pick_scope(selection)
with year:
    pick_year(selection)
with period:
    pick_period(served, selection)

if selection.scope == "all":
    all_kpis(served, selection)
else:
    kpi, level, district, vintage = st.columns([4, 4, 3, 2], vertical_alignment="bottom")
    with kpi:
        pick_kpi(selection)
    with level:
        pick_level(selection)
    with district:
        pick_district(served, selection)
    with vintage:
        pick_vintage(served, selection)
    one_kpi(served, selection)

close_page(
    served,
    selection,
    t("The path runs straight from the first reading to the target for 2025, then to 2030."),
    t("Targets marked “unconfirmed” were not found in a published source; they are not law."),
)
