"""Targets of single districts and communes, which are data and override those of the catalogue."""

from pathlib import Path
from typing import Any

import duckdb

from kpis.catalogue.kpi import Kpi, Target
from kpis.catalogue.vocabulary import Confirmation, Direction
from kpis.measure.extent import once

QUERY = (Path(__file__).parents[1] / "sql" / "area_targets.sql").read_text(encoding="utf-8")


def area_targets(
    con: duckdb.DuckDBPyConnection, kpi: Kpi, level: str, vintage: str
) -> dict[str, list[Target]]:
    """The targets of a KPI by area code, on the units of a vintage; the latest decision wins."""
    targets: dict[str, list[Target]] = {}
    for area_code, year, value, decision in once(con, _rows, kpi.id, level, vintage):
        targets.setdefault(area_code, []).append(_target(kpi, year, value, decision))
    return targets


def _rows(con: duckdb.DuckDBPyConnection, kpi: str, level: str, vintage: str) -> list[Any]:
    return con.execute(QUERY, {"kpi": kpi, "level": level, "vintage": vintage}).fetchall()


def merged(general: tuple[Target, ...], own: list[Target]) -> list[Target]:
    """The targets of an area, by year: its own before those of the catalogue."""
    by_year = {target.year: target for target in [*general, *own]}
    return [by_year[year] for year in sorted(by_year)]


def _target(kpi: Kpi, year: int, value: float, decision: str) -> Target:
    if kpi.direction is Direction.RANGE:
        return Target(year, decision, Confirmation.CONFIRMED, min=value, max=value)
    return Target(year, decision, Confirmation.CONFIRMED, value=value)
