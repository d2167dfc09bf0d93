"""Compare: the same figures of one period on the units of all vintages, with one legend."""

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import pick_classes, pick_kpi, pick_level, pick_period, pick_topic, told
from pages.shell.selection import language
from pages.shell.url import more_choices, title_row
from pages.views.compare.view import by_units, levels_of, side_by_side, sources

served, selection = open_page(language().t("Compare units"))
selection = by_units(selection)

with title_row():
    pick_kpi(selection)
    pick_period(served, selection)
    chosen = told(served, selection, "level", "topic", "classes")
    with more_choices(selection.language.t("More choices"), chosen):
        pick_level(selection, levels_of(selection))
        pick_topic(served, selection)
        pick_classes(selection)

side_by_side(served, selection)
close_page(served, selection, *sources(served, selection))
