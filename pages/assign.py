"""Assigning targets: how the gap of the province to its target can be shared among the units."""

from pages.shell.footer import close_page
from pages.shell.pickers import pick_kpi, pick_level
from pages.shell.selection import PARTS_AND_COMMUNES, language
from pages.shell.url import title_row
from pages.views.assign.pickers import METHOD, SHOWN, SHOWS, own_link
from pages.views.assign.view import sharing
from pages.widgets.aims import YEAR, open_with_aims, pick_year

own = own_link()
title = language().t("Assigning targets")
served, selection, aims, aim = open_with_aims(title, PARTS_AND_COMMUNES, own[YEAR])

with title_row():
    pick_kpi(selection)
    pick_level(selection, PARTS_AND_COMMUNES)
    if aims:
        pick_year(aims, aim, selection)

shown = own[SHOWN] if own[SHOWN] in SHOWS else SHOWS[0]
sharing(served, aim, own[METHOD], shown, selection)
close_page(
    served,
    selection,
    selection.language.t("A proposal is arithmetic, not a decision: it binds nobody."),
    selection.language.t(
        "Targets marked “unconfirmed” were not found in a published source; they are not law."
    ),
)
