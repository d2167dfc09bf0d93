"""What was found in an official file of boundaries: plain facts, for a text, a table and a page."""

from dataclasses import dataclass

from geo.boundaries.topology import Gap, Overlap


@dataclass(frozen=True)
class Unmatched:
    """A row that is no unit. `lies_on`: the unit that lies there at present, or "".

    `is_outside`: all units were found and the row shares no land with them, so that it may stay
    out: a commune of a neighbour.
    """

    row: int
    written: str
    why: str
    candidates: tuple[str, ...]
    lies_on: str
    is_outside: bool


@dataclass(frozen=True)
class Joined:
    """A unit of several rows; `apart_km`: how far its most distant part lies from the others."""

    unit: str
    rows: tuple[int, ...]
    apart_km: float


@dataclass(frozen=True)
class Repaired:
    """A row whose ring crossed itself, and where."""

    row: int
    unit: str
    reason: str


@dataclass(frozen=True)
class UnitArea:
    """The area of a unit; the rest compares it with the present boundary, None without one.

    `own`: the share of it inside its present boundary. `lies_on`: the unit that lies there now.
    """

    code: str
    unit: str
    km2: float
    present_km2: float | None = None
    own: float | None = None
    lies_on: str = ""

    @property
    def ratio(self) -> float | None:
        """The new area over the present one."""
        return self.km2 / self.present_km2 if self.present_km2 else None


@dataclass(frozen=True)
class Report:
    """All findings on a file; units are written as "13777 Phường Trường Thi".

    `gaps` stay open, `closed` were narrow enough to be given to a neighbour. `inside` is the share
    of the land inside the present province, `uncovered_km2` what no unit covers of the latter,
    `shift_m` the usual distance east and north from the
    present boundaries.
    """

    file: str
    vintage: str
    level: str
    matched_by: str
    rows: int
    units: int
    matched: int
    crs: str
    method: str
    accuracy_m: float | None
    compared_vi: str
    compared_en: str
    total_km2: float
    present_km2: float | None
    inside: float | None
    uncovered_km2: float | None
    shift_m: tuple[float, float] | None
    unmatched: tuple[Unmatched, ...]
    missing: tuple[str, ...]
    without_polygon: tuple[tuple[int, str], ...]
    joined: tuple[Joined, ...]
    repaired: tuple[Repaired, ...]
    overlaps: tuple[Overlap, ...]
    gaps: tuple[Gap, ...]
    closed: tuple[Gap, ...]
    areas: tuple[UnitArea, ...]


@dataclass(frozen=True)
class Finding:
    """One kind of finding: what it is, in a sentence, and a line for each case."""

    kind: str
    is_error: bool
    text: str
    lines: tuple[str, ...] = ()
