"""Text typed in Vietnamese fonts from before Unicode: TCVN3 (ABC) and VNI-Windows.

Such a text is valid Unicode with the wrong letters, right only in its own font: "tØnh Nam §Þnh".
No detector of encodings can see that, but words can: before they are converted hardly one is a
Vietnamese syllable, afterwards nearly all are. It is a suspicion, and a person confirms it.

TCVN3 has capitals only for the letters without a tone (Ă Â Đ Ê Ô Ơ Ư). Capitals with a tone are
typed in a second font (.VnTimeH) that draws the small letters as capitals; a file that names no
fonts does not tell which it was, so such words come out in small letters: "§ÞNH" → "ĐịNH".
"""

import re
import unicodedata

from data.read.text.syllables import is_syllable, marked_words

# The letters of TCVN3 in the order of their bytes, as cp1252 shows them.
TCVN3_SIGNS = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
TCVN3 = dict(zip(TCVN3_SIGNS, TCVN3_LETTERS, strict=True))

# VNI writes most letters as a base and a sign: the tones in the order ngang, sắc, huyền, hỏi,
# ngã, nặng. "." stands for no sign.
VNI_SIGNS = {
    "a": "a.ùøûõï ăêéèúüë ââáàåãä",
    "e": "e.ùøûõï êâáàåãä",
    "o": "o.ùøûõï ôâáàåãä",
    "u": "u.ùøûõï",
    "y": "y.ùøûõ",
    "ô": "ơ.ùøûõï",
    "ö": "ư.ùøûõï",
}
VNI_ALONE = dict(zip("ñíìæóòîÑÍÌÆÓÒÎ", "đíìỉĩịỵĐÍÌỈĨỊỴ", strict=True))
TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")


def _vni() -> dict[str, str]:
    table = dict(VNI_ALONE)
    for base, rows in VNI_SIGNS.items():
        for row in rows.split():
            for sign, tone in zip(row[1:], TONES, strict=False):
                small = unicodedata.normalize("NFC", row[0] + tone)
                sign = sign.replace(".", "")
                table[base + sign] = small
                table[base.upper() + sign] = table[base.upper() + sign.upper()] = small.upper()
    return {signs: letter for signs, letter in table.items() if signs != letter}


VNI = _vni()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_TCVN3_TABLE = str.maketrans(TCVN3)

# Different marked words; the share of syllables before and after, and how much it must rise.
ENOUGH, BEFORE, AFTER, RISE = 3, 0.75, 0.8, 0.25
LEGACY = ("tcvn3", "vni")


def converted(text: str, legacy: str) -> str:
    """Text of a legacy font as Unicode; unchanged for "". Unicode letters in it stay."""
    if legacy == "tcvn3":
        return text.translate(_TCVN3_TABLE)
    if legacy == "vni":
        return _VNI_PATTERN.sub(lambda found: VNI[found[0]], text)
    return text


def suspect(text: str) -> str:
    """ "tcvn3" or "vni" when the text reads as Vietnamese only after conversion, else ""."""
    words = list(dict.fromkeys(marked_words(text)))[:5000]
    before = sum(map(is_syllable, words)) / max(len(words), 1)
    if len(words) < ENOUGH or before > BEFORE:
        return ""
    after = {
        legacy: sum(is_syllable(converted(word, legacy)) for word in words) / len(words)
        for legacy in LEGACY
    }
    best = max(after, key=after.__getitem__)
    return best if after[best] >= max(AFTER, before + RISE) else ""
