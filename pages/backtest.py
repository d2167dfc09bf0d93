"""Test of the forecasts: what was forecast, how far it missed, and where it cannot be trusted."""

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import pick_level
from pages.shell.selection import LEVELS, language
from pages.shell.url import title_row
from pages.views.backtest.method import method, untested
from pages.views.backtest.view import failing, figures, horizon, reliability, summary, tables
from pages.widgets.forecasts import can_forecast, say_if_early

served, selection = open_page(language().t("Test of the forecasts"), LEVELS)
t = selection.language.t

if can_forecast(served, selection.language, "mart_reliability"):
    say_if_early(served, selection.language)
    untested(served, selection)
    failing(served, selection)
    with title_row():
        pick_level(selection, LEVELS)
    summary(served, selection)
    reliability(served, selection)
    figures(served, selection)
    horizon(served, selection)
    tables(served, selection)
    method(served, selection)

close_page(
    served,
    selection,
    t("All errors are of forecasts that knew only what was known when they were made."),
)
