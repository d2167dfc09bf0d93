"""Compare: units, periods and indicators beside each other, and a map that plays through time."""

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import (
    pick_district,
    pick_kpi,
    pick_level,
    pick_period,
    pick_topic,
    pick_vintage,
    told,
)
from pages.shell.selection import language
from pages.shell.url import more_choices, title_row
from pages.views.compare.pickers import (
    MODE,
    of_units,
    own_link,
    pick_mode,
    pick_other,
)
from pages.views.compare.view import draw, sources
from pages.widgets.units_shown import levels_of

served, selection = open_page(language().t("Compare"))
selection = of_units(selection)
own = own_link()
has_one_vintage = own[MODE] != "vintages"

with title_row():
    pick_mode(own, selection.language)
    pick_kpi(selection)
    pick_period(served, selection)
    pick_other(served, own, selection)
    fields = ["level", "district", *["vintage"] * has_one_vintage, "topic"]
    with more_choices(selection.language.t("More choices"), told(served, selection, *fields)):
        pick_level(selection, levels_of(selection))
        if selection.level == "commune":
            pick_district(served, selection)
        if has_one_vintage:
            pick_vintage(served, selection)
        pick_topic(served, selection)

draw(served, own, selection)
close_page(served, selection, *sources(served, own, selection))
