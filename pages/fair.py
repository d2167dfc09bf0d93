"""Fair comparison: who differs by more than chance, what moved it, what would close the gap."""

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import (
    pick_comparison,
    pick_kpi,
    pick_level,
    pick_period,
    pick_topic,
    pick_vintage,
    told,
)
from pages.shell.selection import language
from pages.shell.url import more_choices, title_row
from pages.views.fair.pickers import COMPARING, own_link, pick_view
from pages.views.fair.view import VIEW, draw, of_units
from pages.widgets.units_shown import levels_of

served, selection = open_page(language().t("Fair comparison"))
selection = of_units(selection)
own = own_link(selection.language)

with title_row():
    pick_view(own, selection.language)
    pick_kpi(selection)
    pick_period(served, selection)
    if own[VIEW] in COMPARING:
        pick_comparison(selection)
    fields = ("level", "vintage", "topic")
    with more_choices(selection.language.t("More choices"), told(served, selection, *fields)):
        pick_level(selection, levels_of(selection))
        pick_vintage(served, selection)
        pick_topic(served, selection)

draw(served, own, selection)
close_page(served, selection)
