"""The demonstration data, served to pages without a browser; to widgets the marts of the sample."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data.publish.directory import build
from kpis.catalogue.catalogue import load
from kpis.measure.extent import Extent, extent
from kpis.measure.readings import measure
from kpis.periods import Period
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text.language import Language
from tests.kpis.conftest import SAMPLE


@dataclass(frozen=True)
class FromMarts:
    """Answers as pages.shell.served.Served does, from a connection instead of a store."""

    con: duckdb.DuckDBPyConnection
    name: str = "g000001-00000000"

    def measure(
        self,
        kpi: str,
        level: str,
        periods: list[str],
        vintage: str | None = None,
        topic: str | None = None,
    ) -> pd.DataFrame:
        parsed = [Period.parse(code) for code in periods]
        return measure(self.con, load()[kpi], level, parsed, vintage, topic)

    def table(self, table: str) -> pd.DataFrame:
        return self.con.table(table).df()

    def counted(self, table: str, by: Sequence[str]) -> pd.DataFrame:
        names = ", ".join(by)
        return self.con.table(table).aggregate(f"{names}, count(*) as lines", names).df()

    def fact(self, key: str) -> str:
        data = self.table("mart_data").set_index("key")["value"]
        return str(data[key])

    def extent(self) -> Extent:
        return extent(self.con)

    def units(self, level: str, vintage: str) -> pd.DataFrame:
        units = self.table("mart_unit")
        return units[(units["level"] == level) & (units["vintage"] == vintage)]

    def names(self, level: str, vintage: str) -> dict[str, str]:
        units = self.units(level, vintage)
        return dict(zip(units["code"], units["name"], strict=True))

    def topics(self, lang: str) -> dict[str, str]:
        codes = self.table("mart_code").query("list == 'topic'")
        return dict(zip(codes["code"], codes[f"name_{lang}"], strict=True))

    def parts(self, kpi: str, lang: str) -> dict[str, str]:
        return Served.parts(self, kpi, lang)

    def once(self, question, *asked):
        return question(self, *asked)

    def ask(self, question, *asked):
        return question(self.con, *asked)


@pytest.fixture(scope="module")
def served_demo(demo_store: Path) -> Iterator[Path]:
    """The store that pages read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DX_STORE", str(demo_store))
        yield demo_store


@pytest.fixture(scope="session")
def served():
    """The marts of the sample: 12/2022 to 08/2025."""
    with duckdb.connect() as con:
        build(con, SAMPLE)
        yield FromMarts(con)


@pytest.fixture
def vi() -> Language:
    return Language("vi")


@pytest.fixture
def en() -> Language:
    return Language("en")


@pytest.fixture
def selection() -> Selection:
    """One view, in Vietnamese."""
    return Selection("vssid_share", "commune", "2024-08", "2022", area="13696")
