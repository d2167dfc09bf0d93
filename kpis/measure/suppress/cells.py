"""Which cells of an indicator move in which cycle, from the marts of a connection."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Time
from kpis.measure.extent import extent
from kpis.measure.query import source_rows
from kpis.measure.suppress.cube import Array, Cube
from kpis.measure.suppress.cycles import Small, protect
from kpis.periods import Kind, Period

SQL = Path(__file__).parents[2] / "sql"
COLUMNS = ("kpi", "part", "vintage", "area_code", "month", "cycle", "sign")
WHOLE = ""  # the part of what is not split
KINDS = (Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.YEAR)


@dataclass(frozen=True)
class Amounts:
    """Both sides of an indicator: unit × month × part, NaN where there is no cell."""

    kpi: Kpi
    numerator: Array
    denominator: Array

    @property
    def rest(self) -> Array | None:
        """Those of the whole who are not counted; None where the sides are no part and whole."""
        return self.denominator - self.numerator if self.kpi.is_proportion else None


@dataclass(frozen=True)
class Frame:
    """What the cubes of indicators of one source have in common."""

    units: tuple[tuple[str, str], ...]  # vintage, code
    months: tuple[date, ...]
    parts: tuple[str, ...]


def hidden_cells(con: duckdb.DuckDBPyConnection, kpis: Iterable[Kpi], least: int) -> pd.DataFrame:
    """The rows of mart_hidden: COLUMNS, of all KPIs that count people.

    `sign` is 1 or −1; a reading is hidden where the signs of any one cycle, summed up as its cells
    are, leave anything. Indicators that publish the same count share its cycles.
    """
    counting = [kpi for kpi in kpis if kpi.is_personal]
    rows: list[tuple[object, ...]] = []
    for family in _families(counting) if least else []:
        rows += _of_family(con, family, least)
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    found["month"] = pd.to_datetime(found["month"])
    return found.astype({"cycle": "int64", "sign": "int64"})


def related(kpi: Kpi, kpis: Iterable[Kpi]) -> list[Kpi]:
    """The KPIs whose cycles are found together with those of one, itself included."""
    return next((one for one in _families([k for k in kpis if k.is_personal]) if kpi in one), [])


def counts_of(kpi: Kpi) -> list[tuple[str, ...]]:
    """The counts of people that a KPI publishes, each by what it is summed up from.

    What is only known of a whole population, as adults, is published everywhere and no secret.
    """
    sides = [(kpi.numerator, kpi.time.numerator)]
    if kpi.time.denominator is Time.FLOW:
        sides.append((kpi.denominator, kpi.time.denominator))
    return [(kpi.source, kpi.where or "", side, time) for side, time in sides]


def _families(kpis: Sequence[Kpi]) -> list[list[Kpi]]:
    """The KPIs in groups that share a count, however far apart."""
    found: list[list[Kpi]] = []
    for kpi in kpis:
        mine = set(counts_of(kpi))
        joined = [one for one in found if any(mine & set(counts_of(other)) for other in one)]
        found = [one for one in found if one not in joined]
        found.append([*(other for one in joined for other in one), kpi])
    return found


def _of_family(
    con: duckdb.DuckDBPyConnection, family: list[Kpi], least: int
) -> list[tuple[object, ...]]:
    told = {kpi.id: _told(con, kpi) for kpi in family}
    if not any(_is_small(rows, kpi, least) for kpi in family for rows in [told[kpi.id]]):
        return []
    frame = _frame(con, list(told.values()))
    amounts = [_amounts(kpi, told[kpi.id], frame) for kpi in family]
    nodes = _nodes(con, family[0], frame)
    rows: list[tuple[object, ...]] = []
    number = 0
    for count in dict.fromkeys(one for kpi in family for one in counts_of(kpi)):
        users = [kpi for kpi in family if count in counts_of(kpi)]
        cube, small = _cube(count, amounts, nodes, frame)
        for cycle in protect(cube, small, least).cycles:
            number += 1
            moved = list(_moved(cycle, frame))
            rows += [(kpi.id, *cell[:4], number, cell[4]) for kpi in users for cell in moved]
    return rows


def _told(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> pd.DataFrame:
    """The cells of a KPI: part, vintage, area_code, month, numerator, denominator."""
    reach, query = extent(con), (SQL / "suppress_cells.sql").read_text(encoding="utf-8")
    parts = [WHOLE]
    if kpi.breakdown is not None:
        listed = "select code from mart_code where list = ? order by sort, code"
        parts = [str(code) for (code,) in con.execute(listed, [kpi.breakdown]).fetchall()]
    found = []
    for part in parts:
        rows = con.execute(
            query.format(
                source_rows=source_rows(kpi, part or None, reach),
                numerator=kpi.numerator,
                denominator=kpi.denominator,
            )
        ).df()
        found.append(rows.assign(part=part))
    return pd.concat(found, ignore_index=True)


def _is_small(rows: pd.DataFrame, kpi: Kpi, least: int) -> bool:
    """Whether any count of a KPI is small; what is larger as a whole has no small sum."""
    above, below = rows["numerator"], rows["denominator"]
    sides = [above]
    if kpi.time.denominator is Time.FLOW:
        sides.append(below)
    if kpi.is_proportion:
        sides.append(below - above)
    return any(bool(((side > 0) & (side < least)).any()) for side in sides)


def _frame(con: duckdb.DuckDBPyConnection, told: list[pd.DataFrame]) -> Frame:
    every = pd.concat(told, ignore_index=True)
    pairs = every[["vintage", "area_code"]].drop_duplicates()
    units = sorted((str(v), str(a)) for v, a in pairs.itertuples(index=False, name=None))
    months = sorted({stamp.date() for stamp in pd.to_datetime(every["month"].unique())})
    return Frame(tuple(units), tuple(months), tuple(dict.fromkeys(every["part"])))


def _amounts(kpi: Kpi, rows: pd.DataFrame, frame: Frame) -> Amounts:
    places = {unit: at for at, unit in enumerate(frame.units)}
    when = {month: at for at, month in enumerate(frame.months)}
    part = {name: at for at, name in enumerate(frame.parts)}
    at = (
        [places[unit] for unit in zip(rows["vintage"], rows["area_code"], strict=True)],
        [when[stamp.date()] for stamp in pd.to_datetime(rows["month"])],
        [part[name] for name in rows["part"]],
    )
    shape = (len(frame.units), len(frame.months), len(frame.parts))
    above, below = np.full(shape, np.nan), np.full(shape, np.nan)
    above[at], below[at] = rows["numerator"], rows["denominator"]
    return Amounts(kpi, above, below)


def _nodes(con: duckdb.DuckDBPyConnection, kpi: Kpi, frame: Frame) -> Array:
    """The weights of all units that anything is published of, of each level and vintage."""
    query = (
        "select level, vintage, area_code, source_vintage, source_code, weight from mart_area_map"
        " where source_level = ? and weight is not null"
    )
    places = {unit: at for at, unit in enumerate(frame.units)}
    known: dict[tuple[str, str, str], Array] = {}
    for level, vintage, area, source_vintage, source, weight in con.execute(
        query, [kpi.source_level]
    ).fetchall():
        if (source_vintage, source) in places:
            row = known.setdefault((level, vintage, area), np.zeros(len(frame.units)))
            row[places[source_vintage, source]] += weight
    return np.array([known[node] for node in sorted(known)])


def _cube(
    count: tuple[str, ...], amounts: list[Amounts], nodes: Array, frame: Frame
) -> tuple[Cube, list[Small]]:
    """The cube of a count, and what of it may be small: itself, and who is not counted."""
    own, falls, rises, small = list[Array](), list[Array](), list[Array](), list[Small]()
    is_whole_of = False
    for one in amounts:
        mine = counts_of(one.kpi)
        if count not in mine:
            continue
        whole = one.denominator if len(mine) > 1 else None
        if mine[0] == count:
            own.append(one.numerator)
            small.append(Small(one.numerator, 1, whole))
            if one.rest is not None:
                rises.append(one.rest)
                small.append(Small(one.rest, -1, whole))
        else:
            own.append(one.denominator)
            small.append(Small(one.denominator))
            if one.rest is not None:  # all of them may be counted, or none
                falls += [one.rest, one.numerator]
                is_whole_of = True
    down = reduce(np.fmin, falls, reduce(np.fmax, own))
    up = reduce(np.fmin, rises) if rises else np.where(np.isnan(down), np.nan, np.inf)
    spans, steps = _spans(frame, is_flow=count[-1] is Time.FLOW)
    sets = np.array([vintage for vintage, _ in frame.units])
    is_split = frame.parts != (WHOLE,)
    gaps = np.logical_or.reduce([np.isnan(one) for one in own]) if len(own) > 1 else None
    return Cube(down, up, nodes, spans, sets, steps, is_split, is_whole_of, gaps), small


def _spans(frame: Frame, is_flow: bool) -> tuple[Array, tuple[tuple[tuple[int, ...], ...], ...]]:
    """The months of what is published in time, and for each month its neighbours in it."""
    months = frame.months
    if not is_flow:
        return np.eye(len(months)), tuple(() for _ in months)
    rows, steps = [], [list[tuple[int, ...]]() for _ in months]
    for kind in KINDS:
        for period in Period.between(kind, months[0], months[-1]):
            held = [at for at, month in enumerate(months) if month in period.months]
            if held:
                rows.append(np.isin(np.arange(len(months)), held).astype(float))
            if kind is not Kind.MONTH:
                for at in held:
                    steps[at].append(tuple(other for other in held if other != at))
    return np.unique(np.array(rows), axis=0), tuple(tuple(one) for one in steps)


def _moved(cycle: list[tuple[int, int, int, int]], frame: Frame) -> list[tuple[object, ...]]:
    """The cells of a cycle, of each part and of the whole: part, vintage, area, month, sign."""
    found, whole = list[tuple[object, ...]](), dict[tuple[int, int], int]()
    for u, m, p, sign in cycle:
        found.append((frame.parts[p], *frame.units[u], frame.months[m], sign))
        whole[u, m] = whole.get((u, m), 0) + sign
    if frame.parts != (WHOLE,):
        found += [
            (WHOLE, *frame.units[u], frame.months[m], sign)
            for (u, m), sign in whole.items()
            if sign
        ]
    return found
