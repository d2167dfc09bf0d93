"""The lines of the files behind one value, found in the raw files beside the marts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from kpis.catalogue.expressions import only_sums
from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Missing
from kpis.errors import KpiError, nearest
from kpis.explain.trails import KEYS, SOURCES, Trail, trails
from kpis.measure.extent import Extent
from kpis.measure.extent import extent as extent_of
from kpis.measure.parts import column_of
from kpis.measure.query import ROWS, base_query, date_literal
from kpis.measure.readings import measure
from kpis.periods import Period

SQL = Path(__file__).parents[1] / "sql"
SIDES = ("numerator", "denominator")
COLUMNS = ("export", "file", "sheet", "line", "unit", "month", "side", "amount", "weight")
VECTORS = 48  # of 2,048 rows each
FEW = 10  # codes that a refusal names all
PLACE = ("vintage", "area_code", "month")
OF_MEMBERS = ("of_group", "of_register", "so_far")  # ways that read the groups of each cell


@dataclass(frozen=True)
class Question:
    """Which value is asked about; `topic` is a part of it, None for the whole.

    `few` is true for who may read rows: a value that is hidden has its amounts and lines then.
    """

    kpi: Kpi
    level: str
    area: str
    period: Period
    vintage: str | None = None
    topic: str | None = None
    few: bool = False


@dataclass(frozen=True)
class Trace:
    """A value and, in the connection, its lines: the temporary relation `told`.

    `reading` is the row of `kpis.measure.readings.measure`; `told` is described in
    kpis/sql/explain/told.sql, and `received` has the file of each load.
    """

    con: duckdb.DuckDBPyConnection
    reading: pd.Series
    exports: tuple[str, ...]

    def each(self) -> Iterator[tuple[Any, ...]]:
        """The lines, COLUMNS each, month as 2024-08: numerator first, by file, sheet and line.

        A line stands once on a side for each month for which it counts. `sheet` counts the sheets
        of a workbook from 1 and is missing for a file of text; `unit` is the code in the line (for
        a line about the whole province its code); `month` is that of the line, and for a line that
        tells of longer, as of the register or of a year, the month for which it counts. The sums of
        `amount` × `weight` are the two sides.
        """
        found = self.con.execute(_template("lines"))
        while rows := found.fetchmany(10_000):
            yield from rows

    def add_up(self) -> None:
        """Makes the table `added` of `told`, which `by_file`, `by_unit` and `by_topic` ask."""
        self.con.execute(_template("added"))

    def ask(self, name: str, most: int | None = None) -> pd.DataFrame:
        """The rows of a query of kpis/sql/explain over `told`; `most`: so many at most."""
        query = _template(name)
        return self.con.execute(query if most is None else f"{query} limit {most}").df()

    def frames(self, name: str) -> Iterator[pd.DataFrame]:
        """The same in parts of at most a hundred thousand rows; at least one."""
        result = self.con.execute(_template(name))
        part = result.fetch_df_chunk(VECTORS)
        yield part
        while len(part):
            part = result.fetch_df_chunk(VECTORS)
            if len(part):
                yield part


@contextmanager
def trace(
    con: duckdb.DuckDBPyConnection,
    raw: Path,
    asked: Question,
    units: Sequence[str] | None = None,
) -> Iterator[Trace]:
    """The value that is asked about, with its lines; `raw` are the raw files of its snapshot.

    With `units` only the lines that name one of these codes. A value that is missing, or that
    nobody can tell on these units, has no lines. KpiError where the question has no answer, or the
    files are not there.
    """
    extent = extent_of(con)
    reading = reading_of(con, asked)
    with con.cursor() as own:
        is_known = reading["numerator"] is not None
        exports = _tell(own, raw, asked, extent, is_known, units)
        yield Trace(own, reading, exports)


def reading_of(con: duckdb.DuckDBPyConnection, asked: Question) -> pd.Series:
    """The reading that is asked about, `suppressed` also beside a value that others may not see.

    KpiError, with the nearest code, where there is no unit.
    """
    of = (asked.level, [asked.period], asked.vintage, asked.topic)
    rows = measure(con, asked.kpi, *of)
    mine = rows[rows["area_code"] == asked.area]
    if len(mine):
        found = mine.iloc[0].copy()
        sides = ["numerator", "denominator", "value"]
        if asked.few and found["missing_reason"] == Missing.SUPPRESSED:
            true = measure(con, asked.kpi, *of, hides=False)
            found[sides] = true.loc[true["area_code"] == asked.area, sides].iloc[0]
        return found.where(found.notna() | ~found.index.isin(sides), None)
    vintage = str(rows["vintage"].iloc[0])
    levels = con.execute(
        "select distinct level from mart_unit where vintage = ? and code = ?", [vintage, asked.area]
    ).fetchall()
    near = nearest(asked.area, rows["area_code"])
    if levels:
        near = f"It is a {levels[0][0]}. {near}"
    elif (
        near.startswith("Valid") and len(rows) > FEW
    ):  # of some hundred codes all would say nothing
        near = f"Valid are {len(rows)} codes, such as {rows['area_code'].iloc[0]}."
    raise KpiError(f"There is no {asked.level} “{asked.area}” of {vintage}. {near}")


def _tell(
    con: duckdb.DuckDBPyConnection,
    raw: Path,
    asked: Question,
    extent: Extent,
    is_known: bool,
    units: Sequence[str] | None,
) -> tuple[str, ...]:
    """Makes the relation `told`; returns the exports behind the value, known or not.

    It is a view, as to keep a million rows takes longer than to find them again, but where a line
    has its share of what is counted once, which takes longer to find.
    """
    kpi = asked.kpi
    sides = {side: trails(kpi.source, getattr(kpi, side)) for side in SIDES}
    every = [(side, trail) for side, found in sides.items() for trail in found]
    con.execute("create or replace temp table received as from " + _read(_loads(raw)))
    of = {"level": str(asked.level), "area": asked.area}
    con.execute("create or replace temp table cell as " + _cells(asked, extent), of)
    if any(trail.way in OF_MEMBERS for _, trail in every):
        con.execute("create or replace temp table member as " + _members(asked))
    lines = [_lines(con, raw, asked, extent, *one) for one in every] if is_known else []
    told = _template("told").format(
        kind="table" if any(trail.once for _, trail in every) else "view",
        lines="".join(f"union all\n{query}" for query in lines if query),
        kept="true" if units is None else f"unit in ({', '.join(map(_text, ('', *units)))})",
    )
    con.execute(told)
    return tuple(dict.fromkeys(trail.export for _, trail in every))


def _cells(asked: Question, extent: Extent) -> str:
    kpi = asked.kpi
    keys = KEYS.get(kpi.source, ()) if asked.topic is None else ()
    is_part = only_sums(kpi.numerator) and only_sums(kpi.denominator)
    begun = base_query(kpi, [asked.period], asked.vintage, asked.topic, extent, keys)
    return begun + _template("cells").format(
        keys=", ".join(f"source_row.{key}" for key in (*PLACE, *keys)),
        part="to_base.weight" if is_part else "1",
        numerator_rows=ROWS[kpi.time.numerator],
        denominator_rows=ROWS[kpi.time.denominator],
    )


def _members(asked: Question) -> str:
    is_group = "group_code" in _keys(asked)
    return _template("members").format(
        grain="grp.group_code = cell.group_code" if is_group else "true"
    )


def _lines(
    con: duckdb.DuckDBPyConnection,
    raw: Path,
    asked: Question,
    extent: Extent,
    side: str,
    trail: Trail,
) -> str:
    """The query for the lines of a trail; "" where no file can hold one."""
    source = SOURCES[trail.export]
    files = _files(con, raw, trail, side)
    if not files:
        return ""
    query = _template(trail.way).format(
        export=trail.export,
        side=side,
        unit=source.unit,
        month=source.month,
        group=source.group,
        topic=source.topic,
        amount=trail.amount,
        once=trail.once,
        share="1.0 / lines" if trail.once else "1.0",
        lines=_read(files),
        place=_place(asked, trail),
        vintages=_template("vintage_in_force", SQL),
        first_month=date_literal(extent.first_month),
    )
    return _template("line").format(export=trail.export, lines=query)


def _keys(asked: Question) -> Sequence[str]:
    return KEYS.get(asked.kpi.source, ())


def _place(asked: Question, trail: Trail) -> str:
    """When a line is of the unit, and of the other keys, of a cell."""
    unit = SOURCES[trail.export].unit
    same = ["true" if unit.startswith("cell.") else f"{unit} = cell.area_code"]
    for key in _keys(asked):
        if key != "topic":
            same.append(f"line.{key} = cell.{key}")
        elif asked.topic is None:
            same.append("(cell.topic = 'all' or cell.topic = line.topic)")
        else:
            column, code = column_of(asked.topic)
            same.append(f"line.{column} = {_text(code)}")
    return " and ".join(same)


def _files(con: duckdb.DuckDBPyConnection, raw: Path, trail: Trail, side: str) -> list[Path]:
    """The raw files that can hold lines of a side; none where the export was never sent.

    Of an export that is kept by month, those of the months that count.
    """
    whole, directory = raw / f"{trail.export}.parquet", raw / trail.export
    found = [whole] if whole.is_file() else []
    months = {path.stem: path for path in sorted(directory.glob("*.parquet"))}
    if months:
        query = "select distinct strftime(month, '%Y-%m') from cell where side = ?"
        used = {month for (month,) in con.execute(query, [side]).fetchall()}
        is_so_far = trail.way == "so_far"
        found += [
            path
            for month, path in months.items()
            if month in used or (is_so_far and month <= max(used, default=""))
        ]
    return found


def _loads(raw: Path) -> list[Path]:
    path = raw / "export.parquet"
    if not path.is_file():
        raise KpiError(
            f"The raw files of the snapshot are not in {raw}: publish the exports again."
        )
    return [path]


def _read(files: Sequence[Path]) -> str:
    names = ", ".join(_text(str(path)) for path in files)
    return f"read_parquet([{names}], union_by_name = true)"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


@cache
def _template(name: str, folder: Path = SQL / "explain") -> str:
    return (folder / f"{name}.sql").read_text(encoding="utf-8")
