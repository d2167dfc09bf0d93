"""The snapshot that a page reads: opened once a process, its answers cached by snapshot."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import pandas as pd
import streamlit as st

from data.store.snapshot import store_directory
from kpis.catalogue import catalogue as kpi_catalogue
from kpis.catalogue.catalogue import Catalogue, Kpi
from kpis.errors import KpiError
from kpis.measure import extent as kpi_extent
from kpis.measure import published as kpi_published
from kpis.measure import readings as kpi_readings
from kpis.measure.extent import Extent
from kpis.periods import Period
from kpis.progress import momentum as kpi_momentum
from kpis.progress import progress as kpi_progress
from pages.shell.names import told_apart
from pages.shell.opened import connection, is_lost

__all__ = ["Served", "catalogue", "store_directory"]

Answer = TypeVar("Answer")


@st.cache_resource
def catalogue() -> Catalogue:
    """The KPIs, loaded once."""
    return kpi_catalogue.load()


@st.cache_data(max_entries=64, show_spinner=False)
def _table(name: str, table: str) -> pd.DataFrame:
    return connection(name).cursor().table(table).df()


@lru_cache(maxsize=64)  # asked hundreds of times a run: Streamlit's caches take as long as a query
def _facts(name: str) -> dict[str, str]:
    rows = connection(name).cursor().execute("select key, value from mart_data").fetchall()
    return dict(rows)


@lru_cache(maxsize=64)
def _extent(name: str) -> Extent:
    return kpi_extent.extent(connection(name).cursor())


@st.cache_data(max_entries=4096, show_spinner=False)
def _answer(name: str, key: str, _question: Callable[..., Answer]) -> Answer:
    found = _question(connection(name).cursor())
    if isinstance(found, pd.DataFrame) and {"vintage", "level", "area_name"} <= {*found}:
        return told_apart(found, _table(name, "mart_unit"))
    return found


@dataclass(frozen=True)
class Served:
    """One snapshot, by its name; every method returns cached frames that must not be changed."""

    name: str

    def table(self, table: str) -> pd.DataFrame:
        """A small mart whole: mart_unit, mart_code, mart_export, mart_check …"""
        return self._safely(_table, table)

    def fact(self, key: str) -> str:
        """One value of mart_data: first_month, last_month, as_of_date, is_demonstration.

        "" where the data do not say it: without any month, for example.
        """
        return self._safely(_facts).get(key, "")

    def extent(self) -> Extent:
        """How far the data reach in time, and which units were in force when."""
        return self._safely(_extent)

    def units(self, level: str, vintage: str) -> pd.DataFrame:
        """The units of one level and vintage, as mart_unit."""
        units = self.table("mart_unit")
        return units[(units["level"] == level) & (units["vintage"] == vintage)]

    def measure(
        self,
        kpi: str,
        level: str,
        periods: list[str],
        vintage: str | None = None,
        topic: str | None = None,
    ) -> pd.DataFrame:
        """Readings of one KPI, as kpis.measure.readings.measure returns them."""
        parsed = [Period.parse(code) for code in periods]
        return self.ask(kpi_readings.measure, catalogue()[kpi], level, parsed, vintage, topic)

    def progress(
        self, kpi: str, level: str, period: str, vintage: str | None = None
    ) -> pd.DataFrame:
        """Readings with base, path, gap and status, as kpis.progress.progress returns them."""
        parsed = Period.parse(period)
        return self.ask(kpi_progress.progress, catalogue()[kpi], level, parsed, vintage)

    def momentum(
        self,
        kpi: str,
        level: str,
        period: str,
        vintage: str | None = None,
        year: int | None = None,
    ) -> pd.DataFrame:
        """The pace needed and the one observed, with the outlook: `momentum.with_outlook`."""
        parsed, question = Period.parse(period), kpi_momentum.with_outlook
        return self.ask(question, catalogue()[kpi], level, parsed, vintage, year)

    def named(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of areas as kpis returns them, with names that two units share told apart."""
        return told_apart(rows, self.table("mart_unit"))

    def published(self, question: str, **asked: object) -> pd.DataFrame:
        """What the last publish computed: rows of a function of kpis.measure.published."""
        return self.ask(getattr(kpi_published, question), **asked)

    def ask(self, question: Callable[..., Answer], *asked: object, **named: object) -> Answer:
        """The answer to a function of kpis, or one like it, whose first argument is a connection.

        Names that two units share are told apart. Cached by the function and the other arguments,
        a KPI by its id; one text of them all, as Streamlit is slow to hash many.
        """
        plain = [one.id if isinstance(one, Kpi) else one for one in asked]
        key = repr((question.__module__, question.__qualname__, plain, named))
        return self._safely(_answer, key, lambda con: question(con, *asked, **named))

    def _safely(self, question: Callable[..., Answer], *asked: object) -> Answer:
        """Where the snapshot was damaged since it was opened, the page starts over."""
        try:
            return question(self.name, *asked)
        except KpiError:
            raise
        except Exception:
            if is_lost(self.name):
                st.rerun()  # the head of the page finds another snapshot, and says so
            raise
