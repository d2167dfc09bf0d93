"""What became of one file, or of one export in it: the answer of the command line and the page."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from data.match.tables import Found
from data.match.unit_codes import ENDED
from data.read import Note
from data.refusal import Bilingual, RefusedError


@dataclass(frozen=True)
class Reject:
    """A line that was set aside, as a person finds it: sheet and line, rule, field, text.

    `month` is that of the line, where it could be read.
    """

    sheet: str
    line: int
    rule: str
    field: str
    text: str
    candidates: list[dict[str, str]]
    month: date | None = None

    @property
    def fate(self) -> Bilingual | None:
        """What became of the unit that a line names, where it had ended; None elsewhere."""
        if self.rule != ENDED or not self.candidates:
            return None
        last, since = (date.fromisoformat(self.candidates[0][key]) for key in ("ended", "since"))
        units = ", ".join(f"{one['name']} ({one['code']})" for one in self.candidates)
        return Bilingual(
            f"hết hiệu lực ngày {last:%d/%m/%Y}; từ {since:%d/%m/%Y} thuộc {units}",
            f"ended {last:%d/%m/%Y}; since {since:%d/%m/%Y} part of {units}",
        )

    def as_json(self) -> dict[str, Any]:
        """Plain values, as the documentation of the command names them."""
        keys = ("sheet", "line", "rule", "field", "text", "candidates")
        return {key: getattr(self, key) for key in keys}


@dataclass
class Outcome:
    """One export of one file: rows_in = accepted + quarantined + headers_and_blanks.

    `replaced` counts lines of earlier files whose place it takes; `snapshot` is the one in which
    it is served, "" after a dry run or a refusal; `is_changed` is false where all was there.
    """

    file: str
    kind: str = ""
    rows_in: int = 0
    accepted: int = 0
    quarantined: int = 0
    headers_and_blanks: int = 0
    replaced: int = 0
    snapshot: str = ""
    rejects: list[Reject] = field(default_factory=list)
    load: int = 0
    sha256: str = ""
    is_changed: bool = False
    months: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # columns that hold no known field
    refused: RefusedError | None = None
    tables: list[Found] = field(default_factory=list, repr=False)  # where its lines came from
    constants: Mapping[str, str] = field(default_factory=dict)  # what was said of all its lines

    @property
    def status(self) -> str:
        """refused, already_there, published or checked (after a dry run)."""
        if self.refused is not None:
            return "refused"
        if not self.is_changed:
            return "already_there"
        return "published" if self.snapshot else "checked"

    def as_json(self) -> dict[str, Any]:
        """Plain values, the eight first keys as the documentation of the command names them."""
        keys = ("file", "kind", "rows_in", "accepted", "quarantined", "headers_and_blanks")
        plain: dict[str, Any] = {key: getattr(self, key) for key in keys}
        plain |= {"replaced": self.replaced, "snapshot": self.snapshot or None}
        plain["rejects"] = [reject.as_json() for reject in self.rejects]
        plain["status"] = self.status
        plain["months"] = self.months
        plain["notes"] = [asdict(note) for note in self.notes]
        plain["unread_columns"] = self.unread
        if self.refused is not None:
            plain["refused"] = {
                "reason": self.refused.reason.as_dict(),
                "remedy": self.refused.remedy.as_dict(),
                "line": self.refused.line,
            }
        return plain

    def event(self) -> dict[str, Any]:
        """Its part of the line that the history keeps."""
        keys = ("load", "file", "kind", "sha256", "rows_in", "accepted", "quarantined")
        kept = {key: getattr(self, key) for key in (*keys, "headers_and_blanks", "replaced")}
        return {**kept, "months": self.months}


@dataclass(frozen=True)
class Received:
    """What one file gave: `rows_in` = rows of text_<export> + torn lines + blanks.

    `torn` are (line, field "", rule, text). `mended` are the lines set aside before, as
    "load:line", that the file brings back.
    """

    rows_in: int
    blanks: int
    torn: list[tuple[int, str, str, str]]
    mended: tuple[str, ...] = ()
    stray: tuple[Note, ...] = ()  # of cells without a header
    aside: tuple[Note, ...] = ()  # of rows that are no data
