"""How far the data reach in time, and which units were in force when."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

import duckdb

from kpis.errors import KpiError, nearest
from kpis.periods import Period

SQL = Path(__file__).parents[1] / "sql"
COLLECTED = "collected_"  # so begin the facts of mart_data that tell since when something is sent
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Extent:
    """The first and last month of the data, and each vintage with its days in force.

    `collected` has the first month of what nobody has to send, once it was sent.
    `is_due` tells whether the day is over until when the last month is to be reported.
    """

    first_month: date
    last_month: date
    vintages: dict[str, tuple[date, date]]
    is_due: bool = True
    collected: Mapping[str, date] = field(default_factory=dict)

    def last_reported(self, period: Period) -> date:
        """A period's last month, or that of the data if it comes first."""
        return min(period.last_month, self.last_month)

    def is_open(self, period: Period) -> bool:
        """Whether what is not there of a period may still come in time."""
        last = period.last_month
        return last > self.last_month or (last == self.last_month and not self.is_due)

    def base_vintage(self, period: Period) -> str:
        """The vintage in force in the period's last month (the data's last month at most)."""
        month = self.last_reported(period)
        for vintage, (first, last) in self.vintages.items():
            if first <= month <= last:
                return vintage
        raise KpiError(f"No units are in force in {month:%Y-%m}: see mart_unit.")

    def require(self, period: Period) -> None:
        """Refuses a period that no month of the data touches."""
        if period.last_month < self.first_month or period.first_month > self.last_month:
            raise KpiError(
                f"{period} lies outside the data, which run from {self.first_month:%Y-%m}"
                f" to {self.last_month:%Y-%m}."
            )

    def require_vintage(self, vintage: str) -> None:
        """Refuses a vintage that the data do not know."""
        if vintage not in self.vintages:
            raise KpiError(f"There is no vintage “{vintage}”. {nearest(vintage, self.vintages)}")


@dataclass(frozen=True)
class Known:
    """What is known of one snapshot: how far it reaches, and what was asked of it `once`."""

    reach: Extent
    answers: dict[tuple[str, ...], object] = field(default_factory=dict)


_KNOWN: ContextVar[Known | None] = ContextVar("known of a snapshot", default=None)


@contextmanager
def known(facts: Known) -> Iterator[None]:
    """Lets `extent` and `once` answer so, without a question, to all that is asked inside.

    Nearly every function here asks how far the data reach, so that one answer asked it a dozen
    times.
    """
    token = _KNOWN.set(facts)
    try:
        yield
    finally:
        _KNOWN.reset(token)


def once(con: duckdb.DuckDBPyConnection, question: Callable[..., Answer], *asked: str) -> Answer:
    """The answer to a question whose first argument is a connection, the others texts.

    Inside `known` it is asked the first time only. Nobody may change the answer.
    """
    key = question.__module__, question.__qualname__, *asked
    return remembered(lambda: question(con, *asked), *key)


def remembered(answer: Callable[[], Answer], *key: str) -> Answer:
    """An answer that is the same for a whole snapshot: inside `known` it is asked once a key."""
    facts = _KNOWN.get()
    if facts is None:
        return answer()
    if key not in facts.answers:
        facts.answers[key] = answer()
    return cast(Answer, facts.answers[key])


def extent(con: duckdb.DuckDBPyConnection) -> Extent:
    """The extent of the marts that a connection serves; KpiError when they do not state it."""
    facts = _KNOWN.get()
    if facts is not None:
        return facts.reach
    stated = dict(con.execute("select key, value from mart_data").fetchall())
    if not stated.get("first_month") or not stated.get("last_month"):
        raise KpiError("The data state no first and last month (mart_data): publish them again.")
    rows = con.execute((SQL / "vintage_in_force.sql").read_text(encoding="utf-8")).fetchall()
    return Extent(
        first_month=date.fromisoformat(stated["first_month"][:10]).replace(day=1),
        last_month=date.fromisoformat(stated["last_month"][:10]).replace(day=1),
        vintages={vintage: (first, last) for vintage, first, last in rows},
        is_due=stated.get("as_of_date", "9999") >= stated.get("due_date", ""),
        collected={
            key.removeprefix(COLLECTED): date.fromisoformat(value[:10])
            for key, value in sorted(stated.items())
            if key.startswith(COLLECTED)
        },
    )
