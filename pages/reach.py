"""What it takes: chosen units go faster, and the province's way to its target moves."""

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import pick_kpi
from pages.shell.selection import language
from pages.shell.url import bar
from pages.views.reach.link import open_link
from pages.views.reach.pickers import LEVELS, YEAR, own_link, pick_level
from pages.views.reach.view import reach
from pages.widgets.aims import aims_of, on_newest_units, pick_year, tell_year, year_of

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
