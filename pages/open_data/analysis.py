"""The file for analysts: the open tables, and the marts of communes and months they come from.

Nothing about a single group, village or file stands in it, and no small count of people: whatever
is in a file can be read by who asks it.
"""

from pathlib import Path

from data.query.file import Writer
from kpis.catalogue.catalogue import Catalogue, Text, load
from kpis.measure.extent import Known, extent, known
from kpis.measure.suppress.marts import shown
from pages.open_data import tables
from pages.open_data.columns import CATALOGUE, CROSSWALK, READINGS, TABLES, TARGETS, UNITS, Table

MARTS = (  # sums of communes, and what was computed from them
    "mart_activity_month",
    "mart_chance",
    "mart_code",
    "mart_difficulty_month",
    "mart_dossier_month",
    "mart_economy_year",
    "mart_forecast",
    "mart_network_month",
    "mart_procedure_month",
    "mart_report_month",
    "mart_service_month",
    "mart_status",
    "mart_verdict",
    "mart_work_file_month",
    "mart_work_month",
)
Columns = list[tuple[str, str, Text | None]]  # name, type, what it means where that is said


def write(con, catalogue: Catalogue, out: Path) -> None:
    """Writes the file of a snapshot; `out` must not exist. OSError where it cannot be written."""
    kpis = list(catalogue.values())
    with known(Known(extent(con))), Writer(out) as file:
        for table, rows in (
            (CATALOGUE, tables.catalogue_of(kpis)),
            (TARGETS, tables.targets_of(kpis)),
            (UNITS, tables.units(con)),
            (CROSSWALK, tables.crosswalk(con)),
        ):
            file.add(table.name, _types(table), [rows])
        parts = (part for kpi in kpis for part in tables.readings_as_arrow(con, kpi))
        file.add(READINGS.name, _types(READINGS), parts)
        for mart in marts(con):
            file.copy(con, shown(con, mart, kpis), mart)


def marts(con) -> list[str]:
    """The marts that the file has of a snapshot: one without forecasts has fewer."""
    there = {name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()}
    return [name for name in MARTS if name in there]


def described(con) -> dict[str, Columns]:
    """The tables of the file with their columns, the open ones first."""
    found: dict[str, Columns] = {
        table.name: [(one.name, one.type, one.meaning) for one in table.columns] for table in TABLES
    }
    kpis = list(load().values())
    for name in marts(con):
        asked = con.execute(f"describe select * from ({shown(con, name, kpis)})").fetchall()
        found[name] = [(column, str(kind), None) for column, kind, *_ in asked]
    return found


def _types(table: Table) -> dict[str, str]:
    return {column.name: column.type for column in table.columns}
