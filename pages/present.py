"""A meeting in the room: full screen, one item a slide, driven by the keys of a remote."""

from pages.shell.frame import open_page
from pages.shell.selection import language
from pages.shell.url import complete, remember_link
from pages.views.present.view import present

asked = remember_link("meeting", "presenter")
served, selection = open_page(language().t("Presentation"))
present(served, asked["meeting"], bool(asked["presenter"]), selection)
complete()
