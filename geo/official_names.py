"""Which unit a name in a file of boundaries means; nothing is guessed.

As people write them: the type left out or short (X., TT., P., TP.), any case, any form of Unicode,
the tone mark on either vowel (hoà is hòa). The tone itself decides: Trực Hưng is not Trực Hùng.
"""

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from geo import units

TONES = "\u0300\u0301\u0303\u0309\u0323"
INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD])
TYPES = ("thị trấn", "thành phố", "phường", "huyện", "tỉnh", "xã")
SHORT = dict(zip(("tt", "tp", "p", "h", "t", "x"), TYPES, strict=True))
LIKE, MOST = 75, 3  # of 100: how alike a candidate must be; how many are named


@dataclass(frozen=True)
class Match:
    """The code of a unit, or "" with `why` ("unknown", "ambiguous") and the units near the name."""

    code: str = ""
    why: str = ""
    candidates: tuple[str, ...] = ()


class Names:
    """The units of one vintage and level, by their names."""

    def __init__(self, vintage: str, level: str) -> None:
        rows = units.of(vintage, level)
        self._level = level
        above = units.of(vintage, "district") if level == "commune" else rows.iloc[:0]
        parents = dict(zip(above.code, above.name, strict=True))
        twins = rows.duplicated("name", keep=False)
        own = "tỉnh" if level == "province" else ""  # the province's name of 2025 says no type
        self._titles: dict[str, str] = {}
        self._parts: dict[str, tuple[str, str]] = {}
        self._districts: dict[str, set[str]] = {}
        columns = rows.code, rows.name, rows.parent_code, rows.straddles, twins
        for code, name, parent, straddles, twin in zip(*columns, strict=True):
            kind, key = _apart(name)
            self._titles[code] = f"{code} {name}" + (f" ({parents[parent]})" if twin else "")
            self._parts[code] = kind or own, key
            near = [one for one in (parent, *straddles.split()) if one in parents]
            self._districts[code] = {*near, *(_apart(parents[one])[1] for one in near)}

    def title(self, code: str) -> str:
        """Code and name, as reports write a unit."""
        return self._titles[code]

    def match(self, name: str, district: str = "") -> Match:
        """The one unit of that name, in that district (name or code) where one is given.

        “Hồng Quang (Ý Yên)” gives the district too. A commune “(cũ)” is not the one of that name
        now: only a person can say which it is.
        """
        kind, key = _apart(name)
        bracket = _bracket(name)
        is_former = self._level == "commune" and bracket.endswith("cũ")
        where = _apart(district or ("" if bracket.endswith("cũ") else bracket))[1]
        named = [code for code, (_, known) in self._parts.items() if known == key]
        fits = [
            code
            for code in named
            if kind in ("", self._parts[code][0]) and (not where or where in self._districts[code])
        ]
        if len(fits) == 1 and not is_former:
            return Match(fits[0])
        if len(fits) > 1:
            return Match(why="ambiguous", candidates=self._named(fits))
        near = [code for code in self._alike(key) if code not in named]
        return Match(why="unknown", candidates=self._named([*named, *near]))

    def _alike(self, key: str) -> list[str]:
        """Codes of similar names, the most similar first; accents left out count as little."""
        if not key:
            return []
        score: dict[str, float] = {}
        for fold in (str, _without_accents):
            choices = {code: fold(known) for code, (_, known) in self._parts.items()}
            found = process.extract(
                fold(key), choices, scorer=fuzz.ratio, score_cutoff=LIKE, limit=None
            )
            for _, points, code in found:
                score[code] = score.get(code, 0) + points
        return sorted(score, key=lambda code: (-score[code], code))

    def _named(self, codes: list[str]) -> tuple[str, ...]:
        return tuple(self._titles[code] for code in codes[:MOST])


def _toned_last(text: str) -> str:
    """Every tone mark at the end of its syllable, in NFC; the marks of ă, â, ơ … stay."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", re.sub(r"[^\W\d_][\w\u0300-\u036f]*", _moved, apart))


def _moved(found: re.Match[str]) -> str:
    tones = [c for c in found[0] if c in TONES]
    return "".join([c for c in found[0] if c not in TONES] + tones)


def _tidy(name: str) -> str:
    text = name.translate(INVISIBLE).replace("Ð", "Đ").replace("ð", "đ")
    return _toned_last(" ".join(text.split()).casefold())


_TYPE_OF = {_toned_last(text): text for text in TYPES} | SHORT
_TYPE = re.compile(
    rf"(?:({'|'.join(_toned_last(text) for text in TYPES)})(?:\.\s*|\s+)"
    rf"|({'|'.join(SHORT)})(?:\.\s*|\s+))(?=\S)"
)
_BEHIND = re.compile(r"\s*\([^()]*\)$")  # “(cũ)”, “(địa bàn tỉnh cũ)”, “(Ý Yên)”


def _apart(name: str) -> tuple[str, str]:
    """Type ("" if none is given) and the rest, under which two writings of one name meet."""
    text = _BEHIND.sub("", _tidy(name))
    found = _TYPE.match(text)
    kind = _TYPE_OF[found[1] or found[2]] if found else ""
    return kind, text[found.end() if found else 0 :].strip()


def _bracket(name: str) -> str:
    """What stands in brackets behind a name: “cũ”, or the district that tells it apart."""
    found = _BEHIND.search(_tidy(name))
    return found[0].strip(" ()") if found else ""


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("đ", "d"))
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return re.sub(r"^(?:thi tran|thanh pho|phuong|huyen|tinh|xa)\s+(?=\S)", "", bare)
