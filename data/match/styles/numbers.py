"""How the numbers of a file are written: Vietnamese (1.234,5) or plain (1,234.5), never both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import duckdb

from data import sql_files
from data.match.fields import Kind
from data.refusal import AskedError, Bilingual, RefusedError

ONE_STYLE = Bilingual(
    "Hãy viết mọi số trong cột theo một kiểu, ví dụ 1.234,5, rồi gửi lại.",
    "Write all numbers of the column in one style, such as 1.234,5, and send the file again.",
)


class Numbers(StrEnum):
    """A style of writing numbers."""

    VIETNAMESE = "vi"
    PLAIN = "plain"


class Basis(StrEnum):
    """What decided a style: the column itself, a person, the other columns of the file, nothing."""

    CELLS = "cells"
    SAID = "said"
    FILE = "file"
    DEFAULT = "default"


@dataclass(frozen=True)
class Column:
    """A column of numbers: its name in the table, its header in the file."""

    name: str
    header: str
    kind: Kind


@dataclass(frozen=True)
class Verdict:
    """The style of a column and what decided it; `has_native` where a workbook's numbers stand."""

    numbers: Numbers
    basis: Basis
    has_native: bool


def judge_numbers(
    con: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, Column],
    file: str,
    answers: Mapping[str, str],
) -> dict[str, Verdict]:
    """Field → style. RefusedError where one column mixes both.

    A column whose cells can be read both ways (1.234 in an amount) is written as a person said,
    else as the other columns of the file are; refused if these disagree. If none of them tells, a
    dot stands between thousands, as in Vietnamese, and of a comma a person is asked: AskedError.
    """
    if not columns:
        return {}
    styles = ", ".join(
        f"number_style(line, {c.name}, is_vi_{c.kind}({c.name}), is_plain_{c.kind}({c.name}))"
        for c in columns.values()
    )
    query = sql_files.load("matching", "number_styles").filled(styles=styles, table=table)
    found = dict(zip(columns, con.execute(query).fetchall()[0], strict=True))
    for field, style in found.items():
        if style["vi"] and style["plain"]:
            raise _mixed(con, table, columns[field], style, file)
    own = {
        field: Numbers.VIETNAMESE if style["vi"] else Numbers.PLAIN
        for field, style in found.items()
        if style["vi"] or style["plain"]
    }
    verdicts = {
        field: Verdict(*_decided(field, own, style, columns, file, answers), bool(style["native"]))
        for field, style in found.items()
    }
    for field, verdict in verdicts.items():
        if verdict.basis is Basis.DEFAULT and found[field]["comma"]:
            raise _unclear(con, table, field, columns[field], found[field]["comma_line"], file)
    return verdicts


def _decided(
    field: str,
    own: Mapping[str, Numbers],
    style: Mapping[str, int],
    columns: Mapping[str, Column],
    file: str,
    answers: Mapping[str, str],
) -> tuple[Numbers, Basis]:
    if field in own:
        return own[field], Basis.CELLS
    if answers.get(field) in set(Numbers):
        return Numbers(answers[field]), Basis.SAID
    others = set(own.values()) or {Numbers(a) for a in answers.values() if a in set(Numbers)}
    if len(others) == 1:
        return others.pop(), Basis.FILE
    if others and style["unclear"]:
        raise _disagreeing(own, columns, columns[field], file)
    return Numbers.VIETNAMESE, Basis.DEFAULT


def _unclear(
    con: duckdb.DuckDBPyConnection, table: str, field: str, column: Column, line: int, file: str
) -> AskedError:
    query = f"select {column.name} from {table} where line = ?"
    cell = con.execute(query, [line]).fetchall()[0][0]
    plain = cell.replace(",", "")
    return AskedError(
        file,
        Bilingual(
            f"không có gì trong tệp cho biết “{cell}” ở cột “{column.header}” là {cell}"
            f" hay {plain}.",
            f"nothing in the file decides whether “{cell}” in the column “{column.header}” is"
            f" {cell.replace(',', '.')} or {plain}.",
        ),
        how_to_answer(field, tuple(Numbers)),
        line,
        field,
        {
            Numbers.VIETNAMESE: Bilingual(
                f"dấu phẩy trước phần thập phân: {cell}",
                f"a comma before the decimals: {cell.replace(',', '.')}",
            ),
            Numbers.PLAIN: Bilingual(
                f"dấu phẩy giữa các hàng nghìn: {plain}", f"a comma between thousands: {plain}"
            ),
        },
    )


def how_to_answer(field: str, answers: Sequence[str]) -> Bilingual:
    """What a person can do where a column has to be asked about."""
    options = ", ".join(f"--written {field}={answer}" for answer in answers)
    return Bilingual(
        "Hãy chọn cách viết của cột ở trang Nạp dữ liệu (ở dòng lệnh:"
        f" {options}); câu trả lời được nhớ cho mẫu tệp này.",
        "Choose how the column is written on the page for loading (on the command line:"
        f" {options}); the answer is remembered for this layout.",
    )


def _mixed(
    con: duckdb.DuckDBPyConnection,
    table: str,
    column: Column,
    style: Mapping[str, int],
    file: str,
) -> RefusedError:
    lines = style["vi_line"], style["plain_line"]
    rows = con.execute(
        f"select line, {column.name} from {table} where line in (?, ?)", lines
    ).fetchall()
    cells = dict(rows)
    vi, plain = cells[lines[0]], cells[lines[1]]
    vi_value, plain_value = vi.replace(".", "").replace(",", "."), plain.replace(",", "")
    return RefusedError(
        file,
        Bilingual(
            f"cột “{column.header}” viết số theo hai kiểu: dòng {lines[0]} “{vi}” chỉ đọc được kiểu"
            f" Việt Nam ({_vi(vi_value)}), dòng {lines[1]} “{plain}” chỉ đọc được kiểu Anh"
            f" ({_vi(plain_value)}).",
            f"the column “{column.header}” writes numbers in two styles: line {lines[0]} “{vi}”"
            f" can only be Vietnamese ({vi_value}), line {lines[1]} “{plain}” only plain"
            f" ({plain_value}).",
        ),
        ONE_STYLE,
        max(lines),
    )


def _disagreeing(
    own: Mapping[str, Numbers], columns: Mapping[str, Column], column: Column, file: str
) -> RefusedError:
    vi, plain = (
        next(columns[field].header for field, numbers in own.items() if numbers is style)
        for style in Numbers
    )
    return RefusedError(
        file,
        Bilingual(
            f"số trong cột “{column.header}” đọc được theo hai kiểu, mà cột “{vi}” viết kiểu"
            f" Việt Nam (1.234,5) còn cột “{plain}” viết kiểu Anh (1,234.5).",
            f"the numbers of the column “{column.header}” can be read in two ways, and the column"
            f" “{vi}” is written in Vietnamese style (1.234,5) but “{plain}” in plain (1,234.5).",
        ),
        ONE_STYLE,
    )


def _vi(number: str) -> str:
    return number.replace(".", ",")
