"""The key under which the name of a unit is looked up, and what stands around the name."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from data.match.folding import tidy

TONES = "\u0300\u0301\u0303\u0309\u0323"
# What may stand before a name → the type it says. A short form needs a dot or a space after it.
TYPES = {
    "thị trấn": "thị trấn",
    "thành phố": "thành phố",
    "đặc khu": "đặc khu",
    "phường": "phường",
    "huyện": "huyện",
    "tỉnh": "tỉnh",
    "xã": "xã",
}
SHORT = {"tt": "thị trấn", "tp": "thành phố", "p": "phường", "h": "huyện", "x": "xã"}
OFFICES = ("ubnd", "ủy ban nhân dân")


@dataclass(frozen=True)
class Written:
    """A name taken apart: `key` is what two writings of it share, `type` is "" if none is given.

    `is_former` where “(cũ)” stands behind it: the unit that the name meant before a change.
    """

    key: str
    type: str
    is_former: bool

    @property
    def full(self) -> str:
        """All of it: “TT. Gôi” and “Thị trấn Gôi” share this, “Gôi” and “Gôi (cũ)” do not."""
        return " ".join(filter(None, (self.type, self.key, "(cũ)" if self.is_former else "")))


def toned_last(text: str) -> str:
    """Every tone mark at the end of its syllable, in NFC; the marks of ă, â, ơ … stay."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", re.sub(r"[^\W\d_][\w\u0300-\u036f]*", _moved, apart))


def _moved(found: re.Match[str]) -> str:
    tones = [c for c in found[0] if c in TONES]
    return "".join([c for c in found[0] if c not in TONES] + tones)


_TYPE_OF = {toned_last(text): kind for text, kind in (TYPES | SHORT).items()}
_OFFICE = re.compile(rf"(?:{'|'.join(map(toned_last, OFFICES))})\s+")
_TYPE = re.compile(
    rf"(?:({'|'.join(toned_last(text) for text in TYPES)})(?:\.\s*|\s+)"
    rf"|({'|'.join(SHORT)})(?:\.\s*|\s+))(?=\S)"
)
_FORMER = re.compile(rf"\s*\((?:[^()]*\s)?{toned_last('cũ')}\)$")


@lru_cache(maxsize=8192)
def written(name: str) -> Written:
    """Take a name apart."""
    text = toned_last(tidy(name).casefold())
    bare = _FORMER.sub("", text)
    start = office.end() if (office := _OFFICE.match(bare)) else 0
    found = _TYPE.match(bare, start)
    kind = _TYPE_OF[found[1] or found[2]] if found else ""
    return Written(bare[found.end() if found else start :].strip(), kind, bare != text)


def key(name: str) -> str:
    """What two writings of one name share; "" of an empty name."""
    return written(name).key


_APART = re.compile(r"\s*[,;]\s*|\s+[-–—/]\s+")
_ENCLOSED = re.compile(r"^(.*\S)\s*\(([^()]+)\)$")


def parted(name: str, district: str = "") -> tuple[str, tuple[str, ...]]:
    """The name alone, and what else is said of the unit: its type, its district, its province.

    “Mỹ Lộc (phường)” is “Mỹ Lộc” and “phường”; “(cũ)” stays with the name. Qualifiers end with what
    a column of districts says.
    """
    name, *more = [part for part in _APART.split(tidy(name)) if part] or [""]
    found = _ENCLOSED.match(name)
    if found and not written(name).is_former:
        name, more = found[1], [found[2], *more]
    return name, tuple(filter(None, [*more, *_APART.split(tidy(district))]))


def type_said(qualifier: str) -> str:
    """The type that a qualifier is, “” where it is something else: “P.” and “phường” are one."""
    return _TYPE_OF.get(toned_last(tidy(qualifier).casefold()).removesuffix("."), "")
