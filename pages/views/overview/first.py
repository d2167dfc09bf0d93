"""What the overview asks of a snapshot, asked before its readers come."""

from kpis.periods import Period
from pages.shell.periods import KINDS, in_force, offered, period_names
from pages.shell.selection import COMPARED, usual
from pages.shell.served import Served
from pages.text.language import LANGUAGES
from pages.views.overview.movers import moves_tables
from pages.views.overview.readings import shares_of
from pages.views.overview.scoreboard import scoreboard
from pages.views.overview.standings import standings, status_tally
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
        for code in offered(kind, served):
            served.once(standings, code, COMPARED[0])
            shares_of(served, kind, in_force(Period.parse(code), served))
