"""Cells of the files that go out: no text of anybody becomes a formula where a file is opened."""

import re

# A number is no formula. Excel opens a file of commas by semicolons where the system's language
# asks for it, so what stands behind any separator can be the beginning of a cell too.
NUMBER = re.compile(r"[+-]?[\d.,\s\u00a0]*\d\s*%?")
BEGINS = re.compile(r'^(?=[\s"]*[=+\-@＝＋－＠])|(?<=[,;\t\r\n])(?=[ "]*[=+@＝＋＠]|"*[-－])')


def harmless(text: str) -> str:
    """A text as a cell shows it: an apostrophe stands before what begins like a formula."""
    return text if NUMBER.fullmatch(text) else BEGINS.sub("'", text)
