"""The SQL files in the words of Apache Spark: transpiled, with the macros of parse.sql written out.

They are the definition on both engines; tests/data/test_portable_sql.py refuses what the two would
understand in two ways.
"""

from functools import cache

import sqlglot
from sqlglot import exp

from data import sql_files


def in_spark(text: str) -> str:
    """A statement of DuckDB as Spark takes it. UnsupportedError where Spark has no word for it."""
    (tree,) = sqlglot.parse(text, dialect="duckdb")
    assert tree is not None, "an empty statement"
    written = tree.transform(_written_out)
    return written.sql(dialect="spark", unsupported_level=sqlglot.ErrorLevel.RAISE, comments=False)


def type_in_spark(kind: str) -> str:
    """A type of DuckDB as Spark calls it: VARCHAR is STRING."""
    return exp.DataType.build(kind, dialect="duckdb").sql(dialect="spark")


@cache
def _macros() -> dict[str, tuple[list[str], exp.Expr]]:
    """Name → parameters and body of each macro."""
    found = {}
    for tree in sqlglot.parse(sql_files.macros(), dialect="duckdb"):
        if isinstance(tree, exp.Create):
            parameters = [one.name for one in tree.this.expressions]
            found[tree.this.this.name] = (parameters, tree.expression)
    return found


def _written_out(node: exp.Expr) -> exp.Expr:
    if not isinstance(node, exp.Anonymous) or node.name not in _macros():
        return node
    parameters, body = _macros()[node.name]
    given = dict(zip(parameters, node.expressions, strict=True))

    def filled(part: exp.Expr) -> exp.Expr:
        is_parameter = isinstance(part, exp.Column) and not part.table and part.name in given
        return given[part.name].copy() if is_parameter else part

    return exp.paren(body.copy().transform(filled).transform(_written_out))
