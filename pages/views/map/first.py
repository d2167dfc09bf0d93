"""What the map asks of a snapshot, asked before its readers come."""

from collections.abc import Iterator

from pages.shell.periods import fitting_period
from pages.shell.selection import usual_level
from pages.shell.served import Served, catalogue


def answer_later(served: Served) -> Iterator[None]:
    """Asks for the readings of the last year of every indicator, on its smallest units.

    Who asks may stop after each.
    """
    if not (last := served.fact("last_month")):
        return
    for kpi in catalogue().values():
        code = fitting_period(kpi, last[:7], served)
        served.measure(kpi.id, usual_level(kpi.levels), [code])
        yield
