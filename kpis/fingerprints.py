"""What decides the derived rows of a KPI, in one hash each: the same hash, the same rows.

That is its stanza, the rules of alerts that watch it, the code, from how many people on a count is
published, and what is read of the marts: of its source the rows and columns that it reads, and that
KPIs read which hide their cells together with it, its area targets, the units, the crosswalk and
how far the data reach. A corrected number changes the hashes of the KPIs that count it, and no
other.
"""

import hashlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

import duckdb

from kpis.alerts.rule import Rule
from kpis.catalogue.kpi import Kpi
from kpis.catalogue.taught import Taught
from kpis.measure.extent import extent
from kpis.measure.query import source_rows
from kpis.measure.suppress.cells import related

HERE = Path(__file__).parent
DECIDING = {".py", ".sql", ".toml"}
TOLD = ("definitions", "alerts.toml", "leader.toml")  # told KPI by KPI, or decides nothing here
LIBRARIES = ("duckdb", "numpy", "pandas", "scipy")
EFFECT_READS = ("mart_unit", "mart_area_map", "mart_work_month", "mart_code")
EFFECT_READS_OF = (
    "select vintage, area_code, month, adults from mart_activity_month where topic = 'all'",
    "select vintage, area_code, month, members, trained, reports_due, reports_on_time"
    " from mart_group_month",
)
CONTENT = "select count(*), coalesce(sum(hash(content)), 0) from ({rows}) content"


def fingerprints(
    con: duckdb.DuckDBPyConnection, kpis: Iterable[Kpi], rules: Sequence[Rule], least: int
) -> dict[str, str]:
    """The fingerprint of each KPI by its id: SHA-256, of the marts of a connection.

    `least` is the least count of people that is published.

    KpiError or duckdb.Error where the marts cannot answer.
    """
    reach, every = extent(con), list(kpis)
    shared = [
        code(),
        reach,
        least,
        *(_content(con, f"from {table}") for table in ("mart_unit", "mart_area_map")),
    ]
    found = {}
    contents = {kpi.id: _content(con, source_rows(kpi, None, reach)) for kpi in every}
    for kpi in every:
        watching = [replace(rule, kpis=()) for rule in rules if kpi in rule.kpis]
        read = [
            contents[kpi.id],
            *((one.id, repr(one), contents[one.id]) for one in related(kpi, every)),
            _content(con, "from mart_target where kpi = $kpi", kpi=kpi.id),
        ]
        found[kpi.id] = hashlib.sha256(repr([*shared, kpi, watching, *read]).encode()).hexdigest()
    return found


def of_effect(con: duckdb.DuckDBPyConnection, taught: Sequence[Taught], least: int) -> str:
    """The fingerprint of the tables about the effect of the work, which are computed together.

    `least` is the least count of people that is published.
    """
    kpis = {kpi.id: kpi for one in taught for kpi in (one.service, one.placebo)}
    reach = extent(con)
    read = [
        code(),
        reach,
        least,
        *(_content(con, f"from {table}") for table in EFFECT_READS),
        *(_content(con, rows) for rows in EFFECT_READS_OF),
        *(_content(con, source_rows(kpi, None, reach)) for kpi in kpis.values()),
    ]
    return hashlib.sha256(repr([*read, *taught]).encode()).hexdigest()


@cache
def code() -> str:
    """One hash of all files of this library and of the versions of what it computes with."""
    lines = [f"python {sys.version_info[:2]}", *(f"{name} {version(name)}" for name in LIBRARIES)]
    for path in sorted(HERE.rglob("*")):
        name = path.relative_to(HERE)
        if path.suffix in DECIDING and name.parts[0] not in TOLD:
            lines.append(f"{name.as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _content(con: duckdb.DuckDBPyConnection, rows: str, **asked: str) -> tuple[int, int]:
    """How many rows a query has and the sum of their hashes, which their order does not change."""
    count, total = con.execute(CONTENT.format(rows=rows), asked).fetchall()[0]
    return int(count), int(total)
