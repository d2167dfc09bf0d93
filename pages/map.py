"""Map: one indicator by district or commune, with its ranked table and the card of a unit."""

import streamlit as st

from pages.widgets.frame import close_page, open_page
from pages.widgets.map_and_rank import map_and_ranking
from pages.widgets.map_view import source_line
from pages.widgets.pickers import (
    pick_district,
    pick_kpi,
    pick_level,
    pick_period,
    pick_topic,
    pick_vintage,
)
from pages.widgets.selection import language
from pages.widgets.view_pickers import pick_classes

served, selection = open_page(language().t("Map of indicators"))

first, second, third = st.columns([5, 6, 3], vertical_alignment="bottom")
with first:
    pick_kpi(selection)
with second:
    pick_period(served, selection)
with third:
    pick_vintage(served, selection)
places, district, topic, classes = st.columns([5, 3, 3, 3], vertical_alignment="bottom")
with places:
    pick_level(selection)
with district:
    pick_district(served, selection)
with topic:
    pick_topic(served, selection)
with classes:
    pick_classes(selection)

map_and_ranking(served, selection)
close_page(served, selection, source_line(selection))
