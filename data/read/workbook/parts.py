"""The parts of an XLSX package, found as its relations name them, whatever folder they stand in.

Names are compared without case, and \\ counts as /: some programs write them so, and the reader of
workbooks takes them so.
"""

import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

ROOT = "_rels/.rels"
USUAL_BOOK = "xl/workbook.xml"
ROOT_ELEMENT = re.compile(rb"<(?:\w+:)?(workbook|document|presentation)\b")
HEAD = 4096
KINDS = {b"workbook": "xlsx", b"document": "word", b"presentation": "slides"}
# The last words of the types of relations to parts that cells are read from.
READ = ("worksheet", "sharedStrings", "styles")


@dataclass(frozen=True)
class Link:
    """A relation of a part: its name in it, the last word of its type, the part that is linked."""

    id: str
    type: str
    part: str


class Parts:
    """The parts of an open archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self._named: dict[str, list[zipfile.ZipInfo]] = defaultdict(list)
        for part in archive.infolist():
            self._named[normal(part.filename)].append(part)

    def named(self, name: str) -> list[zipfile.ZipInfo]:
        """The parts of a name: more than one where a file repeats it. KeyError if there is none."""
        if name not in self._named:
            raise KeyError(f"no part {name}")
        return self._named[name]

    def holds(self, name: str) -> bool:
        """Whether there is a part of a name."""
        return name in self._named

    def read(self, name: str) -> bytes:
        """All of a part; KeyError if there is none."""
        return self.archive.read(self.named(name)[-1])

    def links(self, name: str = "") -> list[Link]:
        """The relations of a part, by default of the package; [] where it has none.

        ElementTree.ParseError or ValueError for what is no list of relations.
        """
        folder, file = posixpath.split(name)
        rels = normal(posixpath.join(folder, "_rels", f"{file}.rels"))
        if not self.holds(rels):
            return []
        return list(_links(self.read(rels), folder))

    @property
    def book(self) -> str:
        """The part that lists the sheets, or what a package of another program begins with; ""."""
        linked = (one.part for one in self.links() if one.type == "officeDocument")
        return next(linked, USUAL_BOOK if self.holds(USUAL_BOOK) else "")

    @property
    def kind(self) -> str:
        """What a package is whatever its parts are called: "xlsx", "xlsb", "word", "slides"; "zip"
        for anything else.
        """
        try:
            book = self.book
        except (ElementTree.ParseError, ValueError):
            return "zip"
        if not self.holds(book):
            return "zip"
        if book.endswith(".bin"):
            return "xlsb"
        with self.archive.open(self.named(book)[-1]) as file:
            found = ROOT_ELEMENT.search(file.read(HEAD))
        return KINDS[found[1]] if found else "zip"


def normal(name: str) -> str:
    """The name of a part as it is compared."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()


def _links(text: bytes, folder: str) -> Iterator[Link]:
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise ValueError("relations with a document type")
    for link in ElementTree.fromstring(text):
        if link.get("TargetMode") != "External":
            target = link.get("Target", "").replace("\\", "/")
            part = normal(posixpath.join("/", folder, target))
            yield Link(link.get("Id", ""), link.get("Type", "").rpartition("/")[2], part)
