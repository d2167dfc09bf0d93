"""Text as it is compared: headers and words without accents, cells without invisible signs."""

import re
import unicodedata
from functools import lru_cache

# Zero-width signs, the soft hyphen and the byte order mark: invisible, and no part of a word.
INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD])
NATIVE = "\x1e"  # begins a number that a workbook held as a number


def tidy(text: str) -> str:
    """NFC, single spaces, nothing invisible, the Icelandic Ð as the Vietnamese Đ."""
    text = unicodedata.normalize("NFC", text.translate(INVISIBLE))
    return " ".join(text.replace("Ð", "Đ").replace("ð", "đ").split())


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case, without accents, punctuation and signs; words are apart by one space.

    Only for headers and words of a list: the names of units differ by their accents.
    """
    plain = tidy(text.removeprefix(NATIVE)).casefold().replace("đ", "d")
    letters = "".join(
        c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c)
    )
    return " ".join(re.findall(r"[^\W_]+", letters))
