"""Sheets of all communes or districts, and the report of the province, as files."""

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import pick_level, pick_period, pick_vintage
from pages.shell.selection import PARTS_AND_COMMUNES, language
from pages.shell.url import title_row
from pages.views.documents.view import documents_page

served, selection = open_page(language().t("Sheets and report"), PARTS_AND_COMMUNES)
with title_row():
    pick_level(selection, PARTS_AND_COMMUNES)
    pick_period(served, selection)
    pick_vintage(served, selection)
documents_page(served, selection)
close_page(served, selection)
