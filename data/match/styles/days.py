"""How the days of a file are written: the day in front, as in Vietnam, or the month; never both."""

from collections.abc import Mapping

import duckdb

from data import sql_files
from data.match.styles.numbers import Column, how_to_answer
from data.refusal import AskedError, Bilingual, RefusedError

MONTH_FIRST, DAY_FIRST = "month_first", "day_first"
SLIPS = 1  # cells with the month in front that are slips of the pen among others


def judge_days(
    con: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, Column],
    file: str,
    answers: Mapping[str, str],
) -> set[str]:
    """The fields whose days have the month in front. RefusedError where a column mixes both.

    A column that proves itself so by its cells (9/14/2025) is asked about as a whole: AskedError.
    One whose cells can be read both ways is written as a person said, else with the day in front.
    """
    found = set[str]()
    for field, column in columns.items():
        style = f"style_of_{column.kind}(line, {column.name})"
        query = sql_files.load("matching", "number_styles").filled(styles=style, table=table)
        (how,) = con.execute(query).fetchall()[0]
        said = answers.get(field)
        if how["by_month"] > SLIPS and how["by_day"]:
            raise _mixed(con, table, column, how, file)
        if how["by_month"] and not how["by_day"] and said is None:
            raise _asked(con, table, field, column, how, file)
        if said == MONTH_FIRST and not how["by_day"]:
            found.add(field)
    return found


def _asked(
    con: duckdb.DuckDBPyConnection,
    table: str,
    field: str,
    column: Column,
    how: Mapping[str, int],
    file: str,
) -> AskedError:
    cell = _cell(con, table, column, how["month_line"])
    return AskedError(
        file,
        Bilingual(
            f"cột “{column.header}” viết tháng trước ngày: “{cell}” không có cách đọc khác.",
            f"the column “{column.header}” is written with the month in front: “{cell}” cannot be"
            " read otherwise.",
        ),
        how_to_answer(field, (MONTH_FIRST, DAY_FIRST)),
        how["month_line"],
        field,
        {
            MONTH_FIRST: Bilingual(
                f"tháng trước ngày, như “{cell}”", f"the month in front, as in “{cell}”"
            ),
            DAY_FIRST: Bilingual(
                "ngày trước tháng; các dòng khác được tách riêng",
                "the day in front; other lines are set aside",
            ),
        },
    )


def _mixed(
    con: duckdb.DuckDBPyConnection,
    table: str,
    column: Column,
    how: Mapping[str, int],
    file: str,
) -> RefusedError:
    lines = how["day_line"], how["month_line"]
    day, month = (_cell(con, table, column, line) for line in lines)
    return RefusedError(
        file,
        Bilingual(
            f"cột “{column.header}” viết ngày theo hai kiểu: dòng {lines[0]} “{day}” chỉ đọc được"
            f" ngày trước tháng, dòng {lines[1]} “{month}” chỉ đọc được tháng trước ngày.",
            f"the column “{column.header}” writes days in two styles: line {lines[0]} “{day}” can"
            f" only have the day in front, line {lines[1]} “{month}” only the month.",
        ),
        Bilingual(
            "Hãy viết mọi ngày trong cột theo một kiểu, ví dụ 15/10/2026, rồi gửi lại.",
            "Write all days of the column in one style, such as 15/10/2026, and send it again.",
        ),
        max(lines),
    )


def _cell(con: duckdb.DuckDBPyConnection, table: str, column: Column, line: int) -> str:
    query = f"select {column.name} from {table} where line = ?"
    return str(con.execute(query, [line]).fetchall()[0][0])
