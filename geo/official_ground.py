"""Findings on the land of an official file: overlaps, gaps, rings."""

from geo.coverage import TOLERATED_OVERLAP
from geo.official_report import Finding, Report


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
