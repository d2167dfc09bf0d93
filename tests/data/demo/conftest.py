"""A database that reads the full set of the demonstration exports."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from data.demo.places import UNITS_CSV
from data.demo.tables import EXPORTS

HERE = Path(__file__).parent
TEXT = {"state", "form", "topic", "difficulties", "kpi", "level", "handling_level", "decision"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks the database of all lines waits for it half a minute: in a sweep."""
    for item in items:
        if item.path.parent == HERE and "rows" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.sweep)


@pytest.fixture(scope="session")
def rows(demo_exports: Path) -> Callable[[str], list[tuple]]:
    """Runs SQL over the exports as tables; a cell that is no number or date reads as null.

    Beside them `denominators`: for each month and commune the newest population of the same
    vintage that is not later than the month; and `district`: that of each commune of 2022.
    """
    con = duckdb.connect()
    con.execute("set threads = 2")
    for export, headers in EXPORTS.items():
        names = [*headers, "demonstration"]
        columns = ", ".join(_typed(name) for name in names)
        con.execute(
            f"create table {export} as select {columns} from read_csv(?, delim = ';', quote = '', "
            "escape = '', header = true, auto_detect = false, columns = ?)",
            [str(demo_exports / f"{export}.csv"), dict.fromkeys(names, "varchar")],
        )
    con.execute(
        """
        create table denominators as
        with vintages(vintage, first, last) as (
            values ('2022', date '2022-09-01', date '2024-08-01'),
                   ('2024', date '2024-09-01', date '2025-06-01'),
                   ('2025', date '2025-07-01', date '2026-10-01')
        ), months as (
            select vintage, cast(unnest(generate_series(first, last, interval 1 month)) as date)
                as month from vintages
        )
        select month, dan_so.* from months join vintages using (vintage) join dan_so
            on dan_so.year <= year(month)
            and case when dan_so.year <= 2023 then '2022' when dan_so.year = 2024 then '2024'
                else '2025' end = vintage
        qualify row_number() over (partition by month, commune_code order by dan_so.year desc) = 1
        """
    )
    con.execute(
        "create table district as select code as base, parent_code as district "
        "from read_csv(?, all_varchar = true) where vintage = '2022' and level = 'commune'",
        [str(UNITS_CSV)],
    )
    return lambda sql: con.execute(sql).fetchall()


def _typed(name: str) -> str:
    if name == "month":
        return "cast(try_strptime('01/' || month, '%d/%m/%Y') as date) as month"
    if name.endswith("_date"):
        return f"cast(try_strptime({name}, '%d/%m/%Y') as date) as {name}"
    if name in TEXT or name.endswith(("_code", "_name", "_base")) or name == "demonstration":
        return name
    return f"try_cast(replace({name}, ',', '.') as double) as {name}"
