"""What a request asks for: its parameters checked against the data, or refused with what works."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kpis.catalogue.catalogue import Catalogue, Kpi
from kpis.catalogue.vocabulary import Frequency, Level
from kpis.errors import KpiError, nearest
from kpis.measure.extent import Extent
from kpis.periods import Kind, Period

FORMATS = ("json", "csv")
LONGEST = 80  # letters of a value; the longest id of an indicator has half as many
PARAMETERS: Mapping[str, tuple[str, ...]] = {  # by address, in the order of its description
    "snapshot": (),
    "catalogue": ("kpi", "format"),
    "units": ("level", "vintage", "area", "format"),
    "values": (*("kpi", "level", "area", "period", "from", "to", "vintage", "topic", "format"),),
    "boundaries": ("level", "vintage", "area"),
}


class RefusalError(Exception):
    """What cannot be answered as it was asked: a status of HTTP, and in words what would work."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


@dataclass(frozen=True)
class Asked:
    """The parameters of a request, "" where one is not given."""

    given: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.given.get(name, "")

    @property
    def format(self) -> str:
        """json, unless csv is asked for."""
        return _one_of("format", self["format"] or FORMATS[0], FORMATS)

    def kpi(self, catalogue: Catalogue) -> Kpi:
        """The indicator that is asked for; one has to be."""
        if not self["kpi"]:
            raise RefusalError(400, "Name an indicator: kpi=… See /api/v1/catalogue.")
        return self.known_kpi(catalogue)

    def known_kpi(self, catalogue: Catalogue) -> Kpi:
        """The indicator of that id."""
        try:
            return catalogue.find(self["kpi"])
        except KpiError as error:
            raise RefusalError(404, str(error)) from None

    def level(self, of: Sequence[str] = tuple(Level)) -> str:
        """The level, one `of` those; the first of them where none is asked for."""
        level = self["level"] or str(of[0])
        _one_of("level", level, Level)
        if level not in of:
            raise RefusalError(400, f"Not measured at the level “{level}”, only at: {_list(of)}.")
        return level

    def vintage(self, reach: Extent) -> str | None:
        """The vintage; None where none is asked for."""
        if not self["vintage"]:
            return None
        try:
            reach.require_vintage(self["vintage"])
        except KpiError as error:
            raise RefusalError(404, str(error)) from None
        return self["vintage"]

    def periods(self, kpi: Kpi, reach: Extent) -> list[Period]:
        """The period, or those between `from` and `to`; the last of the data where none is."""
        if self["period"] and (self["from"] or self["to"]):
            raise RefusalError(400, "Ask for period=…, or for from=… and to=…, not for both.")
        if self["period"]:
            return [_period("period", self["period"], reach)]
        if not (self["from"] or self["to"]):
            kind = Kind.YEAR if kpi.frequency is Frequency.YEAR else Kind.MONTH
            return [Period.containing(kind, reach.last_month)]
        known = {name: _period(name, self[name], reach) for name in ("from", "to") if self[name]}
        kinds = {one.kind for one in known.values()}
        if len(kinds) > 1:
            raise RefusalError(
                400, "from=… and to=… must be of one kind: both months, for example."
            )
        (kind,) = kinds
        first = known["from"].first_month if "from" in known else reach.first_month
        last = known["to"].first_month if "to" in known else reach.last_month
        if first > last:
            raise RefusalError(400, "from=… must not lie after to=….")
        return Period.between(kind, first, last)

    def of_area(self, rows: pd.DataFrame, column: str) -> pd.DataFrame:
        """The rows of the unit that is asked for, by its code; all where none is."""
        if not self["area"]:
            return rows
        found = rows[rows[column] == self["area"]]
        if found.empty:
            near = difflib.get_close_matches(self["area"], sorted({*rows[column]}), n=1)
            hint = f"Did you mean “{near[0]}”?" if near else "See /api/v1/units."
            raise RefusalError(404, f"There is no unit “{self['area']}” here. {hint}")
        return found


def asked(address: str, items: Iterable[tuple[str, str]]) -> Asked:
    """The parameters of a request to an address; RefusalError for one that it does not have."""
    valid, given = PARAMETERS[address], dict[str, str]()
    for name, value in items:
        if name not in valid:
            if not valid:
                raise RefusalError(400, "This address takes no parameters.")
            raise RefusalError(
                400, f"There is no parameter “{name[:LONGEST]}”. {nearest(name, valid)}"
            )
        if name in given:
            raise RefusalError(400, f"The parameter “{name}” stands there twice.")
        if not value.strip() or len(value) > LONGEST or not value.isprintable():
            raise RefusalError(400, f"The value of “{name}” is empty, too long, or no text.")
        given[name] = value
    return Asked(given)


def _period(name: str, text: str, reach: Extent) -> Period:
    try:
        period = Period.parse(text)
    except KpiError as error:
        raise RefusalError(400, f"{name}: {error}") from None
    try:
        reach.require(period)
    except KpiError as error:
        raise RefusalError(404, f"{name}: {error}") from None
    return period


def _one_of(name: str, word: str, valid: Iterable[str]) -> str:
    known = [str(one) for one in valid]
    if word not in known:
        raise RefusalError(400, f"There is no {name} “{word}”. {nearest(word, known)}")
    return word


def _list(words: Iterable[str]) -> str:
    return ", ".join(str(word) for word in words)
