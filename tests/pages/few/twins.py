"""Two stores that differ in nothing but hidden counts: what is made of both must be equal.

A cycle moves its cells by one, up and down in turn, so that no published total changes. Whoever can
tell the stores apart by what leaves the dashboard can tell a hidden count.
"""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd

from data.store.atomic import sha256_of
from data.store.snapshot import CURRENT, MANIFEST, MARTS, current
from kpis.catalogue.catalogue import load

# What each count of people is made of: KPI → the table, its column, and what it must not exceed.
MOVED = {
    "satisfaction_share": ("mart_dossier_month", "satisfied", "responses"),
    "digitised_dossier_share": ("mart_dossier_month", "digitised", "received"),
    "online_fee_share": ("mart_dossier_month", "fee_online", "with_fee"),
    "first_time_success_share": ("mart_activity_month", "first_uses", "assists"),
    "household_reach": ("mart_network_month", "households_reached", "households"),
    "people_assisted_share": ("mart_network_month", "people_assisted", "adults"),
}
BY_FORM = "mart_work_month"  # where the counts of activities stand by form as well
KEYS = ["vintage", "area_code", "month"]
Cell = tuple[object, ...]


class Row(NamedTuple):
    """A row of a table, and a count of it: what it is, and what it is at most."""

    row: int
    low: int
    high: int


def twin(store: Path, place: Path) -> Path:
    """A copy of a store, at `place`, whose hidden counts are others."""

    def change(con: duckdb.DuckDBPyConnection) -> None:
        for kpi in MOVED:
            assert move(con, kpi), kpi

    return _copied(store, place, change)


def told(store: Path, place: Path) -> Path:
    """A copy of a store, at `place`, of which nothing is hidden."""
    return _copied(store, place, lambda con: con.execute("delete from mart_hidden"))


def _copied(
    store: Path, place: Path, change: Callable[[duckdb.DuckDBPyConnection], object]
) -> Path:
    served = current(store)
    assert served is not None
    folder = place / "snapshots" / served.name
    shutil.copytree(served.directory, folder, copy_function=_linked)
    with duckdb.connect(str(folder / MARTS)) as con:
        change(con)
    manifest = served.manifest
    marts = {**manifest["files"][MARTS], "sha256": sha256_of(folder / MARTS)}
    manifest = {**manifest, "files": {**manifest["files"], MARTS: marts}}
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    shutil.copy(store / CURRENT, place)
    return place


def move(con: duckdb.DuckDBPyConnection, kpi: str) -> int:
    """Moves the counts of a KPI along as many of its cycles as the counts allow; how many cells."""
    table, column, most = MOVED[kpi]
    hidden = con.execute("select * from mart_hidden where kpi = ?", [kpi]).df()
    if kpi == "first_time_success_share":  # the cycles of all who were assisted are another count's
        others = "select cycle from mart_hidden where kpi = 'assists_per_1000'"
        hidden = hidden[~hidden["cycle"].isin(con.execute(others).df()["cycle"])]
    keys = list(KEYS)
    if load()[kpi].breakdown:
        keys, hidden = [*KEYS, "topic"], hidden[hidden["part"] != ""]
    hidden = hidden.rename(columns={"part": "topic"}).assign(month=hidden["month"].dt.date)
    cycles: dict[int, list[tuple[Cell, int]]] = {}
    for *key, cycle, sign in hidden[[*keys, "cycle", "sign"]].itertuples(index=False, name=None):
        cycles.setdefault(cycle, []).append((tuple(key), sign))
    cells = largest(con, table, keys, column, most)
    moved: dict[Cell, int] = {}
    for cycle in cycles.values():
        for way in (1, -1):
            steps = {key: way * sign for key, sign in cycle}
            if steps.keys() & moved.keys() or not steps.keys() <= cells.keys():
                break
            if all(0 <= cells[key].low + step <= cells[key].high for key, step in steps.items()):
                moved |= steps
                break
    for place in (table, BY_FORM) if "topic" in keys else (table,):
        at = cells if place == table else largest(con, place, keys, most, most)
        steps = pd.DataFrame([[at[key].row, step] for key, step in moved.items()])
        con.register("steps", steps.set_axis(["row", "step"], axis=1))
        con.execute(
            f"update {place} told set {column} = {column} + cast(step as bigint)"
            " from steps where steps.row = told.rowid"
        )
        con.unregister("steps")
    return len(moved)


def largest(
    con: duckdb.DuckDBPyConnection, table: str, keys: list[str], column: str, most: str
) -> dict[Cell, Row]:
    """Of rows that share their keys the one with the highest `most`: its place and its counts."""
    found = con.execute(
        f"select {', '.join(keys)}, arg_max(rowid, {most}), arg_max({column}, {most}), max({most})"
        f" from {table} group by {', '.join(keys)}"
    ).fetchall()
    width = len(keys)
    return {tuple(row[:width]): Row(*row[width:]) for row in found}


def _linked(source: str, target: str) -> None:
    """A copy of what is changed; the rest is read from where it lies."""
    if source.endswith((MARTS, MANIFEST)):
        shutil.copy(source, target)
    else:
        os.link(source, target)
