"""Targets: value, path, gap and status of one indicator or of all, and who is behind."""

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import (
    pick_district,
    pick_kpi,
    pick_level,
    pick_period,
    pick_scope,
    pick_vintage,
    pick_year,
    told,
)
from pages.shell.selection import language
from pages.shell.url import more_choices, title_row
from pages.views.targets.view import all_kpis, one_kpi

served, selection = open_page(language().t("Targets"))
t = selection.language.t

with title_row():
    pick_scope(selection)
    if selection.scope == "one":
        pick_kpi(selection)
    pick_period(served, selection)
    if selection.scope == "all":
        pick_year(selection)
    else:
        chosen = [selection.year, *told(served, selection, "level", "district", "vintage")]
        with more_choices(t("More choices"), chosen):
            pick_year(selection)
            pick_level(selection)
            pick_district(served, selection)
            pick_vintage(served, selection)

(all_kpis if selection.scope == "all" else one_kpi)(served, selection)

close_page(
    served,
    selection,
    t("The path runs from the first reading to the target for 2025, then to 2030."),
    t("Targets marked “unconfirmed” were not found in a published source; they are not law."),
)
