"""Map: one indicator by district or commune, with its ranked table and the card of a unit."""

from pages.widgets.frame import open_page
from pages.widgets.map_and_rank import map_and_ranking
from pages.widgets.map_view import source_line
from pages.widgets.notices import close_page
from pages.widgets.pickers import (
    pick_district,
    pick_kpi,
    pick_level,
    pick_period,
    pick_topic,
    pick_vintage,
)
from pages.widgets.picking import bar, folded_bar
from pages.widgets.selection import language
from pages.widgets.shown_units import units_line
from pages.widgets.view_pickers import pick_classes

served, selection = open_page(language().t("Map of indicators"))
units_line(served, selection, topic=selection.topic)

with bar():
    pick_kpi(selection)
    pick_period(served, selection)
with folded_bar(selection.language.t("More choices")):
    pick_level(selection)
    pick_district(served, selection)
    pick_topic(served, selection)
    pick_vintage(served, selection)
    pick_classes(selection)

map_and_ranking(served, selection)
close_page(served, selection, source_line(selection))
