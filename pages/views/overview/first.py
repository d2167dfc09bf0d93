"""What the overview asks of a snapshot, asked before its readers come."""

from kpis.periods import Period
from pages.shell.periods import KINDS, in_force, offered, period_names
from pages.shell.selection import usual
from pages.shell.served import Served, catalogue
from pages.text.language import LANGUAGES
from pages.views.overview.movers import moves_tables
from pages.views.overview.readings import rows_of, shares_of
from pages.views.overview.scoreboard import scoreboard
from pages.views.overview.standings import status_tally
from pages.widgets.outlook import outlook_tally
from pages.widgets.reporting import reporting_facts


def answer(served: Served) -> None:
    """Answers it in each language, as of the last month."""
    if not served.fact("last_month"):
        return
    for lang in LANGUAGES:
        selection = usual(served, lang)
        served.once(status_tally, selection.period, selection.language)
        served.once(scoreboard, selection)
        served.once(moves_tables, selection)
        outlook_tally(served, selection)
        reporting_facts(served, selection)
        for kind in KINDS:
            period_names(kind, served, selection.language)


def answer_later(served: Served) -> None:
    """Asks for the readings of all other periods, so that a change of period finds them."""
    if not served.fact("last_month"):
        return
    for kind in KINDS:
        for kpi in catalogue().values():
            if kpi.frequency == "month" or kind == "year":
                rows_of(served, kpi, kind)
        for vintage in {in_force(Period.parse(code), served) for code in offered(kind, served)}:
            shares_of(served, kind, vintage)
