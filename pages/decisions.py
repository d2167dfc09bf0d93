"""What the committees decided: who does it, by when, and what the figures did since."""

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.selection import language
from pages.shell.url import remember_link
from pages.views.decisions.view import decisions_page

asked = remember_link("state")
served, selection = open_page(language().t("Decisions"))
decisions_page(served, asked["state"], selection)
close_page(served, selection)
