"""The snapshot that a page reads: opened once a process, its answers cached by snapshot."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd
import streamlit as st

from data.store.snapshot import store_directory
from kpis.catalogue import catalogue as kpi_catalogue
from kpis.catalogue.catalogue import Catalogue
from kpis.errors import KpiError
from kpis.measure import published as kpi_published
from kpis.measure import readings as kpi_readings
from kpis.periods import Period
from kpis.progress import pace as kpi_pace
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


@st.cache_data(max_entries=1024, show_spinner=False)
def _measured(
    name: str,
    kpi: str,
    level: str,
    periods: tuple[str, ...],
    vintage: str | None,
    topic: str | None,
) -> pd.DataFrame:
    parsed = [Period.parse(code) for code in periods]
    cursor = connection(name).cursor()
    rows = kpi_readings.measure(cursor, catalogue()[kpi], level, parsed, vintage, topic)
    return told_apart(rows, _table(name, "mart_unit"))


@st.cache_data(max_entries=1024, show_spinner=False)
def _progress(name: str, kpi: str, level: str, period: str, vintage: str | None) -> pd.DataFrame:
    cursor = connection(name).cursor()
    rows = kpi_progress.progress(cursor, catalogue()[kpi], level, Period.parse(period), vintage)
    return told_apart(rows, _table(name, "mart_unit"))


@st.cache_data(max_entries=1024, show_spinner=False)
def _pace(
    name: str, kpi: str, level: str, period: str, vintage: str | None, year: int | None
) -> pd.DataFrame:
    cursor = connection(name).cursor()
    return kpi_pace.pace(cursor, catalogue()[kpi], level, Period.parse(period), vintage, year)


@st.cache_data(max_entries=256, show_spinner=False)
def _published(name: str, question: str, **asked: object) -> pd.DataFrame:
    rows = getattr(kpi_published, question)(connection(name).cursor(), **asked)
    return told_apart(rows, _table(name, "mart_unit")) if "area_name" in rows else rows


@dataclass(frozen=True)
class Served:
    """One snapshot, by its name; every method returns cached frames that must not be changed."""

    name: str

    def table(self, table: str) -> pd.DataFrame:
        """A small mart whole: mart_unit, mart_code, mart_export, mart_check …"""
        return self.ask(_table, table)

    def fact(self, key: str) -> str:
        """One value of mart_data: first_month, last_month, as_of_date, is_demonstration.

        "" where the data do not say it: without any month, for example.
        """
        data = self.table("mart_data")
        return "".join(data.loc[data["key"] == key, "value"].head(1))

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
        return self.ask(_measured, kpi, level, tuple(periods), vintage, topic)

    def progress(
        self, kpi: str, level: str, period: str, vintage: str | None = None
    ) -> pd.DataFrame:
        """Readings with base, path, gap and status, as kpis.progress.progress returns them."""
        return self.ask(_progress, kpi, level, period, vintage)

    def pace(
        self,
        kpi: str,
        level: str,
        period: str,
        vintage: str | None = None,
        year: int | None = None,
    ) -> pd.DataFrame:
        """The pace needed and the one observed, as kpis.progress.pace.pace returns them."""
        return self.ask(_pace, kpi, level, period, vintage, year)

    def named(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of areas as kpis returns them, with names that two units share told apart."""
        return told_apart(rows, self.table("mart_unit"))

    def published(self, question: str, **asked: object) -> pd.DataFrame:
        """What the last publish computed: rows of a function of kpis.measure.published."""
        return self.ask(_published, question, **asked)

    def ask(self, question: Callable[..., Answer], *asked: object, **named: object) -> Answer:
        """The answer of a question to this snapshot; its first argument is the snapshot's name.

        Where the snapshot was damaged since it was opened, the page starts over.
        """
        try:
            return question(self.name, *asked, **named)
        except KpiError:
            raise
        except Exception:
            if is_lost(self.name):
                st.rerun()  # the head of the page finds another snapshot, and says so
            raise
