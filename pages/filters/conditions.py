"""Conditions on a figure as a person writes them: "> 80 & < 95", "giảm", "trống", "≥ 72,5 | trống".

    condition   = all { "|" all }            # "hoặc", "or"
    all         = one { "&" one }            # "và", "and"
    one         = sign number | number ".." number | word
    sign        = ">" | ">=" | "≥" | "<" | "<=" | "≤" | "=" | "≠" | "!="
    word        = falls | rises | same | empty | known   # in either language, accents optional

What is compared is the number that is read, rounded as it is written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from geo.units.spelling import letters
from pages.text.language import Language

Values = np.ndarray
Test = Callable[[Values], Values]
SIGNS: dict[str, Callable[[Values, float], Values]] = {
    ">=": np.greater_equal,
    "<=": np.less_equal,
    "!=": np.not_equal,
    ">": np.greater,
    "<": np.less,
    "=": np.equal,
}
ALIKE = {"≥": ">=", "≤": "<=", "≠": "!=", "<>": "!=", "==": "="}
WORDS: dict[str, Test] = {
    "falls": lambda values: values < 0,
    "rises": lambda values: values > 0,
    "same": lambda values: values == 0,
    "empty": np.isnan,
    "known": lambda values: ~np.isnan(values),
}
SPELT = {  # what a person writes, without accents
    "giam": "falls", "falls": "falls", "fall": "falls",
    "tang": "rises", "rises": "rises", "rise": "rises",
    "khong doi": "same", "unchanged": "same",
    "trong": "empty", "empty": "empty",
    "co so lieu": "known", "known": "known",
}  # fmt: skip
JOINED = {"và": "&", "va": "&", "and": "&", "hoặc": "|", "hoac": "|", "or": "|"}
PIECE = re.compile(
    r"\s*(?:(?P<sign>>=|<=|<>|!=|==|[><=≥≤≠])|(?P<join>[&|])|(?P<to>\.\.)"
    r"|(?P<number>[+−-]?\d+(?:[.,]\d+)*)\s*%?|(?P<word>[^\W\d_]+))"
)
DECIMAL = {"vi": ",", "en": "."}


class ConditionError(ValueError):
    """A condition that cannot be read from a place on: `at` counts its signs from 1."""

    def __init__(self, text: str, at: int) -> None:
        super().__init__(text)
        self.text, self.at = text, at

    @property
    def rest(self) -> str:
        """What could not be read, "" at the end of the text."""
        return self.text[self.at - 1 :].strip()


@dataclass(frozen=True)
class _Piece:
    kind: str  # sign, join, to, number, word, end
    text: str
    at: int


def parsed(text: str, lang: str) -> Test:
    """The condition as a function of numbers, NaN where there is none, to truths.

    `lang` decides on what 1.234 is where nothing else does: in Vietnamese 1234. ConditionError
    where the text cannot be read.
    """
    pieces, at = _pieces(text), 0

    def take(*kinds: str) -> _Piece:
        nonlocal at
        piece = pieces[at]
        if piece.kind not in kinds:
            raise ConditionError(text, piece.at)
        at += 1
        return piece

    def one() -> Test:
        first = take("sign", "number", "word")
        if first.kind == "sign":
            return _compared(ALIKE.get(first.text, first.text), _number(take("number"), lang, text))
        if first.kind == "number":
            low = _number(first, lang, text)
            take("to")
            high = _number(take("number"), lang, text)
            return lambda values: (values >= low) & (values <= high)
        return WORDS[first.text]

    def joined(sign: str, part: Callable[[], Test], with_: Callable[..., Values]) -> Test:
        nonlocal at
        found = [part()]
        while pieces[at].kind == "join" and pieces[at].text == sign:
            at += 1
            found.append(part())
        return lambda values: with_([test(values) for test in found])

    test = joined("|", lambda: joined("&", one, np.logical_and.reduce), np.logical_or.reduce)
    take("end")
    return test


def _compared(sign: str, number: float) -> Test:
    compare = SIGNS[sign]
    return lambda values: compare(values, number) & ~np.isnan(values)


def _pieces(text: str) -> list[_Piece]:
    found, end = [], 0
    while text[end:].strip():
        match = PIECE.match(text, end)
        start = end + len(text[end:]) - len(text[end:].lstrip()) + 1
        if match is None or match.lastgroup is None:
            raise ConditionError(text, start)
        kind, said, end = match.lastgroup, match[match.lastgroup], match.end()
        if kind == "word" and said.casefold() in JOINED:
            kind, said = "join", JOINED[said.casefold()]
        elif kind == "word":
            said, end = _word(text, start)
        found.append(_Piece(kind, said, start))
    return [*found, _Piece("end", "", len(text) + 1)]


def _word(text: str, start: int) -> tuple[str, int]:
    """The longest known word that begins at a place, and where it ends."""
    rest = text[start - 1 :]
    for spelt in sorted(SPELT, key=len, reverse=True):
        match = re.match(r"\s+".join([r"[^\W\d_]+"] * len(spelt.split())), rest)
        if match and " ".join(letters(match[0]).split()) == spelt:
            return SPELT[spelt], start - 1 + match.end()
    raise ConditionError(text, start)


def _number(piece: _Piece, lang: str, text: str) -> float:
    """A number with its decimals after a comma or a point; of thousands in threes, as written."""
    digits = piece.text.replace("−", "-")
    decimal = DECIMAL[lang]
    thousands = "." if decimal == "," else ","
    groups = re.compile(rf"[+-]?\d{{1,3}}(\{thousands}\d{{3}})+(\{decimal}\d+)?")
    if groups.fullmatch(digits):
        digits = digits.replace(thousands, "")
    if not re.fullmatch(r"[+-]?\d+([.,]\d+)?", digits):
        raise ConditionError(text, piece.at)
    return float(digits.replace(",", "."))


def refusal(error: ConditionError, words: Language) -> str:
    """What a reader is told of a condition that cannot be read: where, and what works."""
    example = words.t("What works: > 80 & < 95; falls; rises; empty; 60..80.")
    if not error.rest:
        text = words.t("The condition “{text}” ends too early.", text=error.text)
    else:
        text = words.t(
            "The condition “{text}” cannot be read from sign {at} on: “{rest}”.",
            text=error.text,
            at=error.at,
            rest=error.rest,
        )
    return f"{text} {example}"
