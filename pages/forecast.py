"""Forecast to 2030: what is expected, how probable each target is, how far forecasts missed."""

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import pick_kpi, pick_level, pick_scope
from pages.shell.selection import language
from pages.shell.url import title_row
from pages.views.forecast.all_kpis import all_kpis, tally_line
from pages.views.forecast.one_kpi import one_kpi
from pages.views.forecast.pickers import pick_due, remember_link
from pages.widgets.forecasts import can_forecast, on_units_in_force, say_if_early

asked = remember_link()
served, selection = open_page(language().t("Forecast to 2030"))
t = selection.language.t

if can_forecast(served, selection.language):
    say_if_early(served, selection.language)
    selection = on_units_in_force(served, selection)
    with title_row():
        pick_scope(selection)
        if selection.scope == "one":
            pick_kpi(selection)
            pick_level(selection)
        due = pick_due(asked, served, selection)
    if selection.scope == "all":
        tally_line(served, selection)
        all_kpis(served, selection, due)
    else:
        one_kpi(served, selection, due)
        tally_line(served, selection)

close_page(
    served,
    selection,
    t("Denominators are held at the last one known; new policies are not foreseen."),
    t("Beyond 12 months ahead no error could be tested: intervals hold what several laws allow."),
    t("Targets marked “unconfirmed” were not found in a published source; they are not law."),
)
