"""What was typed, word by word."""

import re
import unicodedata
from dataclasses import dataclass

from geo.units.spelling import letters
from geo.units.spelling import words as spelt

MOST_WORDS = 24  # a wish has fewer; what comes behind them is not read
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")  # of a text taken apart, as spelling's
Bare = tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """One word: its letters without accents, as it is spelt and typed, and whether it may go on."""

    bare: str
    full: str
    typed: str
    is_open: bool = False

    def differs(self, full: str) -> bool:
        """Whether it bears accents that are not those of a name."""
        return self.full not in (self.bare, full)


def words_of(text: str) -> list[Word]:
    """The words of a text; the last one may go on where no blank was typed behind it."""
    pieces = WORD.findall(unicodedata.normalize("NFD", text))[:MOST_WORDS]
    typed = [unicodedata.normalize("NFC", piece) for piece in pieces]
    is_open = text[-1:].isalnum()
    return [
        Word(letters(spelt(one)), spelt(one), one, is_open and at == len(typed) - 1)
        for at, one in enumerate(typed)
    ]


def bare(text: str) -> Bare:
    """The words of a name without accents."""
    return tuple(letters(spelt(text)).split())
