"""How names are compared: letters, accents and the place of the tone mark."""

import re
import unicodedata

TONES = "\u0300\u0301\u0303\u0309\u0323"


def letters(text: str) -> str:
    """The text without any accent: "Đống Đa" → "dong da"."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


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
