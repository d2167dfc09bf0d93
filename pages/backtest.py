"""Test of the forecasts: what was forecast, how far it missed, and where it cannot be trusted."""

from pages.widgets.backtest_method import method
from pages.widgets.backtest_view import failing, figures, horizon, summary, tables
from pages.widgets.forecast_ready import can_forecast
from pages.widgets.frame import open_page
from pages.widgets.notices import close_page
from pages.widgets.pickers import pick_level
from pages.widgets.picking import bar
from pages.widgets.selection import LEVELS, language

served, selection = open_page(language().t("Test of the forecasts"), LEVELS)
t = selection.language.t

if can_forecast(served, selection.language, "mart_backtest_step"):
    failing(served, selection)
    with bar():
        pick_level(selection, LEVELS)
    summary(served, selection)
    figures(served, selection)
    horizon(served, selection)
    tables(served, selection)
    method(served, selection)

close_page(
    served,
    selection,
    t("All errors are of forecasts that knew only what was known when they were made."),
)
