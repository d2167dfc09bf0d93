"""What follows from a report: which findings make a file unusable, and which are remarks."""

from math import hypot

from geo.boundaries.coverage import TOLERATED_OVERLAP
from geo.boundaries.report import Finding, Report, UnitArea
from geo.boundaries.topology import AT_HOME


def ground(report: Report) -> list[Finding]:
    """What is wrong with the polygons themselves, whatever lies there at present."""
    wrong = [pair for pair in report.overlaps if pair.share > TOLERATED_OVERLAP]
    untidy = [pair for pair in report.overlaps if pair.share <= TOLERATED_OVERLAP]
    kinds = (
        ("overlap", True, "pairs of units lie one over the other", wrong),
        ("slight_overlap", False, "pairs of units overlap slightly; the land goes to one", untidy),
    )
    holes = (
        ("gap", "gaps inside the province belong to no unit", report.gaps),
        ("sliver", "slivers between units are closed", report.closed),
    )
    pairs = [
        Finding(
            kind,
            is_error,
            text,
            tuple(
                f"{one.one} and {one.other}: {one.km2:.4f} km², {one.share:.1%} of the smaller"
                for one in those
            ),
        )
        for kind, is_error, text, those in kinds
    ]
    open_land = [
        Finding(
            kind,
            False,
            f"{text}, {sum(one.km2 for one in those):.4f} km² in all",
            tuple(f"{one.km2:.4f} km² at {one.lat}, {one.lon}" for one in those),
        )
        for kind, text, those in holes
    ]
    rings = tuple(f"row {one.row}, {one.unit}: {one.reason}" for one in report.repaired)
    return kept(*pairs, *open_land, Finding("repaired", False, "invalid rings are mended", rings))


def kept(*found: Finding) -> list[Finding]:
    """Those of which there is a case."""
    return [one for one in found if one.lines]


USABLE, WITH_REMARKS, NOT_USABLE = 0, 1, 2
AREA_CHANGE = 0.10  # of the present area; a larger one is listed
INSIDE = 0.8  # of the land must lie in the present province, else it is another place
UNCOVERED = 0.01  # of the present province; surveys differ by less
SHIFT = 100.0  # metres; more in one direction is a datum, not a survey
FAR = 5.0  # km between parts of one name: two communes of one name rather than an island
WHY = {
    "unknown": "no unit bears it",
    "ambiguous": "several units bear it",
    "contradicts": "the code is of one unit, the name of another",
}
SHOWN = 10  # lines of a finding in the text; the table and the JSON have all


def verdict(report: Report) -> int:
    """0 usable, 1 usable with remarks, 2 not usable."""
    found = findings(report)
    if any(one.is_error for one in found):
        return NOT_USABLE
    return WITH_REMARKS if found else USABLE


def differing(report: Report) -> list[UnitArea]:
    """The units whose area differs from the present one by more than a tenth."""
    return [a for a in report.areas if a.ratio is not None and abs(a.ratio - 1) > AREA_CHANGE]


def elsewhere(report: Report) -> list[UnitArea]:
    """The units of which less than half lies where the unit lies at present."""
    return [area for area in report.areas if area.own is not None and area.own < AT_HOME]


def findings(report: Report) -> list[Finding]:
    """The errors first, then the remarks."""
    found = [*_rows(report), *ground(report), *_compared(report)]
    return sorted(found, key=lambda one: not one.is_error)


def _rows(report: Report) -> list[Finding]:
    lost = [one for one in report.unmatched if not one.is_outside]
    outside = [one for one in report.unmatched if one.is_outside]
    far = [one for one in report.joined if one.apart_km > FAR and report.matched_by == "name"]
    near = [one for one in report.joined if one not in far and report.matched_by == "name"]
    return kept(
        Finding(
            "unmatched",
            True,
            f"rows are no {report.level} of vintage {report.vintage}; correct them, or leave "
            "them out with `where`",
            tuple(
                f"row {one.row}: {one.written}: {WHY[one.why]}"
                + (f"; near: {', '.join(one.candidates)}" if one.candidates else "")
                + (f"; {one.lies_on} lies there at present" if one.lies_on else "")
                for one in lost
            ),
        ),
        Finding("missing", True, "units of the vintage are not in the file", report.missing),
        Finding(
            "without_polygon",
            True,
            "rows have no polygon",
            tuple(f"row {row}: {unit}" for row, unit in report.without_polygon),
        ),
        Finding(
            "far_apart",
            True,
            "units have rows of one name that lie far apart; name the district or the codes",
            tuple(f"{one.unit}: rows {_few(one.rows)}, {one.apart_km:.1f} km" for one in far),
        ),
        Finding(
            "joined",
            False,
            "units have several rows of one name, which are joined",
            tuple(f"{one.unit}: rows {_few(one.rows)}" for one in near),
        ),
        Finding(
            "left_out",
            False,
            "rows lie outside the units of the province and are left out",
            tuple(f"row {one.row}: {one.written}" for one in outside),
        ),
    )


def _compared(report: Report) -> list[Finding]:
    if report.inside is None or report.shift_m is None:
        return []
    if report.inside < INSIDE:
        text = f"only {report.inside:.0%} of the land lies in the present province: the coordinate "
        return [
            Finding("wrong_place", True, text + "system is probably named wrongly", (report.crs,))
        ]
    east, north = report.shift_m
    moved = (f"{east:+.0f} m east, {north:+.0f} m north",) if hypot(east, north) > SHIFT else ()
    lost = report.uncovered_km2 or 0.0
    uncovered = lost > UNCOVERED * (report.present_km2 or 0.0) and not report.missing
    datum = (report.crs,) if report.accuracy_m is None else ()
    return kept(
        Finding(
            "elsewhere",
            False,
            "units lie for the most part outside their present place; were names or codes swapped?",
            tuple(
                f"{one.unit}: {one.own or 0:.0%} inside"
                + (f"; {one.lies_on} lies there at present" if one.lies_on else "")
                for one in elsewhere(report)
            ),
        ),
        Finding(
            "area",
            False,
            f"units differ in area by more than {AREA_CHANGE:.0%} from the present boundaries",
            tuple(
                f"{one.unit}: {one.km2:.2f} km², at present {one.present_km2:.2f} km², "
                f"ratio {one.ratio:.2f}"
                for one in differing(report)
            ),
        ),
        Finding(
            "uncovered",
            False,
            "land of the present province lies in no unit of the file",
            (f"{lost:.2f} km²",) if uncovered else (),
        ),
        Finding("shift", False, "the units lie to one side of the present boundaries", moved),
        Finding("datum", False, "the datum is not known and taken for that of GPS", datum),
    )


def _few(rows: tuple[int, ...]) -> str:
    return ", ".join(map(str, rows[:SHOWN])) + (" …" if len(rows) > SHOWN else "")
