"""Texts that a person gave for all rows of a file: read once, by the grammars of cells."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

import duckdb
import pyarrow as pa

from data.exports import Export
from data.match.fields import FieldKind, Kind, field_kinds, named
from data.match.styles.numbers import Numbers
from data.match.tables import Ask, Found
from data.match.values import judge
from data.match.vocabulary import LEVEL, helpers, words
from data.read.cleaning import cell
from data.refusal import Bilingual, RefusedError

TEXT = FieldKind(Kind.TEXT)  # what a helper field is
EXAMPLES = {
    Kind.COUNT: "1234",
    Kind.AMOUNT: "1.234,5",
    Kind.VALUE: "97,5",
    Kind.DAY: "15/10/2026",
    Kind.MONTH: "10/2026",
    Kind.YEAR: "2026",
    Kind.CODE: "13708",
}


def require_fitting(tables: Sequence[Found], ask: Ask, file: str) -> None:
    """RefusedError for a text of a field that no export of the file has, or that has a column.

    The text would be ignored, or take the place of the cells of the column.
    """
    kinds = [one.table.kind for one in tables if one.table.kind]
    if len(kinds) < len(tables):
        return  # the file is refused because it is not clear which export it is
    known = {field: head for kind in kinds for field, head in _heads(named(kind)).items()}
    for field in ask.constants:
        if field not in known:
            raise _unknown(file, field, known)
        if any(field in found.table.mapping.values() for found in tables):
            raise RefusedError(
                file,
                Bilingual(
                    f"tệp có cột “{known[field]}”, nên không thể ghi một giá trị cho mọi dòng.",
                    f"the file has a column for “{known[field]}”: one value cannot stand for all"
                    " rows.",
                ),
                Bilingual(
                    "Hãy bỏ giá trị chung, hoặc bỏ cột đó khỏi tệp.",
                    "Leave out the value for all rows, or the column.",
                ),
            )


def canonical(
    con: duckdb.DuckDBPyConnection, export: Export, constants: Mapping[str, str], file: str
) -> dict[str, str]:
    """The texts for fields of an export as data/sql/parse.sql reads them; RefusedError if it can't.

    A number is Vietnamese (1.234,5) where it can be read in two ways, as in a file of one row.
    """
    heads = _heads(export)
    given = {field: cell(text) for field, text in constants.items() if field in heads}
    if not given:
        return {}
    kinds = {field: field_kinds(export.name).get(field, TEXT) for field in given}
    columns = {field: pa.array([text or None], pa.string()) for field, text in given.items()}
    con.from_arrow(pa.table({"line": pa.array([0], pa.int64()), **columns})).create_view("constant")
    own = {field: field for field in given if field in export.fields}
    answers = dict.fromkeys(own, Numbers.VIETNAMESE)
    styles = judge(con, "constant", export.name, file, own, answers=answers) if own else {}
    found: dict[str, str] = {}
    for field, kind in kinds.items():
        written = styles[field].expression if field in styles else field
        text, is_read, shown = con.execute(
            f"select text, as_{kind.kind}(text) is not null, masked(coalesce(text, ''))"
            f" from (select cast({written} as varchar) as text from constant)"
        ).fetchall()[0]
        if not is_read or not _is_in_list(text, kind):
            raise _unreadable(file, shown, heads[field], kind)
        found[field] = text
    con.execute("drop view constant")
    return found


def _heads(export: Export) -> dict[str, str]:
    """Each field that may be given → its header."""
    return {**{field: field for field in helpers(export.name)}, **export.fields}


def _is_in_list(text: str, kind: FieldKind) -> bool:
    codes = [part.strip() for part in text.split(",")] if kind.is_many else [text]
    return not kind.list or set(codes) <= set(words(kind.list).values())


def _unknown(file: str, field: str, known: Mapping[str, str]) -> RefusedError:
    by_word = {word.casefold(): one for one, head in known.items() for word in (head, one)}
    near = [by_word[word] for word in get_close_matches(field.casefold(), by_word, 3, 0.6)]
    listed = ", ".join(f"{one} ({known[one]})" for one in dict.fromkeys(near or known))
    return RefusedError(
        file,
        Bilingual(
            f"không có trường “{field}” để ghi một giá trị cho mọi dòng.",
            f"there is no field “{field}” of which a value for all rows could be given.",
        ),
        Bilingual(f"Hãy dùng: {listed}.", f"Use one of: {listed}."),
    )


def _unreadable(file: str, text: str, head: str, kind: FieldKind) -> RefusedError:
    name = LEVEL if kind.kind is Kind.LEVEL else kind.list
    codes = ", ".join(sorted(set(words(name).values()))) if name else EXAMPLES.get(kind.kind)
    vi, en = (f"ví dụ {codes}", f"such as {codes}") if codes else ("bằng chữ", "as a text")
    return RefusedError(
        file,
        Bilingual(
            f"giá trị “{text}” cho mọi dòng không đọc được là “{head}”.",
            f"the value “{text}” for all rows cannot be read as “{head}”.",
        ),
        Bilingual(
            f"Hãy viết lại, {vi}; không ghi thông tin của cá nhân.",
            f"Write it anew, {en}; without the numbers or addresses of persons.",
        ),
    )
