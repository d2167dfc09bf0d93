"""Map: one indicator by district or commune, with its ranked table and the card of a unit."""

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import (
    pick_classes,
    pick_district,
    pick_kpi,
    pick_level,
    pick_period,
    pick_topic,
    pick_vintage,
)
from pages.shell.selection import language
from pages.shell.url import bar, folded_bar
from pages.views.map.view import map_and_ranking
from pages.widgets.map import source_line
from pages.widgets.units_shown import units_line

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
