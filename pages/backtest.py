"""Placeholder."""

from pages.widgets.frame import open_page
from pages.widgets.notices import close_page
from pages.widgets.selection import language

served, selection = open_page(language().t("Test of the forecasts"))
close_page(served, selection)
