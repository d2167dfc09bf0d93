"""How Babel finds the texts of the interface: in the syntax tree, wherever they are asked for.

Babel's own reader goes through the tokens of a file, in which an f-string is one piece before
Python 3.12: a text asked for inside one was found or not by the Python that collected.
"""

import ast
from collections.abc import Collection, Iterator
from typing import BinaryIO

MANY = "plural"  # the function whose first two arguments are one text, for one and for many
Found = tuple[int, str, str | tuple[str, ...], list[str]]


def texts(
    file: BinaryIO, keywords: Collection[str], comment_tags: object, options: object
) -> Iterator[Found]:
    """Line, function, text and comments (none) of each call `t("…")`, `language.t("…")`.

    Of `plural("…", "…", count)` both texts, for one and for many.
    The arguments are those that Babel gives to every reader; `keywords` are the functions' names.
    """
    for call in ast.walk(ast.parse(file.read())):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        name, line = ast.unparse(call.func).split(".")[-1], call.args[0].lineno
        found = tuple(
            one.value
            for one in call.args[:2]
            if isinstance(one, ast.Constant) and isinstance(one.value, str)
        )
        if name in keywords and found:
            yield line, name, found if name == MANY else found[0], []
