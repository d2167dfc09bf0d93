"""What the overview asks of a snapshot, asked before its readers come."""

from collections.abc import Iterator
from dataclasses import replace

from kpis.periods import Kind, Period
from pages.shell.periods import KINDS, offered, period_names, vintages_for
from pages.shell.selection import Selection, usual
from pages.shell.served import Served
from pages.text.language import LANGUAGES
from pages.views.overview.movers import moves_tables
from pages.views.overview.scoreboard import scoreboard
from pages.views.overview.standings import status_tally
from pages.widgets.outlook import outlook_tally
from pages.widgets.reporting import reporting_facts

LAST = {Kind.MONTH: 12}  # periods of a kind
FEW = 2  # of the other kinds


def answer(served: Served) -> None:
    """Answers it in each language, as of the last month."""
    if not served.fact("last_month"):
        return
    for lang in LANGUAGES:
        selection = usual(served, lang)
        _page(served, selection)
        reporting_facts(served, selection)
        for kind in KINDS:
            period_names(kind, served, selection.language)


def answer_later(served: Served) -> Iterator[None]:
    """Answers it in the first language, of the last periods, to which most readers turn.

    Of all of them it would take a minute in which those who are there wait twice as long. Who asks
    may stop after each.
    """
    if not served.fact("last_month"):
        return
    selection = usual(served, next(iter(LANGUAGES)))
    for kind in KINDS:
        for code in offered(kind, served)[: LAST.get(kind, FEW)]:
            vintage = vintages_for(Period.parse(code), served)[0]
            _page(served, replace(selection, period=code, vintage=vintage))
            yield


def _page(served: Served, selection: Selection) -> None:
    served.once(status_tally, selection.period, selection.language)
    served.once(scoreboard, selection)
    served.once(moves_tables, selection)
    outlook_tally(served, selection)
