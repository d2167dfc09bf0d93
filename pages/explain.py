"""Explain a number: what one value is made of, down to the lines of the files behind it."""

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import (
    pick_kpi,
    pick_level,
    pick_period,
    pick_topic,
    pick_vintage,
    told,
)
from pages.shell.selection import language
from pages.shell.url import more_choices, title_row
from pages.views.explain.asked import pick_unit
from pages.views.explain.view import explain

served, selection = open_page(language().t("Explain a number"))

with title_row():
    pick_kpi(selection)
    pick_unit(served, selection)
    pick_period(served, selection)
    chosen = told(served, selection, "level", "topic", "vintage")
    with more_choices(selection.language.t("More choices"), chosen):
        pick_level(selection)
        pick_topic(served, selection)
        pick_vintage(served, selection)
explain(served, selection)

close_page(served, selection)
