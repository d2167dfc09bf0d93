"""The SQL that a definition may write: aggregates over columns of one mart, and a condition."""

import re
from collections.abc import Iterable

from kpis.errors import nearest

TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^']*')|(?P<number>\d+(?:\.\d+)?)|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign><=|>=|<>|[-+*/(),=<>]))"
)
KEYWORDS = frozenset(
    {"distinct", "filter", "where", "and", "or", "not", "is", "null", "in", "between"}
    | {"case", "when", "then", "else", "end"}
)
FUNCTIONS = frozenset({"sum", "count", "min", "max", "coalesce", "nullif", "abs"})
AGGREGATES = frozenset({"sum", "count", "min", "max"})


class ExpressionError(ValueError):
    """A text that is not an expression of this small language."""


def columns(expression: str) -> tuple[str, ...]:
    """The mart columns that an expression names, each once, in order; ExpressionError if wrong."""
    words = _tokens(expression)
    found = []
    for (kind, word), following in zip(words, [w for _, w in words[1:]] + [""], strict=False):
        if kind != "word" or word.lower() in KEYWORDS:
            continue
        if following == "(":
            if word.lower() not in FUNCTIONS:
                hint = nearest(word, sorted(FUNCTIONS))
                raise ExpressionError(f"“{word}(” is not a known function. {hint}")
        elif word not in found:
            found.append(word)
    return tuple(found)


def only_sums(expression: str) -> bool:
    """Whether an expression only adds cells up, so that a part of each cell gives that part."""
    words = {word.lower() for kind, word in _tokens(expression) if kind == "word"}
    return words & (AGGREGATES | {"case", "nullif"}) == {"sum"}


def require_aggregate(expression: str) -> None:
    """Refuses, with ExpressionError, an expression that aggregates no column."""
    named = columns(expression)
    words = {word.lower() for kind, word in _tokens(expression) if kind == "word"}
    if not words & AGGREGATES:
        raise ExpressionError(f"“{expression}” aggregates nothing: write sum(column), for example.")
    if not named:
        raise ExpressionError(f"“{expression}” names no column.")


def require_columns(expression: str, known: Iterable[str]) -> None:
    """Refuses, with ExpressionError, an expression that names a column that is not known."""
    valid = list(known)
    for column in columns(expression):
        if column not in valid:
            raise ExpressionError(f"there is no column “{column}”. {nearest(column, valid)}")


def _tokens(expression: str) -> list[tuple[str, str]]:
    tokens, position, depth = [], 0, 0
    text = expression.rstrip()
    while position < len(text):
        found = TOKEN.match(text, position)
        if found is None:
            raise ExpressionError(f"“{text[position:].strip()}” cannot be read in “{expression}”.")
        kind = str(found.lastgroup)
        tokens.append((kind, found[kind]))
        depth += {"(": 1, ")": -1}.get(found[kind], 0) if kind == "sign" else 0
        if depth < 0:
            break
        position = found.end()
    if depth:
        raise ExpressionError(f"The brackets of “{expression}” do not match.")
    return tokens
