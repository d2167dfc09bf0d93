"""What it takes: chosen units go faster, and the province's way to its target moves."""

from pages.widgets.ahead import aims_of, on_newest_units
from pages.widgets.assign_pick import pick_year, tell_year, year_of
from pages.widgets.frame import open_page
from pages.widgets.notices import close_page
from pages.widgets.pickers import pick_kpi
from pages.widgets.picking import bar
from pages.widgets.reach_link import open_link
from pages.widgets.reach_pick import LEVELS, YEAR, own_link, pick_level
from pages.widgets.reach_view import reach
from pages.widgets.selection import language

open_link()
own = own_link()
served, selection = open_page(language().t("What it takes"), LEVELS)
selection = on_newest_units(served, selection)
aims = aims_of(served, selection.kpi)
year = year_of(own[YEAR], aims)
tell_year(own[YEAR], year, selection)

with bar():
    pick_kpi(selection)
    pick_level(selection)
    if aims:
        pick_year(aims, year, selection)

reach(served, aims, next((one for one in aims if one.year == year), None), own, selection)
close_page(
    served,
    selection,
    selection.language.t("A scenario is arithmetic, not a forecast: nobody promised these paces."),
    selection.language.t(
        "Targets marked “unconfirmed” were not found in a published source; they are not law."
    ),
)
