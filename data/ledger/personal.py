"""What a person typed: made one line, and judged as the lines of a file are."""

import unicodedata
from functools import lru_cache

import duckdb

from data import sql_files
from data.refusal import Bilingual, RefusedError


@lru_cache(maxsize=1024)
def is_personal(text: str) -> bool:
    """Whether a phone number, an ID number or an e-mail address stands in a text."""
    with duckdb.connect() as con:
        con.execute(sql_files.macros())
        return bool(con.execute("select is_personal(?)", [text]).fetchall()[0][0])


def one_line(text: str) -> str:
    """A text in NFC without control signs, its spaces single."""
    plain = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    return unicodedata.normalize("NFC", " ".join(plain.split()))


def clean(text: str, longest: int) -> str:
    """One line of at most so many characters; it may be empty.

    RefusedError where it is longer, or looks like a person.
    """
    return _allowed(one_line(text), longest)


def clean_lines(text: str, longest: int) -> str:
    """The same of a text of several lines, whose empty ones at both ends are left out."""
    return _allowed("\n".join(map(one_line, text.splitlines())).strip(), longest)


def _allowed(line: str, longest: int) -> str:
    if len(line) > longest:
        raise RefusedError(
            "ledger",
            Bilingual(
                f"nội dung dài quá {longest} ký tự.", f"a text is longer than {longest} letters."
            ),
            Bilingual("Hãy viết ngắn lại.", "Make it shorter."),
        )
    if is_personal(line):
        raise RefusedError(
            "ledger",
            Bilingual(
                "nội dung giống số định danh, số điện thoại hoặc thư điện tử của cá nhân.",
                "a text looks like a person's ID number, phone or e-mail address.",
            ),
            Bilingual("Chỉ ghi tên cơ quan và việc đã làm.", "Write the office and what was done."),
        )
    return line
