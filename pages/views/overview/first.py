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

LAST = 2  # periods of a kind


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
    """Asks for the readings of the last periods of each kind, to which most readers turn.

    Of all of them it would take a minute in which those who are there wait twice as long.
    """
    if not served.fact("last_month"):
        return
    for kind in KINDS:
        for code in offered(kind, served)[:LAST]:
            served.once(standings, code, COMPARED[0])
            shares_of(served, kind, in_force(Period.parse(code), served))
