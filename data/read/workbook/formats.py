"""How a workbook shows its numbers: what a cell looks like to an officer is what it means.

Only formats that change the digits count: 97% stands for 0.97, 12 for 12000 in thousands, 00356 for
356.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree

from data.read.model import NATIVE

BUILT_IN = {9: "0%", 10: "0.00%"}  # of the formats without a code, those that change the digits
# What a format writes as it stands: a text in quotes, a sign after \\, a space as wide as a sign,
# a sign that is repeated, a colour or condition in brackets.
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
DATE = re.compile(r"[dmyhs]", re.IGNORECASE)


@dataclass(frozen=True)
class Shown:
    """Digits that a format moves to the left (2 for percent, -3 for thousands), and the least of
    them before the decimal sign.
    """

    places: int = 0
    digits: int = 0
    is_percent: bool = False

    def text(self, value: float) -> str:
        """The text of a cell, as `cells.number` writes it; a percentage keeps its sign."""
        number = Decimal(f"{value:.15g}").scaleb(self.places)
        text = format(number.normalize() if number else Decimal(0), "f")
        if self.digits and text.isdigit():
            text = text.zfill(self.digits)
        return f"{NATIVE}{text}{'%' if self.is_percent else ''}"


def shown(code: str) -> Shown | None:
    """What a format does to a number that is not negative; None where it leaves the digits."""
    first = LITERAL.sub("", code.partition(";")[0]).strip()
    if DATE.search(first) or "E" in first.upper():
        return None
    percent = first.count("%")
    bare = first.replace("%", "").strip()
    thousands = len(bare) - len(bare.rstrip(","))
    digits = len(bare) if re.fullmatch("0{2,15}", bare) else 0
    places = 2 * percent - 3 * thousands
    return Shown(places, digits, percent > 0) if places or digits else None


def number_formats(styles: bytes) -> dict[int, Shown]:
    """Style of a cell → what its format does, only of those that change the digits.

    ElementTree.ParseError for what is no list of styles.
    """
    codes, found = dict(BUILT_IN), dict[int, Shown]()
    root = ElementTree.fromstring(styles)
    for element in root.iter():
        if _name(element) == "numFmt":
            codes[int(element.get("numFmtId", -1))] = element.get("formatCode", "")
    for of_cells in (one for one in root if _name(one) == "cellXfs"):
        for style, element in enumerate(of_cells):
            effect = shown(codes.get(int(element.get("numFmtId", 0)), ""))
            if effect:
                found[style] = effect
    return found


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
