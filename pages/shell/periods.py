"""Which periods and vintages can be offered for the data at hand."""

from datetime import date

from kpis.periods import Period
from pages.shell.served import Served
from pages.text import formats
from pages.text.language import Language

KINDS = ("month", "quarter", "half", "year")


def offered(kind: str, served: Served) -> list[str]:
    """The codes of all periods of a kind that the data touch, newest first."""
    first = date.fromisoformat(served.fact("first_month"))
    last = date.fromisoformat(served.fact("last_month"))
    return [period.code for period in reversed(Period.between(kind, first, last))]


def in_force(period: Period, served: Served) -> str:
    """The vintage in force at the end of a period, or at the end of the data if that is earlier."""
    last = date.fromisoformat(served.fact("last_month"))
    month = min(period.last_month, last)
    provinces = served.table("mart_unit").query("level == 'province'")
    known = [str(row.vintage) for row in provinces.itertuples() if _starts(row.valid_from) <= month]
    return max(known)


def changes(served: Served) -> list[tuple[date, int]]:
    """The days on which a vintage followed another, each with its number of communes."""
    units = served.table("mart_unit")
    starts = units[units["level"] == "province"][["vintage", "valid_from"]].sort_values("vintage")
    return [
        (_starts(row.valid_from), len(served.units("commune", str(row.vintage))))
        for row in starts.iloc[1:].itertuples()
    ]


def vintages(served: Served) -> list[str]:
    """All vintages of the units, oldest first."""
    return sorted(served.table("mart_unit")["vintage"].unique())


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
    period, text = Period.parse(code), formats.period(code, language)
    first, last = (date.fromisoformat(served.fact(f"{end}_month")) for end in ("first", "last"))
    if period.last_month > last:
        return language.t("{period} (to {month})", period=text, month=formats.month(last, language))
    if period.first_month < first:
        begin = formats.month(first, language)
        return language.t("{period} (from {month})", period=text, month=begin)
    return text


def _starts(valid_from: object) -> date:
    missing = valid_from is None or valid_from != valid_from  # NaT is not equal to itself
    return date.min if missing else valid_from.date()  # type: ignore[union-attr]
