"""Which part of the demonstration data is written: all of it, or a small set for tests."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from data.demo import months
from data.demo.facts import DemoError
from data.demo.places import Places


@dataclass(frozen=True)
class Scope:
    """The base communes to keep (a flag each) and the last month; nothing is later than `as_of`."""

    keep: NDArray[np.bool_]
    last_month: int

    @property
    def as_of(self) -> date:
        """The day on which the exports were drawn: the 12th of the month after the last one."""
        return months.STARTS[self.last_month + 1] + timedelta(days=11)

    def years(self, running: bool) -> list[tuple[int, int]]:
        """Those of months.YEARS, with their places in it, that have begun by the last month.

        Without `running` those that are over; none that was over before there were units.
        """
        end = months.STARTS[self.last_month + 1]
        last = end - timedelta(days=1)
        return [
            (k, year)
            for k, year in enumerate(months.YEARS)
            if (year <= last.year if running else year < end.year)
            and date(year, 12, 31) >= months.BEGINS[0]
        ]

    def units(self, places: Places, vintage: int) -> NDArray[np.bool_]:
        """A flag for each unit of a vintage: whether a part of it is kept."""
        return places.sums(self.keep.astype(np.int64), vintage) > 0

    def districts(self, places: Places, vintage: int) -> NDArray[np.bool_]:
        """A flag for each district of a vintage: whether a part of it is kept."""
        inside = places.district[vintage][self.keep]
        return np.isin(np.arange(len(places.districts[vintage])), inside)


def of(places: Places, communes: list[str] | None, last_month: date | None) -> Scope:
    """The scope of a list of 2022 commune codes (None: all) and the first day of the last month.

    DemoError when a code or the month does not exist, or the list is empty.
    """
    if communes is not None and not communes:
        raise DemoError("No commune is named: leave the list out to have all of them.")
    unknown = sorted(set(communes or []) - set(places.base))
    if unknown:
        raise DemoError(
            f"No commune of {months.VINTAGES[0]} has the code {', '.join(unknown)}:"
            " they are in the list of units."
        )
    keep = np.array([communes is None or code in communes for code in places.base])
    if last_month is None:
        return Scope(keep, months.COUNT - 1)
    if last_month not in months.STARTS[:-1]:
        raise DemoError(
            f"The last month is the first day of one of 09/2022 to 10/2026, not {last_month}."
        )
    return Scope(keep, months.index_of(last_month))
