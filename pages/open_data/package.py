"""The data package of a snapshot: its open tables as CSV files and datapackage.json beside them.

As Frictionless has it (https://specs.frictionlessdata.io/data-package/): a schema a table, units,
licence, sources, sizes and hashes. Equal snapshots give equal bytes. Boundaries stay out: those of
the installed package may not be redistributed.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data.store.snapshot import Snapshot
from geo.province import province
from kpis.catalogue.catalogue import Catalogue, Kpi
from pages.open_data import tables
from pages.open_data.columns import (
    CATALOGUE,
    CROSSWALK,
    READINGS,
    TARGETS,
    UNITS,
    Table,
    both,
    table_schema,
)
from pages.open_data.files import csv_text
from pages.text.words import dashboard_in_both

NAME = "datapackage.json"
NOT_LICENSED = ("notspecified", "No licence is stated: ask the province before you use the data")
MADE_UP = "DEMONSTRATION DATA: the figures are invented, to try the dashboard with. "
SAID = (
    "Indicators of the province by month (some by year), on the units of each level and vintage."
    " A row without a value says why in missing_reason; missing is not zero. A value is numerator ÷"
    " denominator, times 100 for percent and 1000 for per_1000; a unit is level, vintage and code"
    " together. is_estimate: parts of divided units were apportioned by population. Boundaries are"
    " not part of this package: those of the dashboard are built from data that may not be"
    " redistributed."
)
REFERENCES = (  # of READINGS: columns here, the table, columns there
    (["kpi"], "catalogue", ["kpi"]),
    (["vintage", "level", "area_code"], "units", ["vintage", "level", "code"]),
)


@dataclass(frozen=True)
class Licence:
    """Under which licence who publishes the package gives it away: its id, its title or address."""

    name: str
    title: str
    path: str = ""

    def described(self) -> dict[str, str]:
        """As the package says it."""
        said = {"name": self.name, "title": self.title, "path": self.path}
        return {name: text for name, text in said.items() if text}


def write(
    con,
    snapshot: Snapshot,
    catalogue: Catalogue,
    kpis: Sequence[Kpi],
    out: Path,
    licence: Licence | None = None,
) -> int:
    """Writes the package of some indicators into an empty directory; returns its readings.

    FileExistsError where something lies in it. datapackage.json comes last: a directory without it
    is no package.
    """
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        raise FileExistsError("the directory is not empty")
    (out / "readings").mkdir()
    resources, count = list[dict[str, Any]](), 0
    for table, path, title, rows in _contents(con, catalogue, kpis):
        resources.append(_written(out, table, path, title, rows))
        count += len(rows) if table is READINGS else 0
    described = _described(con, snapshot, kpis, licence or Licence(*NOT_LICENSED))
    text = json.dumps({**described, "resources": resources}, ensure_ascii=False, indent=1)
    (out / NAME).write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return count


def _contents(
    con, catalogue: Catalogue, kpis: Sequence[Kpi]
) -> Iterator[tuple[Table, str, str, pd.DataFrame]]:
    """Each file: its table, its path, its title, its rows; one file of readings an indicator."""
    yield CATALOGUE, "catalogue.csv", both(CATALOGUE.meaning), tables.catalogue_of(kpis)
    yield TARGETS, "targets.csv", both(TARGETS.meaning), tables.targets_of(kpis)
    yield UNITS, "units.csv", both(UNITS.meaning), tables.units(con)
    yield CROSSWALK, "crosswalk.csv", both(CROSSWALK.meaning), tables.crosswalk(con)
    for kpi in kpis:
        rows = pd.concat(tables.every_reading(con, catalogue, kpi), ignore_index=True)
        yield READINGS, f"readings/{kpi.id}.csv", f"{kpi.name.vi} · {kpi.name.en}", rows


def _written(out: Path, table: Table, path: str, title: str, rows: pd.DataFrame) -> dict[str, Any]:
    content = csv_text(rows).encode()
    (out / path).write_bytes(content)
    schema = table_schema(table)
    if table is READINGS:
        schema["foreignKeys"] = [
            {"fields": here, "reference": {"resource": name, "fields": there}}
            for here, name, there in REFERENCES
        ]
    return {
        "name": path.removesuffix(".csv").replace("/", "-"),
        "path": path,
        "title": title,
        "description": both(table.meaning),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _described(con, snapshot: Snapshot, kpis: Sequence[Kpi], licence: Licence) -> dict[str, Any]:
    made_up = tables.is_demonstration(con)
    known = {source for kpi in kpis for source in (*kpi.legal_basis, *_of_targets(kpi))}
    sent = con.execute((tables.SQL / "exports.sql").read_text(encoding="utf-8")).fetchall()
    offices = [{"title": f"Export of the offices of the province: {name}"} for (name,) in sent]
    return {
        "name": f"{province().id}-digital-transformation",
        "profile": "tabular-data-package",
        "title": dashboard_in_both(),
        "description": (MADE_UP if made_up else "") + SAID,
        "version": snapshot.name,
        "created": snapshot.manifest.get("published_at"),
        "is_demonstration": made_up,
        "licenses": [licence.described()],
        "sources": [*offices, *({"title": title} for title in sorted(known))],
    }


def _of_targets(kpi: Kpi) -> list[str]:
    return [goal.source for goal in kpi.targets]
