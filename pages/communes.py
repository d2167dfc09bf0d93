"""Communes: what became of a unit, from 2022 to today, in words, on maps and as a table."""

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.selection import language
from pages.views.communes.download import download
from pages.views.communes.pickers import pick_unit, remember_link
from pages.views.communes.view import story

remember_link()
served, selection = open_page(language().t("What happened to my commune?"))

unit = pick_unit(selection)
sources = story(unit, served, selection) if unit else []
download(unit, served, selection)
close_page(served, selection, *sources)
