"""How names are compared: letters, accents, the place of the tone mark, the alphabet."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

import pandas as pd

TONES = "\u0300\u0301\u0303\u0309\u0323"
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
PLACES = {letter: at for at, letter in enumerate(ALPHABET)}
TONES_IN_ORDER = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng; none before all


def letters(text: str) -> str:
    """The text without any accent: "Đống Đa" → "dong da"."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@lru_cache(maxsize=16384)
def alike(text: str) -> str:
    """What two spellings of a name share, tones included: "Xã Hoà" and "xã  Hòa" are one.

    So are "Ea H'Leo" and "Ea H’leo", with either apostrophe.
    """
    words = unicodedata.normalize("NFD", text.casefold().replace("’", "'")).split()
    tones = ["".join(sign for sign in word if sign in TONES) for word in words]
    bare = ["".join(sign for sign in word if sign not in TONES) for word in words]
    return " ".join(f"{word}{tone}" for word, tone in zip(bare, tones, strict=True))


@lru_cache(maxsize=16384)
def alphabet(text: str) -> str:
    """What a text is sorted by in Vietnamese: its letters, Đ behind D and Ý at Y, then its tones.

    Signs come before digits, and digits before letters.
    """
    apart = unicodedata.normalize("NFD", text.casefold())
    bare = unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in TONES))
    return "\0".join(["".join(map(_place, bare)), _tones(apart), text])


def by_name(names: Mapping[str, str]) -> dict[str, str]:
    """Names by their codes, in the order of the alphabet."""
    return dict(sorted(names.items(), key=lambda one: alphabet(one[1])))


def sorting(column: pd.Series) -> pd.Series:
    """The key of pandas for a sort by columns of which one is `area_name` or `name`."""
    return column.map(alphabet) if column.name in ("area_name", "name") else column


def _place(sign: str) -> str:
    """The sign in whose place a letter stands: those of Unicode are not in the alphabet's order."""
    if sign in PLACES:
        return chr(0x200 + PLACES[sign])
    if sign.isdigit() or sign == " ":
        return sign
    return f"{chr(0x300)}{sign}" if sign.isalpha() else "!"


def _tones(apart: str) -> str:
    """The tone of each letter of a text that is taken apart: its place in their order."""
    found: list[str] = []
    for sign in apart:
        if sign in TONES and found:
            found[-1] = str(TONES_IN_ORDER.index(sign) + 1)
        elif not unicodedata.combining(sign):
            found.append("0")
    return "".join(found)


def words(text: str) -> str:
    """Words in small letters, each with its tone mark at its end: "Thủy" and "Thuỷ" are the same.

    Also one way for letters that Unicode can write in two.
    """
    apart = unicodedata.normalize("NFD", text.casefold())
    found = re.findall(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*", apart)
    return " ".join(unicodedata.normalize("NFC", _tone_last(word)) for word in found)


def _tone_last(word: str) -> str:
    tones = "".join(sign for sign in word if sign in TONES)
    return "".join(sign for sign in word if sign not in TONES) + tones
