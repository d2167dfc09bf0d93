"""What it takes: chosen units go faster, and the province's way to its target moves."""

from pages.shell.footer import close_page
from pages.shell.pickers import pick_kpi
from pages.shell.selection import PARTS_AND_COMMUNES, language
from pages.shell.url import title_row
from pages.views.reach.link import open_link
from pages.views.reach.pickers import own_link, pick_level
from pages.views.reach.view import reach
from pages.widgets.aims import YEAR, open_with_aims, pick_year

open_link()
own = own_link()
title = language().t("What it takes")
served, selection, aims, aim = open_with_aims(title, PARTS_AND_COMMUNES, own[YEAR])

with title_row():
    pick_kpi(selection)
    pick_level(selection)
    if aims:
        pick_year(aims, aim, selection)

reach(served, aims, aim, own, selection)
close_page(
    served,
    selection,
    selection.language.t("A scenario is arithmetic, not a forecast: nobody promised these paces."),
    selection.language.t(
        "Targets marked “unconfirmed” were not found in a published source; they are not law."
    ),
)
