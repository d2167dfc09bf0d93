"""Which periods and vintages can be offered for the data at hand."""

from datetime import date

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from pages.shell.served import Served
from pages.text import formats
from pages.text.language import Language

KINDS = ("month", "quarter", "half", "year")


def offered(kind: str, served: Served) -> tuple[str, ...]:
    """The codes of all periods of a kind that the data touch, newest first."""
    return served.once(_offered, str(kind))


def _offered(served: Served, kind: str) -> tuple[str, ...]:
    reach = served.extent()
    found = Period.between(kind, reach.first_month, reach.last_month)
    return tuple(period.code for period in reversed(found))


def in_force(period: Period, served: Served) -> str:
    """The vintage in force at the end of a period, or at the end of the data if that is earlier."""
    return served.extent().base_vintage(period)


def changes(served: Served) -> list[tuple[date, int]]:
    """The days on which a vintage followed another, each with its number of communes."""
    starts = [(first, vintage) for vintage, (first, _) in served.extent().vintages.items()]
    return [(first, len(served.names("commune", vintage))) for first, vintage in sorted(starts)[1:]]


def vintages(served: Served) -> list[str]:
    """All vintages of the units, oldest first."""
    return sorted(served.extent().vintages)


def vintages_for(period: Period, served: Served) -> list[str]:
    """The vintages on whose units a period can be shown: that of the reports, then the others."""
    base = in_force(period, served)
    return [base, *(v for v in vintages(served) if v != base)]


def counted_on(period: Period, served: Served) -> list[str]:
    """The vintages on which lines and reports can be counted: the one in force, then newer ones.

    A line cannot be divided among the units that existed before.
    """
    base = in_force(period, served)
    return [v for v in vintages(served) if v >= base]


def name(code: str, served: Served, language: Language) -> str:
    """A period in words; where the data do not fill it, with the months that they reach."""
    return period_names(Period.parse(code).kind, served, language)[code]


def period_names(kind: str, served: Served, language: Language) -> dict[str, str]:
    """`name` of each period that is offered, by its code."""
    return served.once(_names, str(kind), language)


def _names(served: Served, kind: str, language: Language) -> dict[str, str]:
    return {code: _name(code, served, language) for code in offered(kind, served)}


def _name(code: str, served: Served, language: Language) -> str:
    period, text = Period.parse(code), formats.period(code, language)
    first, last = served.extent().first_month, served.extent().last_month
    if period.last_month > last:
        return language.t("{period} (to {month})", period=text, month=formats.month(last, language))
    if period.first_month < first:
        begin = formats.month(first, language)
        return language.t("{period} (from {month})", period=text, month=begin)
    return text


def fitting_period(kpi: Kpi, code: str, served: Served) -> str:
    """The period itself, or for a yearly KPI the newest whole year that has ended by then."""
    period = Period.parse(code)
    if kpi.frequency != "year":
        return code
    last = date.fromisoformat(served.fact("last_month"))
    years = [Period.parse(year) for year in offered("year", served)]
    ended = [year.code for year in years if year.last_month <= min(period.last_month, last)]
    return ended[0] if ended else years[-1].code
