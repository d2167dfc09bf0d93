"""What the map asks of a snapshot, asked before its readers come."""

from pages.shell.periods import fitting_period
from pages.shell.selection import usual_level
from pages.shell.served import Served, catalogue


def answer_later(served: Served) -> None:
    """Asks for the readings of the last year of every indicator, on its smallest units."""
    if not (last := served.fact("last_month")):
        return
    for kpi in catalogue().values():
        code = fitting_period(kpi, last[:7], served)
        served.measure(kpi.id, usual_level(kpi.levels), [code])
