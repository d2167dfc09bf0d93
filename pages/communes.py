"""Communes: what became of a unit, from 2022 to today, in words, on maps and as a table."""

from pages.widgets.frame import open_page
from pages.widgets.lineage_pick import pick_unit, remember_link
from pages.widgets.lineage_story import story
from pages.widgets.notices import close_page
from pages.widgets.selection import language

remember_link()
served, selection = open_page(language().t("What happened to my commune?"))

unit = pick_unit(selection)
sources = story(unit, served, selection) if unit else []
close_page(served, selection, *sources)
