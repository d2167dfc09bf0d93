"""Map: one indicator by district or commune, with its ranked table and the card of a unit."""

from pages.shell.frame import open_page
from pages.shell.opened import find
from pages.shell.selection import language
from pages.views.map.pickers import remember_link
from pages.views.map.view import explore
from pages.widgets.map.drawing import preload

remember_link()
served, selection = open_page(language().t("Map of indicators"))
preload(selection)
explore(served, find().newest)
