"""The answers of the API, made from the snapshot that readers of pages see now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.store.snapshot import Snapshot
from geo.errors import GeoError
from geo.units import table as geo_units
from kpis.measure import readings as kpi_readings
from kpis.measure.extent import Extent, extent
from pages.open_data import files, tables
from pages.open_data.boundaries import features
from pages.open_data.columns import CATALOGUE, READINGS, UNITS, Table
from pages.shell.opened import connection
from pages.shell.served import catalogue
from pages.shell.server.api.asked import Asked, RefusalError

JSON, CSV, GEOJSON = "application/json", "text/csv", "application/geo+json"
NOTE = "Demonstration data: the figures are invented."


@dataclass(frozen=True)
class Answer:
    """What is sent: its bytes, their kind, and whether its figures are invented."""

    body: bytes
    media: str
    is_demonstration: bool


@dataclass(frozen=True)
class Source:
    """The snapshot that is asked, by a cursor of its own."""

    snapshot: Snapshot
    con: Any
    reach: Extent
    is_demonstration: bool

    def about(self) -> dict[str, Any]:
        """What every answer in JSON says of its data."""
        said: dict[str, Any] = {"snapshot": self.snapshot.name}
        said["published_at"] = self.snapshot.manifest.get("published_at")
        said["is_demonstration"] = self.is_demonstration
        return {**said, "note": NOTE} if self.is_demonstration else said


def source(snapshot: Snapshot) -> Source:
    """What readers see of a snapshot; SnapshotError where it is damaged."""
    con = connection(snapshot.name).cursor()
    return Source(snapshot, con, extent(con), tables.is_demonstration(con))


def values(of: Source, asked: Asked) -> Answer:
    """Readings of an indicator, as `kpis.measure.readings.measure` has them."""
    kpi = asked.kpi(catalogue())
    level, vintage = asked.level(kpi.levels), asked.vintage(of.reach)
    periods = asked.periods(kpi, of.reach)
    topic = asked.topic(kpi, tables.parts(of.con, kpi))
    found = kpi_readings.measure(of.con, kpi, level, periods, vintage, topic)
    found = asked.of_area(found, "area_code")
    return _table(of, asked, tables.readings(found, catalogue(), of.is_demonstration), READINGS)


def units(of: Source, asked: Asked) -> Answer:
    """Administrative units."""
    level = asked.level() if asked["level"] else None
    found = asked.of_area(tables.units(of.con, level, asked.vintage(of.reach)), "code")
    return _table(of, asked, found, UNITS)


def indicators(of: Source, asked: Asked) -> Answer:
    """The catalogue; in JSON each indicator has its targets."""
    kpis = [asked.known_kpi(catalogue())] if asked["kpi"] else list(catalogue().values())
    rows, targets = tables.catalogue_of(kpis), tables.targets_of(kpis)
    if asked.format == "csv":
        return _table(of, asked, rows, CATALOGUE)
    found = files.json_rows(rows)
    for row in found:
        mine = targets[targets["kpi"] == row["kpi"]].drop(columns="kpi")
        row["targets"] = files.json_rows(mine)
    return _json(of, {**of.about(), "count": len(found), "rows": found})


def shapes(of: Source, asked: Asked) -> Answer:
    """Boundaries of a level and vintage (the newest where none is asked for) as GeoJSON."""
    level, vintage = asked.level(), asked.vintage(of.reach) or max(of.reach.vintages)
    if vintage not in geo_units.VINTAGES:
        raise RefusalError(
            404, asked.words.t("There are no boundaries of {vintage}.", vintage=vintage)
        )
    known = tables.units(of.con, level, vintage)
    codes = [str(code) for code in asked.of_area(known, "code")["code"]]
    try:
        found, members = features(vintage, level, codes)
    except GeoError:
        text = asked.words.t("The boundaries are not built on this server.")
        raise RefusalError(503, text) from None
    text = "".join(files.geojson_lines(found, {**of.about(), **members}))
    return Answer(text.encode(), GEOJSON, of.is_demonstration)


def snapshot(of: Source, asked: Asked) -> Answer:
    """What the data are: which snapshot, of which months and units."""
    reach = of.reach
    said = {
        "first_month": f"{reach.first_month:%Y-%m}",
        "last_month": f"{reach.last_month:%Y-%m}",
        "vintages": {
            vintage: {
                "first_month": None if first == date.min else f"{first:%Y-%m}",
                "last_month": None if last == date.max else f"{last:%Y-%m}",
            }
            for vintage, (first, last) in reach.vintages.items()
        },
    }
    return _json(of, {**of.about(), **said})


ANSWERS: dict[str, Callable[[Source, Asked], Answer]] = {
    "snapshot": snapshot,
    "catalogue": indicators,
    "units": units,
    "values": values,
    "boundaries": shapes,
}


def _table(of: Source, asked: Asked, rows, table: Table) -> Answer:
    rows = rows[table.names]
    if asked.format == "csv":
        return Answer(files.csv_text(rows).encode(), CSV, of.is_demonstration)
    return _json(of, {**of.about(), "count": len(rows), "rows": files.json_rows(rows)})


def _json(of: Source, content: dict[str, Any]) -> Answer:
    return Answer(f"{files.json_text(content)}\n".encode(), JSON, of.is_demonstration)
