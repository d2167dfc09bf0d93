"""The catalogue of KPIs, read from kpis/definitions: one file a group, one stanza a KPI."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from kpis.catalogue.definition import kpi as kpi_of
from kpis.catalogue.expressions import ExpressionError, require_columns
from kpis.catalogue.kpi import Group, Kpi, Sides, Target, Text
from kpis.catalogue.province_targets import own_targets, require_known, targets_path
from kpis.catalogue.stanza import Stanza
from kpis.errors import CatalogueError, KpiError, nearest

__all__ = ["Catalogue", "Group", "Kpi", "Sides", "Target", "Text", "check", "load"]

DEFINITIONS = Path(__file__).parents[1] / "definitions"
GROUPS = "groups.toml"


@dataclass(frozen=True)
class Catalogue(Mapping[str, Kpi]):
    """KPIs by id, in the order of their groups and files."""

    kpis: dict[str, Kpi]
    groups: dict[str, Group]

    def __getitem__(self, id: str) -> Kpi:
        return self.kpis[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.kpis)

    def __len__(self) -> int:
        return len(self.kpis)

    def find(self, id: str) -> Kpi:
        """The KPI of an id; KpiError with the nearest known id when there is none."""
        if id not in self.kpis:
            raise KpiError(f"There is no KPI “{id}”. {nearest(id, self.kpis)}")
        return self.kpis[id]


def load(directory: Path = DEFINITIONS, targets: Path | None = None) -> Catalogue:
    """The catalogue of a directory of definitions; CatalogueError names what is refused.

    `targets`: the file of the targets that the province set for itself; without it that of the
    province in force where the definitions are the dashboard's own, and else none.
    """
    groups = _groups(directory / GROUPS)
    if targets is None and directory == DEFINITIONS:
        targets = targets_path()
    own = own_targets(targets) if targets else {}
    found: dict[str, tuple[Path, Kpi]] = {}
    for path in sorted(directory.glob("*.toml")):
        if path.name == GROUPS:
            continue
        for stanza in _stanzas(path):
            kpi = kpi_of(stanza, own.get(stanza.name))
            if kpi.group not in groups:
                near = nearest(kpi.group, groups)
                raise stanza.refuse(f"there is no group “{kpi.group}”. {near}")
            if kpi.id in found:
                raise stanza.refuse(f"this id is taken: it also stands in {found[kpi.id][0]}.")
            found[kpi.id] = (path, kpi)
    require_known(own, found)
    order = list(groups)
    measured = (kpi for _, kpi in found.values() if kpi.levels)
    kpis = sorted(measured, key=lambda kpi: order.index(kpi.group))
    return Catalogue({kpi.id: kpi for kpi in kpis}, groups)


def check(catalogue: Catalogue, con: duckdb.DuckDBPyConnection) -> None:
    """Refuses, with CatalogueError, a KPI whose SQL the marts of a connection cannot answer."""
    tables = [str(row[0]) for row in con.sql("select table_name from duckdb_tables()").fetchall()]
    for kpi in catalogue.values():
        if kpi.source not in tables:
            near = nearest(kpi.source, sorted(tables))
            raise CatalogueError(f"[{kpi.id}]: there is no mart “{kpi.source}”. {near}")
        known = con.table(kpi.source).columns
        for key in ("numerator", "denominator", "where"):
            try:
                require_columns(getattr(kpi, key) or "", known)
            except ExpressionError as error:
                raise CatalogueError(f"[{kpi.id}], “{key}”: in {kpi.source} {error}") from None
        _plan(kpi, con)


def _plan(kpi: Kpi, con: duckdb.DuckDBPyConnection) -> None:
    condition = f"where {kpi.where}" if kpi.where else ""
    query = f"explain select {kpi.numerator}, {kpi.denominator} from {kpi.source} {condition}"
    try:
        con.execute(query).fetchall()
    except duckdb.Error as error:
        raise CatalogueError(f"[{kpi.id}]: {error}") from None


def _groups(path: Path) -> dict[str, Group]:
    groups = {}
    for stanza in _stanzas(path):
        stanza.allow(["name"])
        groups[stanza.name] = Group(stanza.name, stanza.bilingual("name"))
    return groups


def _stanzas(path: Path) -> list[Stanza]:
    try:
        tables: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogueError(f"{path} is missing: it names the groups.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path} is not TOML: {error}") from None
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise CatalogueError(f"{path}: “{name}” stands outside a [stanza].")
    return [Stanza(path, name, table) for name, table in tables.items()]
