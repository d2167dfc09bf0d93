"""Periods: months, quarters, half-years and years, written 2023-12, 2023-Q4, 2023-H2, 2023."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kpis.errors import KpiError, nearest


class PeriodError(KpiError):
    """A text that names no period."""


class Kind(StrEnum):
    """The length of a period."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def months(self) -> int:
        """The number of months in a period of this kind."""
        return {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF: 6, Kind.YEAR: 12}[self]

    @staticmethod
    def of(text: str) -> "Kind":
        """The kind of that name; PeriodError with the nearest valid word otherwise."""
        try:
            return Kind(text)
        except ValueError:
            raise PeriodError(f"“{text}” is no kind of period. {nearest(text, Kind)}") from None


SHAPE = re.compile(r"(?P<year>(?:19|20|21)[0-9]{2})(-(?P<part>Q[1-4]|H[12]|0[1-9]|1[0-2]))?")
EXAMPLES = "Write a month as 2023-12, a quarter as 2023-Q4, a half-year as 2023-H2, a year as 2023."


@dataclass(frozen=True, order=True)
class Period:
    """A month, quarter, half-year or year, by its first month. Sorted by time, then kind."""

    first_month: date
    kind: Kind

    @staticmethod
    def parse(text: str) -> "Period":
        """The period that a text names; PeriodError with examples when it names none."""
        found = SHAPE.fullmatch(text)
        if found is None:
            raise PeriodError(f"“{text}” is not a period. {EXAMPLES}")
        year, part = int(found["year"]), found["part"]
        if part is None:
            return Period(date(year, 1, 1), Kind.YEAR)
        if part.startswith("Q"):
            return Period(date(year, 3 * int(part[1]) - 2, 1), Kind.QUARTER)
        if part.startswith("H"):
            return Period(date(year, 6 * int(part[1]) - 5, 1), Kind.HALF)
        return Period(date(year, int(part), 1), Kind.MONTH)

    @staticmethod
    def containing(kind: str, day: date) -> "Period":
        """The period of a kind that a day lies in."""
        length = Kind.of(kind).months
        return Period(date(day.year, (day.month - 1) // length * length + 1, 1), Kind.of(kind))

    @staticmethod
    def between(kind: str, first: date, last: date) -> list["Period"]:
        """All periods of a kind that touch the months from first to last, in order of time."""
        periods, current = list[Period](), Period.containing(kind, first)
        while current.first_month <= last:
            periods.append(current)
            current = current._moved(current.kind.months)
        return periods

    @property
    def code(self) -> str:
        """The text that `parse` reads."""
        year, month = self.first_month.year, self.first_month.month
        part = {
            Kind.MONTH: f"-{month:02d}",
            Kind.QUARTER: f"-Q{(month + 2) // 3}",
            Kind.HALF: f"-H{(month + 5) // 6}",
            Kind.YEAR: "",
        }
        return f"{year}{part[self.kind]}"

    @property
    def last_month(self) -> date:
        """The first day of the period's last month."""
        return months_later(self.first_month, self.kind.months - 1)

    @property
    def start(self) -> date:
        """The first day."""
        return self.first_month

    @property
    def end(self) -> date:
        """The last day."""
        return months_later(self.first_month, self.kind.months) - timedelta(days=1)

    @property
    def months(self) -> list[date]:
        """The first days of the period's months, in order."""
        return [months_later(self.first_month, i) for i in range(self.kind.months)]

    def previous(self) -> "Period":
        """The period of the same kind just before."""
        return self._moved(-self.kind.months)

    def same_last_year(self) -> "Period":
        """The same period, a year earlier."""
        return self._moved(-12)

    def _moved(self, months: int) -> "Period":
        return Period(months_later(self.first_month, months), self.kind)

    def __str__(self) -> str:
        return self.code


def months_later(month: date, count: int) -> date:
    """The first day of the month that lies `count` months after (or before) another."""
    ordinal = month.year * 12 + month.month - 1 + count
    return date(ordinal // 12, ordinal % 12 + 1, 1)
