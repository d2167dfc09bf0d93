"""Which separator a text file has, and how many cells its usual line."""

import re
from collections import Counter
from dataclasses import dataclass, field

SEPARATORS = ("\t", ";", ",")  # the less likely in a text, the earlier
KEPT = b'";,\t\n'
_DROPPED = bytes(byte for byte in range(256) if byte not in KEPT)
_QUOTED = re.compile(rb'"[^"]*"')
HEAD = 400  # first lines, which decide between separators that are about as consistent
ABOUT = 0.1


@dataclass(frozen=True)
class Shape:
    """`width`: cells of the usual line; `widest`: of the widest line without quotation marks."""

    separator: str
    width: int
    widest: int


@dataclass
class Outline:
    """The separators and quotation marks of each line, all else left out."""

    lines: Counter[bytes] = field(default_factory=Counter)
    head: list[bytes] = field(default_factory=list)

    def add(self, block: bytes) -> int:
        """Take a block of whole lines of UTF-8, each ended by a line feed; how many they are."""
        lines = block.translate(None, _DROPPED).split(b"\n")[:-1]
        first = lines[0]
        same = lines.count(first)  # all of them, as a rule
        self.lines[first] += same
        if same < len(lines):
            self.lines.update(line for line in lines if line != first)
        self.head += lines[: HEAD - len(self.head)]
        return len(lines)

    def shape(self) -> Shape:
        """The separator whose number outside quotation marks is the most consistent.

        A share within 0.1 of the best counts as equal: then the one whose usual number comes first
        in two lines together wins, which is the header's; for a decimal comma is in the numbers
        below it, and a comma of a title stands alone.
        """
        bare, odd = Counter[bytes](), 0
        for line, count in self.lines.items():
            if line.count(b'"') % 2 == 0:
                bare[_QUOTED.sub(b"", line)] += count
            else:
                odd += count
        head = [_QUOTED.sub(b"", line) for line in self.head]
        if bare.total() - bare[b""] < odd:  # most lines begin or end a cell of several lines
            head = _QUOTED.sub(b"", b"\n".join(self.head)).split(b"\n")
            bare = Counter(head)
        separator, width = _best(bare, head)
        sign = separator.encode()
        widest = max((line.count(sign) for line in self.lines if b'"' not in line), default=0) + 1
        return Shape(separator, width, widest)


def _best(bare: Counter[bytes], head: list[bytes]) -> tuple[str, int]:
    whole = bare.total() - bare[b""]
    found = []
    for separator in SEPARATORS:
        sign = separator.encode()
        numbers = Counter[int]()
        for line, count in bare.items():
            numbers[line.count(sign)] += count
        del numbers[0]
        if numbers:
            usual, lines = max(numbers.items(), key=lambda item: (item[1], item[0]))
            found.append((lines / whole, _start(head, sign, usual), -usual, separator))
    if not found:
        return ";", 1
    least = max(found)[0] - ABOUT
    near = [candidate[1:] for candidate in found if candidate[0] >= least]
    _, usual, separator = min(near, key=lambda candidate: candidate[:2])
    return separator, 1 - usual


def _start(head: list[bytes], sign: bytes, usual: int) -> int:
    """The first of two lines together that have the usual number, or of one if no two have."""
    places = [place for place, line in enumerate(head) if line.count(sign) == usual]
    pairs = (place for place in places if place + 1 in places)
    return next(pairs, places[0] if places else HEAD)
