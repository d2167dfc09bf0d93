"""Text made comparable: NFC, one letter Đ, no invisible characters, single spaces.

Nothing that a person reads is changed by it. All of it can be done to whole blocks of lines: no
replacement makes or removes a line break, a separator or a quotation mark.
"""

import re
import unicodedata

BOM, SOFT_HYPHEN, ETH, GREEK_MARK = "\ufeff", "\u00ad", "\u00d0", "\u037e"
SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
BREAKS = "\u0085\u2028\u2029\x0b\x0c"  # that no editor counts as lines of a CSV file
INVISIBLE = (
    BOM
    + "".join(map(chr, [0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]))
    + "".join(map(chr, [*range(0x2060, 0x2065), *range(0x2066, 0x206A)]))
)
CONTROLS = "".join(map(chr, [*range(9), *range(0x0E, 0x20), 0x7F, *range(0x80, 0xA0)]))
TABLE: dict[int, str] = {
    **dict.fromkeys(map(ord, CONTROLS + INVISIBLE), ""),
    **dict.fromkeys(map(ord, SPACES + BREAKS), " "),
    ord(GREEK_MARK): "?",  # NFC would make it a semicolon, and so a separator
}
# In text of a legacy font these two are letters: ư and é of TCVN3.
WITH_LETTERS = {**TABLE, ord(SOFT_HYPHEN): "", ord(ETH): "Đ"}
PLAIN_BYTES = bytes([9, 10, 13, *range(32, 127)])
FINE = frozenset(
    "ăâđêôơưĂÂĐÊÔƠƯ“”‘’–—…•°²³½₫€%≥≤±×·«»§"
    + "".join(
        unicodedata.normalize("NFC", letter + tone)
        for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        for tone in "\u0300\u0301\u0303\u0309\u0323"
    )
)


def unusual(text: bytes) -> set[str]:
    """The characters of this UTF-8 text that cleaning might change, white space aside."""
    rest = text.translate(None, PLAIN_BYTES)
    return set(rest.decode("utf-8")) - FINE if rest else set()


def clean(text: str, legacy: str = "") -> str:
    """The text in NFC, odd spaces and line ends as spaces, invisible characters left out.

    `legacy` is the font encoding that the text seems to be in, unconverted: its letters stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text.translate(TABLE if legacy else WITH_LETTERS))


def clean_block(text: str, legacy: str = "") -> str:
    """The same for many lines at once, whose line feeds and tabs stay."""
    odd, table = unusual(text.encode()), TABLE if legacy else WITH_LETTERS
    for sign in odd & set(map(chr, table)):
        text = text.replace(sign, table[ord(sign)])
    return unicodedata.normalize("NFC", text) if odd else text


def single_spaces(text: str, separator: str) -> str:
    """Runs of spaces (and tabs, unless they separate) as one space; line breaks stay."""
    if separator != "\t" and "\t" in text:
        text = text.replace("\t", " ")
    return re.sub("  +", " ", text) if "  " in text else text


def cell(text: str, legacy: str = "") -> str:
    """The text of one cell: cleaned, trimmed, line breaks and runs of white space as one space."""
    if not text.isascii() or not text.isprintable():
        text = clean(text.translate({9: " ", 10: " ", 13: " "}), legacy)
    return " ".join(text.split())
