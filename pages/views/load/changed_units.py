"""Which units would change on the map if a file were published."""

from pathlib import Path

import pandas as pd

from data.publish.rescue import newest_readable
from data.store.snapshot import SnapshotError, current
from geo.map.edges import written
from kpis.catalogue.kpi import Kpi
from kpis.errors import KpiError
from kpis.measure.readings import measure
from kpis.periods import Period
from pages.shell.served import catalogue

COLUMNS = ["name", "month", "units", "example"]


def changed_units(con, store: Path, months: list[str]) -> pd.DataFrame:
    """One row per indicator with other values by commune in the newest of some months.

    `con` has the marts that would be served.

    Columns: name (in both languages), month, units (how many communes change), example (one of
    them, its value before → after). Empty without months.
    """
    if not months:
        return pd.DataFrame(columns=COLUMNS)
    before = _before(store)
    rows = []
    for kpi in catalogue().values():
        if "commune" in kpi.levels and kpi.frequency == "month":
            for month in months[::-1]:
                row = _change(con, before, kpi, month)
                if row is not None:
                    rows.append(row)
                    break
    if before is not None:
        before.close()
    return pd.DataFrame(rows, columns=COLUMNS)


def _before(store: Path):
    """The marts that readers see: of the newest snapshot, or of what is shown in its stead."""
    try:
        served = current(store)
        return served.connect() if served is not None else None
    except SnapshotError:
        older = newest_readable(store)
        return older.connect() if older is not None else None


def _change(con, before, kpi: Kpi, month: str) -> tuple | None:
    after = _values(con, kpi, month)
    was = _values(before, kpi, month) if before is not None else after[:0]
    if after.empty:
        return None
    both = after.join(was.add_suffix("_was"), how="left")
    same = (both["value"] == both["value_was"]) | (both["value"].isna() & both["value_was"].isna())
    changed = both[~same]
    if changed.empty:
        return None
    first = changed.iloc[0]
    example = f"{first['area_name']}: {_text(first['value_was'])} → {_text(first['value'])}"
    return kpi.name, f"{month[5:]}/{month[:4]}", len(changed), example


def _values(con, kpi: Kpi, month: str) -> pd.DataFrame:
    try:
        rows = measure(con, kpi, "commune", [Period.parse(month)])
    except KpiError:  # the data do not reach this month
        return pd.DataFrame(columns=["area_name", "value"])
    return rows.set_index("area_code")[["area_name", "value"]]


def _text(value: float) -> str:
    return "–" if pd.isna(value) else f"{written(value, 1):.1f}".replace(".", ",")
