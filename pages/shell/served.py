"""The snapshot that a page reads: opened once a process, its answers cached by snapshot."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from data.access.check import charge, readable
from data.access.person import person
from data.store.snapshot import SnapshotError, named, store_directory
from geo.units import table as units
from kpis.catalogue import catalogue as kpi_catalogue
from kpis.catalogue.catalogue import Catalogue, Kpi
from kpis.errors import KpiError
from kpis.measure import extent as kpi_extent
from kpis.measure import published as kpi_published
from kpis.measure import readings as kpi_readings
from kpis.measure.extent import Extent, Known
from kpis.measure.parts import MARK, has_forms
from kpis.periods import Kind, Period
from kpis.progress import momentum as kpi_momentum
from kpis.progress import pace as kpi_pace
from kpis.progress import progress as kpi_progress
from kpis.province import COMMUNE
from pages.shell.answers import MOST_BYTES, Answers
from pages.shell.offered.few import parts_are_hidden
from pages.shell.opened import connection, is_lost
from pages.text.language import Language
from pages.text.words import Doubles, doubles, told_apart

__all__ = ["Served", "catalogue", "store_directory"]

# The marts that hold what stands in lines of files, by the reading that they are.
ROWS = {
    "mart_reject": "read_quarantine",
    "mart_check_row": "read_rows",
    "mart_export": "read_files",
}

Answer = TypeVar("Answer")
# So much is kept at the least for each commune: what all indicators reported in all months of a
# whole country is one answer, of which others are made.
BYTES_A_COMMUNE = 80 * 2**10


@st.cache_resource(show_spinner=False)
def catalogue() -> Catalogue:
    """The KPIs, loaded once."""
    return kpi_catalogue.load()


@st.cache_resource(max_entries=3, show_spinner=False)  # of snapshots that nobody asks for none stay
def _answers(store: Path, name: str) -> Answers:
    communes = len(units.of(units.VINTAGES[-1], COMMUNE))
    return Answers(max(MOST_BYTES, communes * BYTES_A_COMMUNE))


@st.cache_resource(max_entries=3, show_spinner=False)
def _known(store: Path, name: str, _served: "Served") -> Known:
    return Known(_served.extent())


@dataclass(frozen=True)
class Served:
    """One snapshot, by its name. What it answers is shared by all sessions: see `Answers`."""

    name: str
    _answers: Answers = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_answers", _answers(store_directory(), self.name))

    def table(self, table: str) -> pd.DataFrame:
        """A small mart whole: mart_unit, mart_code, mart_check … Of those of ROWS see `rows`."""
        if table in ROWS:
            raise ValueError(f"{table} holds rows of communes: ask `rows`, or count them")
        return self._table(table)

    def rows(self, table: str) -> pd.DataFrame:
        """The lines of a mart of ROWS that who is at work may read; RefusedError where none.

        This is the gate for reading: it stands before what all sessions share, and what somebody
        may not see is left out after. Who is limited has the lines of their communes, and those of
        the files that they sent.
        """
        codes = readable(ROWS[table])
        found = self._table(table)
        if codes is None:
            return found
        mine = pd.Series(False, index=found.index)
        if "area_code" in found:
            mine |= found["area_code"].isin(codes)
        if "load" in found:
            mine |= found["load"].isin(self.loads_of(person().name))
        return found[mine]

    def counted(self, table: str, by: Sequence[str]) -> pd.DataFrame:
        """How many lines of a mart of ROWS there are by some columns: `lines`. Open to all."""
        key = f"counted {table} {by}"
        names = ", ".join(by)

        def question() -> pd.DataFrame:
            return self._cursor().table(table).aggregate(f"{names}, count(*) as lines", names).df()

        return self._answered(key, question)

    def history(self) -> list[dict[str, Any]]:
        """What led to the snapshot, oldest first; nothing where its manifest is damaged.

        Of all files: a page shows of it what `told_to` leaves.
        """
        try:
            return named(store_directory(), self.name).history()
        except SnapshotError:
            return []

    def loads_of(self, name: str) -> list[int]:
        """The numbers of the loads that somebody sent; none of who did not sign in."""
        events = self.history() if name else []
        files = (file for one in events if one.get("by") == name for file in one.get("files", []))
        return [file["load"] for file in files if "load" in file]

    def _table(self, table: str) -> pd.DataFrame:
        return self._answered(f"table {table}", lambda: self._cursor().table(table).df())

    def fact(self, key: str) -> str:
        """One value of mart_data: first_month, last_month, as_of_date, is_demonstration.

        "" where the data do not say it: without any month, for example.
        """
        return self._answered("facts", self._facts).get(key, "")

    def extent(self) -> Extent:
        """How far the data reach in time, and which units were in force when."""
        return self._answered("extent", lambda: kpi_extent.extent(self._cursor()))

    def units(self, level: str, vintage: str) -> pd.DataFrame:
        """The units of one level and vintage, as mart_unit."""
        return self.once(_units, level, vintage)

    def names(self, level: str, vintage: str) -> Mapping[str, str]:
        """The names of these units by their codes, in the order of `units`."""
        return self.once(_names, level, vintage)

    def topics(self, lang: str) -> Mapping[str, str]:
        """The names of the groups' topics in a language, by their codes."""
        return self.once(_topics, lang)

    def parts(self, kpi: str, lang: str) -> Mapping[str, str]:
        """What an indicator can be split into, by what a link calls it: topics, then forms.

        Forms of a count of people only for who sees small ones: nothing is hidden among them.
        """
        every: Mapping[str, str] = self.once(_parts, kpi, lang)
        if parts_are_hidden(catalogue()[kpi]):
            return {part: name for part, name in every.items() if not part.startswith(MARK)}
        return every

    def measure(
        self,
        kpi: str,
        level: str,
        periods: list[str],
        vintage: str | None = None,
        topic: str | None = None,
    ) -> pd.DataFrame:
        """Readings of one KPI, as kpis.measure.readings.measure returns them.

        Those of a month come with all of its year: who looks at one looks at its neighbours, and a
        question about twelve months takes hardly longer.
        """
        parsed = [Period.parse(code) for code in periods]
        if len(parsed) == 1:
            vintage = self._shown(parsed[0], vintage)
        years = {period.first_month.year for period in parsed}
        if vintage is None or len(years) > 2 or {one.kind for one in parsed} != {Kind.MONTH}:
            return self._readings(kpi, level, parsed, vintage, topic)
        found = list[pd.DataFrame]()
        for year in sorted(years):
            months = self._months_of(year, kpi, level, vintage, topic)
            found += [rows for code, rows in months.items() if code in periods]
        if len(found) == 1:
            return found[0].copy(deep=False)
        return pd.concat(found or [months[""]], ignore_index=True)

    def _months_of(self, year: int, *which: str | None) -> Mapping[str, pd.DataFrame]:
        """The readings of each month of a year, of "" none: a page asks for one after the other."""

        def question() -> dict[str, pd.DataFrame]:
            kpi, level, *on = which
            asked = catalogue()[str(kpi)], level, self._months(year), *on
            rows = self._told_apart(self._asked(kpi_readings.measure, *asked))
            months = rows.groupby("period", sort=False)
            return {"": rows[:0]} | {str(m): part.reset_index(drop=True) for m, part in months}

        return self._answered(_key(Served.measure, (year, *which), {}), question)

    def _readings(self, kpi: str, level: str, periods: list[Period], *which: str | None):
        return self.ask(kpi_readings.measure, catalogue()[kpi], level, periods, *which)

    def _months(self, year: int) -> list[Period]:
        """The months of a year of which there are data."""
        reach, whole = self.extent(), Period(date(year, 1, 1), Kind.YEAR)
        reach.require(whole)
        first = max(whole.first_month, reach.first_month)
        return Period.between(Kind.MONTH, first, reach.last_reported(whole))

    def progress(
        self, kpi: str, level: str, period: str, vintage: str | None = None
    ) -> pd.DataFrame:
        """Readings with base, path, gap and status, as kpis.progress.progress returns them.

        From the readings of `measure`, and from where paths begin, which is the same each month.
        """
        asked, parsed = catalogue()[kpi], Period.parse(period)
        shown = self._shown(parsed, vintage)

        def question(con) -> pd.DataFrame:
            readings = self.measure(kpi, level, [period], shown)
            begin = self.ask(kpi_progress.bases, asked, level, parsed.kind, shown)
            return kpi_progress.set_against(con, asked, readings, begin)

        key = _key(kpi_progress.progress, (asked, level, parsed, shown), {})
        return self._answered(key, lambda: self._asked(question))

    def momentum(
        self,
        kpi: str,
        level: str,
        period: str,
        vintage: str | None = None,
        year: int | None = None,
    ) -> pd.DataFrame:
        """The pace needed and the one observed, with the outlook: `momentum.with_outlook`."""
        asked, parsed = catalogue()[kpi], Period.parse(period)
        shown = self._shown(parsed, vintage)

        def question(con) -> pd.DataFrame:
            readings = None
            if kpi_pace.has_pace(asked):
                months = kpi_pace.months_before(self.extent(), parsed)
                readings = self.measure(kpi, level, [one.code for one in months], shown)
            return kpi_momentum.with_outlook(con, asked, level, parsed, shown, year, readings)

        key = _key(kpi_momentum.with_outlook, (asked, level, parsed, shown, year), {})
        return self._answered(key, lambda: self._asked(question))

    def named(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of areas as kpis returns them, with names that two units share told apart."""
        return told_apart(rows, self.once(_shared_names))

    def published(self, question: str, **asked: object) -> pd.DataFrame:
        """What the last publish computed: rows of a function of kpis.measure.published."""
        return self.ask(getattr(kpi_published, question), **asked)

    def ask(self, question: Callable[..., Answer], *asked: object, **named: object) -> Answer:
        """The answer to a function of kpis, or one like it, whose first argument is a connection.

        Names that two units share are told apart.
        """
        return self._answered(
            _key(question, asked, named),
            lambda: self._told_apart(self._asked(question, *asked, **named)),
        )

    def once(self, question: Callable[..., Answer], *asked: object) -> Answer:
        """The answer to a function of pages whose first argument is a snapshot, and no session.

        Neither it nor what it was made from may be changed by who gets it; of frames see `Answers`.
        """
        return self._answered(_key(question, asked, {}), lambda: question(self, *asked))

    def _answered(self, key: str, question: Callable[[], Answer]) -> Answer:
        """Where the snapshot was damaged since it was opened, the page starts over."""
        try:
            return self._answers.to(key, question)
        except KpiError:
            raise
        except Exception:
            if is_lost(self.name):
                st.rerun()  # the head of the page finds another snapshot, and says so
            raise

    def _asked(self, question: Callable[..., Answer], *asked: object, **named: object) -> Answer:
        if not self.fact("last_month"):  # no extent: the question says so in its own words
            return question(self._cursor(), *asked, **named)
        with kpi_extent.known(_known(store_directory(), self.name, self)):
            return question(self._cursor(), *asked, **named)

    def _shown(self, period: Period, vintage: str | None) -> str:
        """The vintage that is asked for, else the one in force: of both ways to ask one answer."""
        return vintage or self.extent().base_vintage(period)

    def _cursor(self):
        return connection(self.name).cursor()

    def _facts(self) -> dict[str, str]:
        return dict(self._cursor().execute("select key, value from mart_data").fetchall())

    def _told_apart(self, found: Answer) -> Answer:
        if isinstance(found, pd.DataFrame) and {"vintage", "level", "area_name"} <= {*found}:
            return self.named(found)
        return found


def told_to(events: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What of a history who is at work may hear: who is limited nothing of the files of others."""
    name = person().name
    return [
        one
        for one in events
        if charge() is None or one.get("event") != "files" or (name and one.get("by") == name)
    ]


def _key(question: Callable[..., object], asked: Sequence[object], named: object) -> str:
    plain = [one.id if isinstance(one, Kpi) else one for one in asked]
    return repr((question.__module__, question.__qualname__, plain, named))


def _units(served: Served, level: str, vintage: str) -> pd.DataFrame:
    rows = served.table("mart_unit")
    return rows[(rows["level"] == level) & (rows["vintage"] == vintage)]


def _names(served: Served, level: str, vintage: str) -> dict[str, str]:
    units = served.units(level, vintage)
    return dict(zip(units["code"], units["name"], strict=True))


def _parts(served: Served, kpi: str, lang: str) -> dict[str, str]:
    asked, t = catalogue()[kpi], Language(lang).t
    if asked.breakdown is None:
        return {}
    codes = served.table("mart_code")
    forms = codes[codes["list"] == "form"].sort_values("sort") if has_forms(asked) else codes[:0]
    named = zip(forms["code"], forms[f"name_{lang}"], strict=True)
    by_form = {f"{MARK}{code}": t("Form: {name}", name=name) for code, name in named}
    return {**served.topics(lang), **by_form}


def _topics(served: Served, lang: str) -> dict[str, str]:
    codes = served.table("mart_code")
    topics = codes[codes["list"] == "topic"]
    return dict(zip(topics["code"], topics[f"name_{lang}"], strict=True))


def _shared_names(served: Served) -> Doubles:
    return doubles(served.table("mart_unit"))
