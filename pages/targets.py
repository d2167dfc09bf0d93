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
)
from pages.shell.selection import language
from pages.shell.url import bar, folded_bar
from pages.views.targets.view import all_kpis, one_kpi

served, selection = open_page(language().t("Targets for 2025 and 2030"))
t = selection.language.t

with bar():
    pick_scope(selection)
    pick_year(selection)
    pick_period(served, selection)

if selection.scope == "all":
    all_kpis(served, selection)
else:
    with bar():
        pick_kpi(selection)
    with folded_bar(t("More choices")):
        pick_level(selection)
        pick_district(served, selection)
        pick_vintage(served, selection)
    one_kpi(served, selection)

close_page(
    served,
    selection,
    t("The path runs from the first reading to the target for 2025, then to 2030."),
    t("Targets marked “unconfirmed” were not found in a published source; they are not law."),
)
