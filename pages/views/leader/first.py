"""What the page for leaders asks of a snapshot, asked before its readers come."""

from pages.shell.selection import usual
from pages.shell.served import Served
from pages.text.language import LANGUAGES
from pages.views.leader.map import prepare
from pages.views.leader.matters import three_matters
from pages.views.leader.numbers import number_list
from pages.views.leader.queries import as_of_last_month, numbers
from pages.widgets.forecasts import why_none


def answer(served: Served) -> None:
    """Answers it in each language."""
    if not served.fact("last_month"):
        return
    for lang in LANGUAGES:
        selection = as_of_last_month(served, usual(served, lang))
        served.once(number_list, numbers(), selection)
        if not why_none(served):
            served.once(three_matters, selection)
            prepare(served, selection)
