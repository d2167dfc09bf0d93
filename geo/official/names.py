"""Which unit a name in a file of boundaries means; nothing is guessed.

As people write them: the type left out or short (X., TT., P., TP.), any case, any form of Unicode,
the tone mark on either vowel (hoà is hòa). The tone itself decides: Trực Hưng is not Trực Hùng.
"""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from geo.units import table as units
from geo.units.spelling import letters, words

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
        above = units.of(vintage, units.LEVELS[1]) if level == "commune" else rows.iloc[:0]
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
        for fold in (str, _plain):
            choices = {code: fold(known) for code, (_, known) in self._parts.items()}
            found = process.extract(
                fold(key), choices, scorer=fuzz.ratio, score_cutoff=LIKE, limit=None
            )
            for _, points, code in found:
                score[code] = score.get(code, 0) + points
        return sorted(score, key=lambda code: (-score[code], code))

    def _named(self, codes: list[str]) -> tuple[str, ...]:
        return tuple(self._titles[code] for code in codes[:MOST])


_TYPE_OF = {words(text): text for text in TYPES} | SHORT
_TYPE = re.compile(rf"({'|'.join(_TYPE_OF)}) (?=\S)")
_BEHIND = re.compile(r"\(([^()]*)\)\s*$")  # “(cũ)”, “(địa bàn tỉnh cũ)”, “(Ý Yên)”


def _apart(name: str) -> tuple[str, str]:
    """Type ("" if none is given) and the rest, under which two writings of one name meet."""
    text = words(_BEHIND.sub("", _visible(name)))
    found = _TYPE.match(text)
    return (_TYPE_OF[found[1]], text[found.end() :]) if found else ("", text)


def _bracket(name: str) -> str:
    """What stands in brackets behind a name: “cũ”, or the district that tells it apart."""
    found = _BEHIND.search(_visible(name))
    return words(found[1]) if found else ""


def _visible(name: str) -> str:
    """The text without invisible signs, and the Icelandic Ð of old fonts as the Vietnamese Đ."""
    return name.translate(INVISIBLE).replace("Ð", "Đ").replace("ð", "đ")


def _plain(key: str) -> str:
    """A name without accents and without a type that stands before it without accents."""
    return re.sub(r"^(?:thi tran|thanh pho|phuong|huyen|tinh|xa)\s+(?=\S)", "", letters(key))
