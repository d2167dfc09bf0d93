"""A long text file → raw_<export> by month, a piece at a time: its memory does not grow with it.

What each line must fulfil is asked of each piece, by the rules of reject.py; the keys of all lines
are compared at the end, by their hashes. A cell is read once for all lines that hold the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
from pyarrow import compute

from data import sql_files
from data.exports import Export
from data.match.fields import Kind, field_kinds
from data.match.values import unjudged
from data.read import relations
from data.read.relations import integers
from data.stage.data_rows import DataRows, data_rows
from data.stage.long import months
from data.stage.long.spool import Spool
from data.stage.merge import Merged
from data.stage.outcome import Received
from data.stage.parts import Part
from data.stage.reject import Rule, first_offence, note_offenders, set_aside_torn, steps
from data.stage.request import Context
from data.stage.text_table import FEW, Tables, can_stay

REPEATED = 100_000  # lines whose keys may be repeated ones; more are no slip of the pen
COMBINATIONS = 10_000_000  # of codes and days that are told apart in a piece


class RoughError(Exception):
    """The file has to be looked at as a whole."""


def is_possible(con: duckdb.DuckDBPyConnection, part: Part, context: Context) -> bool:
    """Whether a file may be taken in by pieces: codes and plain cells, and nothing to merge."""
    export, tables = part.export, Tables(part.export, part.reading, part.found, part.request.ask)
    return (
        bool(export.sorted_by)
        and [one.is_head for one in part.found] == [True]
        and can_stay(tables)
        and not part.unsaid
        and not part.request.ask.constants
        and not context.closed.months
        and not context.gazetteer.recoded
        and all(field_kinds(export.name)[name].kind is Kind.CODE for name in export.key)
        and not con.execute(f"select 1 from kept_{export.name} limit 1").fetchall()
    )


def take_in(
    con: duckdb.DuckDBPyConnection, part: Part, load: int, today: date
) -> tuple[Received, Merged]:
    """Make raw_<export> of a file that `is_possible`; what is wrong goes to core_reject.

    RoughError where a line, or a cell, is not as simple as it has to be: core_reject may then hold
    lines of the load already.
    """
    assert part.request.spool is not None
    export = part.export
    with Spool(export, part.request.spool) as spool:
        taken = _Taken(con, part, load, today, spool)
        try:
            for piece in relations.pieces(part.found[0].sheet, relations.PIECE, taken.whole):
                if piece is None:
                    raise RoughError
                taken.add(piece)
        finally:
            for name in (f"raw_{export.name}", "typed", "cells", "flawed"):
                con.unregister(name)
        spool.close()
        repeated = taken.repeated()
        files = spool.write(load, repeated)
    con.execute(f"drop view kept_{export.name}")
    months.keep(con, export, files)
    others = part.skipped + taken.others
    received = Received(taken.rows + part.skipped, others, taken.torn, tuple(taken.mended))
    return received, Merged(0, bool(files))


@dataclass
class _Cells:
    """The different cells of a column, and what each is read as; `unread` where it cannot be."""

    texts: pa.Array
    values: pa.Array
    unread: np.ndarray


@dataclass
class _Taken:
    """What the pieces so far gave."""

    con: duckdb.DuckDBPyConnection
    part: Part
    load: int
    today: date
    spool: Spool
    rows: int = 0
    others: int = 0
    flawed: int = 0
    torn: list[tuple[int, str, str, str]] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    cells: dict[str, _Cells] = field(default_factory=dict)
    keys: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)  # line, hash

    @property
    def export(self) -> Export:
        return self.part.export

    @property
    def held(self) -> dict[str, str]:
        """Field → its column."""
        mapping = self.part.found[0].table.mapping
        columns = {name: f"c{index + 1}" for index, name in mapping.items()}
        return {name: columns[name] for name in self.export.fields}

    @property
    def whole(self) -> set[int]:
        """The columns of the key."""
        mapping = self.part.found[0].table.mapping
        return {index for index, name in mapping.items() if name in self.export.key}

    def add(self, piece: pa.Table) -> None:
        """Take a piece of the file."""
        found = replace(self.part.found[0], even=piece)
        self.con.register(found.name, piece)
        rows = data_rows(self.con, self.part.reading, found)
        if rows.stray is not None or rows.aside is not None:
            raise RoughError
        self.rows += piece.num_rows
        self.others += rows.others
        self.mended += rows.mended
        set_aside_torn(self.con, self.export, self.load, rows.torn)
        self.torn += rows.torn
        text = self._data(piece, rows)
        if text.num_rows:
            self._check(self._typed(text))

    def _data(self, piece: pa.Table, rows: DataRows) -> pa.Table:
        """The rows of a piece that hold data."""
        last = self.part.found[0].table.header_lines[-1]
        first = int(piece.column("line")[0].as_py())
        below = piece.slice(max(0, last + 1 - first))
        if below.num_rows == piece.num_rows - rows.others - len(rows.torn):
            return below
        lines = self.con.execute(f"select line from {rows.name}").fetchnumpy()["line"]
        return _only(below, integers(np.asarray(lines)))

    def _typed(self, text: pa.Table) -> pa.Table:
        """The lines with their types; those with a cell that cannot be read are set aside."""
        columns, flawed = {"line": text.column("line")}, np.zeros(text.num_rows, bool)
        for name, column in self.held.items():
            cells = text.column(column)
            if name in self.export.key:
                columns[name] = cells
                continue
            known = self._read(name, column, cells.chunk(0).dictionary)
            chunks = cells.chunks
            columns[name] = pa.chunked_array([_take(known.values, c.indices) for c in chunks])
            if known.unread.any():
                places = pa.array(np.flatnonzero(known.unread).tolist(), pa.int32())
                found = [compute.is_in(c.indices, value_set=places) for c in chunks]
                flawed |= pa.chunked_array(found).to_numpy()
        typed = pa.table(columns)
        self.con.register("typed", typed)
        bad = " or ".join(f"({k} is not null and as_code({k}) is null)" for k in self.export.key)
        lines = self.con.execute(f"select line from typed where {bad}").fetchnumpy()["line"]
        lines = np.concatenate([lines, text.column("line").to_numpy()[flawed]])
        if len(lines):
            self._set_aside(_only(text, integers(lines)))
            typed = _without(typed, integers(lines))
        return typed

    def _read(self, name: str, column: str, texts: pa.Array) -> _Cells:
        """What the different cells of a column in a piece are read as."""
        known = self.cells.get(name)
        at = compute.index_in(texts, known.texts) if known else None
        if known and at is not None and not at.null_count:
            return _Cells(texts, known.values.take(at), known.unread[at.to_numpy()])
        self.con.register("cells", pa.table({column: texts}))
        style = unjudged(self.con, "cells", self.export.name, {name: column})[name]
        kind = style.kind.kind
        other = "false" if kind in (Kind.CODE, Kind.TEXT) else f"may_be_{kind}(cell)"
        found = self.con.sql(
            f"select value, unread, unread and {other} as is_other from (select cell,"
            f" as_{kind}(cell) as value, cell is not null and as_{kind}(cell) is null as unread"
            f" from (select cast({style.expression} as varchar) as cell from cells))"
        ).to_arrow_table()
        if compute.any(found.column("is_other")).as_py():
            raise RoughError  # how its column is written has to be judged by all cells
        values = found.column("value").combine_chunks()
        read = _Cells(texts, values, found.column("unread").to_numpy())
        if known:
            new = compute.is_null(at)
            known.texts = pa.concat_arrays([known.texts, texts.filter(new)])
            known.values = pa.concat_arrays([known.values, values.filter(new)])
            known.unread = np.concatenate(
                [known.unread, read.unread[new.to_numpy(zero_copy_only=False)]]
            )
        else:
            self.cells[name] = replace(read)
        return read

    def _set_aside(self, text: pa.Table) -> None:
        """Note why lines cannot be read, as all other files are read."""
        self.flawed += text.num_rows
        if self.flawed > FEW:
            raise RoughError
        raw = f"raw_{self.export.name}"
        self.con.register("flawed", text)
        styles = unjudged(self.con, "flawed", self.export.name, self.held)
        cells = ", ".join(f"cast({s.expression} as varchar) as {n}" for n, s in styles.items())
        text_view = f"create or replace temp view text_{self.export.name}"
        self.con.execute(f"{text_view} as select line, {cells} from flawed")
        lines = self.con.sql(sql_files.load("raw", raw).text).to_arrow_table()
        self.con.execute(f"drop view text_{self.export.name}")
        self.con.register(raw, lines)
        step = steps(self.con, self.export, self.today)[0]
        noted = note_offenders(self.con, self.export, self.load, first_offence(self.export, step))
        assert len(noted) == text.num_rows, f"{text.num_rows - len(noted)} lines lost"

    def _check(self, lines: pa.Table) -> None:
        """Set aside what breaks a rule, but for repeated keys, and spool the rest."""
        raw = f"raw_{self.export.name}"
        self.con.register(raw, lines)
        for step in steps(self.con, self.export, self.today)[1:-1]:
            if not self._may_offend(step, lines):
                continue
            query = first_offence(self.export, step)
            if gone := note_offenders(self.con, self.export, self.load, query):
                lines = _without(lines, pa.array(gone, pa.int64()))
                self.con.register(raw, lines)
        keys = f"select line, hash({', '.join(self.export.key)}) as hash from {raw}"
        found = self.con.execute(keys).fetchnumpy()
        self.keys.append((np.asarray(found["line"], np.uint32), np.asarray(found["hash"])))
        self.spool.add(lines)

    def _may_offend(self, step: Sequence[Rule], lines: pa.Table) -> bool:
        """Whether a line may break a rule of a step, as a look at few of them tells.

        A rule that reads only codes and days judges lines with the same ones alike.
        """
        if not lines.num_rows:
            return False
        asked = [rule for rule in step if rule[0] != "missing" or _has_gap(lines, rule[1]["field"])]
        known = {*lines.column_names}
        fields = [known & {w.removeprefix("entry.") for w in words.values()} for _, words in asked]
        firsts = [_one_of_each(lines, sorted(few)) for few in fields]
        places = [found for found in firsts if found is not None]
        if not asked or len(places) < len(firsts):
            return bool(asked)
        few = lines.select(["line", *sorted(set().union(*fields))])
        few = few.take(integers(np.unique(np.concatenate(places))))
        self.con.register(f"raw_{self.export.name}", few)
        found = self.con.execute(f"select 1 from ({first_offence(self.export, asked)}) limit 1")
        is_found = bool(found.fetchall())
        self.con.register(f"raw_{self.export.name}", lines)
        return is_found

    def repeated(self) -> list[int]:
        """Set aside lines with the key of another one; their numbers."""
        if not self.keys:
            return []
        hashes = np.concatenate([hashes for _, hashes in self.keys])
        hashes.sort()
        twice = np.unique(hashes[1:][hashes[1:] == hashes[:-1]])
        del hashes
        if not len(twice):
            return []
        lines = np.concatenate([lines[np.isin(hashes, twice)] for lines, hashes in self.keys])
        if len(lines) > REPEATED:
            raise RoughError
        self.keys.clear()
        raw = f"raw_{self.export.name}"
        self.con.register(raw, self.spool.find(lines.tolist()))
        step = steps(self.con, self.export, self.today)[-1]
        gone = note_offenders(self.con, self.export, self.load, first_offence(self.export, step))
        self.con.unregister(raw)
        return gone


def _has_gap(lines: pa.Table, name: str) -> bool:
    return bool(lines.column(name).null_count)


def _one_of_each(lines: pa.Table, fields: Sequence[str]) -> np.ndarray | None:
    """The place of a line with each combination of codes and days that occurs.

    None where a column holds neither, or there are too many combinations.
    """
    places, size = np.zeros(lines.num_rows, np.int64), 1
    for name in fields:
        column = lines.column(name)
        if column.null_count:
            return None
        if pa.types.is_dictionary(column.type):
            numbers = column.combine_chunks().indices.to_numpy()
        elif pa.types.is_date32(column.type):
            numbers = column.cast(pa.int32()).to_numpy()
        else:
            return None
        least, most = int(numbers.min()), int(numbers.max())
        size *= most - least + 1
        if size > COMBINATIONS:
            return None
        places = places * (most - least + 1) + (numbers - least)
    last = np.full(size, -1)
    last[places] = np.arange(lines.num_rows)
    return last[last >= 0]


def _take(values: pa.Array, indices: pa.Array) -> pa.Array:
    """The values at places; texts stay dictionary-encoded."""
    if not pa.types.is_string(values.type):
        return values.take(indices)
    coded = values.dictionary_encode()
    return pa.DictionaryArray.from_arrays(coded.indices.take(indices), coded.dictionary)


def _only(rows: pa.Table, lines: pa.Array) -> pa.Table:
    return rows.filter(compute.is_in(rows.column("line"), value_set=lines))


def _without(rows: pa.Table, lines: pa.Array) -> pa.Table:
    return rows.filter(compute.invert(compute.is_in(rows.column("line"), value_set=lines)))
