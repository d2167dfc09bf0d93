"""The flaws put in on purpose, in 2024 to 2026 only: `data.demo` lists them.

Each picks a row of its month by a fraction of the rows, so that a small set has its share, too.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.demo import months
from data.demo.places import Places
from data.demo.tables import Table

ABOLISHED = "?"  # stands for the code of a commune that there is no more
# Export, field whose end tells the month, month, place among the rows of the month, field, text.
UNREADABLE = (
    ("hoat_dong", "activity_date", "02/2025", 0.37, "activity_date", "31/02/2025"),
    ("hoat_dong", "activity_date", "05/2025", 0.61, "people", "12 nguoi"),
    ("hoat_dong", "activity_date", "11/2025", 0.18, "topic", "hoc_truc_tuyen"),
    ("hoat_dong", "activity_date", "03/2026", 0.52, "commune_code", "99999"),
    ("hoat_dong", "activity_date", "06/2026", 0.83, "assists", ""),
    ("bao_cao", "month", "09/2025", 0.44, "sent_date", "2025-13-10"),
    ("thanh_vien", "month", "02/2026", 0.71, "members", "năm"),
    ("su_dung_dich_vu", "month", "04/2026", 0.25, "vssid_accounts", "khoảng 5000"),
    ("ho_so", "month", "01/2026", 0.66, "month", "13/2026"),
    ("ho_so_cong_viec", "month", "08/2025", 0.40, "unit_code", ABOLISHED),
)
TOO_MANY_OR_FEW = (  # members of one group in one month
    ("03/2025", 0.21, 11),
    ("05/2025", 0.48, 12),
    ("09/2025", 0.77, 11),
    ("09/2025", 0.35, 12),
    ("11/2025", 0.58, 2),
)
LOST_DIGIT = (("02/2025", 0.30), ("04/2025", 0.62), ("09/2025", 0.45))  # e-signatures
SUCCESSOR_PLACES = (0.15, 0.50, 0.85)

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Spoilt:
    """A cell that is written as `text` instead of its value."""

    row: int
    field: str
    text: str


def unreadable(export: str, table: Table, places: Places) -> list[Spoilt]:
    """The cells of an export that no reader can accept: their rows belong in quarantine."""
    found = []
    for of, key, month, place, field, text in UNREADABLE:
        if of == export and len(rows := _rows(table, key, month)):
            cell = _abolished(places) if text == ABOLISHED else text
            if cell is None:
                continue
            found.append(Spoilt(_at(rows, place), field, cell))
    return found


def flawed(export: str, table: Table, places: Places) -> Table:
    """The export with its readable flaws, which checks flag as warnings."""
    flaws: dict[str, Callable[[Table], None]] = {
        "thanh_vien": _wrong_members,
        "su_dung_dich_vu": _lose_digits,
        "bao_cao": lambda t: _report_to_successor(t, places),
    }
    if export in flaws:
        flaws[export](table)
    return table


def _abolished(places: Places) -> str | None:
    """The first commune of the oldest units whose code none of the newest has; None without one."""
    return min(set(places.base) - set(places.units[-1]), default=None)


def _rows(table: Table, key: str, month: str) -> Ints:
    if isinstance(column := table[key], list):
        return np.flatnonzero([text.endswith(month) for text in column])
    return np.flatnonzero(pc.ends_with(column, month).to_numpy(zero_copy_only=False))


def _at(rows: Ints, place: float) -> int:
    return int(rows[int(place * len(rows))])


def _wrong_members(table: Table) -> None:
    """A group of 11 or 12, one of 2: a group counts helpers, or half of it has left."""
    for month, place, members in TOO_MANY_OR_FEW:
        if not len(rows := _rows(table, "month", month)):
            continue
        row = _at(rows, place)
        table["members"][row] = members
        for part in ("women", "youth_union", "firm_staff", "trained", "zalo_followers"):
            if table[part][row] is not None:
                table[part][row] = min(members, table[part][row])


def _lose_digits(table: Table) -> None:
    """A stock that lost its last digit for a month and jumps back in the next."""
    for month, place in LOST_DIGIT:
        column = table["e_signature_adults"]
        rows = [row for row in _rows(table, "month", month) if column[row] is not None]
        if rows:
            row = _at(np.array(rows), place)
            column[row] //= 10


def _report_to_successor(table: Table, places: Places) -> None:
    """In the last month before a merger: a report under what the group's commune would become."""
    if months.ENDS[0] is None:
        return
    last = f"{months.ENDS[0]:%m/%Y}"
    base = {code: c for c, code in enumerate(places.base)}
    codes = table["commune_code"].to_pylist()
    successor = {
        code: places.units[1][places.unit[1][c]]
        for code, c in base.items()
        if places.units[1][places.unit[1][c]] in base
    }
    rows = [
        row
        for row in _rows(table, "month", last)
        if successor.get(codes[row], codes[row]) != codes[row]
    ]
    for place in SUCCESSOR_PLACES if rows else ():
        row = _at(np.array(rows), place)
        codes[row] = successor[codes[row]]
    table["commune_code"] = pa.array(codes)
