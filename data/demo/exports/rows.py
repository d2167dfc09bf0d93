"""The village × month pairs for which the groups' exports hold a row, and their common columns."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.demo import months
from data.demo.exports.groups import Groups
from data.demo.places import Places
from data.demo.scope import Scope
from data.demo.tables import Table

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Cells:
    """Positions of village and month, row by row."""

    village: Ints
    month: Ints


def existing(groups: Groups, scope: Scope) -> Cells:
    """A row for each month and group that exists in it and is kept, by month and village."""
    inside = groups.exists & scope.keep[groups.commune][:, None]
    month = np.arange(months.COUNT)
    inside = inside & (month >= months.FIRST) & (month <= scope.last_month)
    month, village = np.nonzero(inside.T)
    return Cells(village, month)


def taken(labels: list[str | None], positions: Ints) -> pa.Array:
    """The labels at the positions, as an Arrow array."""
    return pa.array(labels, type=pa.string()).take(pa.array(positions))


def keys(places: Places, groups: Groups, cells: Cells) -> Table:
    """The columns commune_code (in force in the month) and group_code of each row."""
    codes: list[str | None] = [*groups.codes, *groups.second_codes]
    second = groups.second[cells.village, cells.month]
    group = cells.village + len(groups.codes) * second
    return {
        "commune_code": commune_codes(places, groups.commune[cells.village], cells.month),
        "group_code": taken(codes, group),
    }


def commune_codes(places: Places, commune: Ints, month: Ints) -> pa.Array:
    """The codes in force in each month of the units that hold the base communes."""
    codes: list[str | None] = [code for units in places.units for code in units]
    offsets = np.cumsum([0, *map(len, places.units)])[:-1]
    vintage = months.VINTAGE[month]
    return taken(codes, places.unit[vintage, commune] + offsets[vintage])


def month_labels(month: Ints) -> pa.Array:
    """Months as the exports write them."""
    return taken([months.label(m) for m in range(months.COUNT)], month)
