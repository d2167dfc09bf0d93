"""What it brings: whether the work of the groups goes with the growth of adoption."""

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.selection import language
from pages.shell.url import title_row
from pages.views.effect.pickers import own_topic, pick_taught
from pages.views.effect.view import checks, forms, method, sentences, take_away, worth_visiting
from pages.widgets.forecasts import can_forecast

served, selection = open_page(language().t("What it brings"))
t = selection.language.t

if can_forecast(served, selection.language, "mart_effect"):
    topic = own_topic(served)
    sentences(served, selection)
    with title_row():
        pick_taught(served, topic, selection)
    checks(served, topic, selection)
    forms(served, topic, selection)
    worth_visiting(served, selection)
    take_away(served, selection)
    method(served, selection)

close_page(
    served,
    selection,
    t("Association, not proof: nobody drew lots for which commune works when."),
)
