"""Meetings: their agendas, made of views as they were shown, and what was decided."""

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.selection import language
from pages.shell.url import remember_link
from pages.views.meetings.view import meetings_page

asked = remember_link("meeting")
served, selection = open_page(language().t("Meetings"))
meetings_page(served, asked["meeting"], selection)
close_page(served, selection)
