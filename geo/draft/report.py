"""The report of a draft: what is sure, what a person must confirm, what other packages say."""

from collections import Counter
from collections.abc import Iterable

from geo.draft.records import Records
from geo.draft.source import PACKAGE, Row
from geo.units.links import listed

FILE = "report.md"


def of_province(
    name: str,
    rows: list[Row],
    doubts: list[str],
    communes: list[Row],
    compared: list[str],
) -> str:
    """The report of a province's draft: `rows` of units.csv, what the package and its records
    leave open of them, its `communes` of before, and what other packages say.
    """
    counts = Counter((row["vintage"], row["level"]) for row in rows)
    told = ", ".join(f"{n} {level} of {vintage}" for (vintage, level), n in counts.items())
    lead = (
        f"From the package {PACKAGE}, which is not official. Units: {told}.",
        "",
        "Sure as far as the package is: names, types and codes of the units of both vintages, and"
        " which commune went whole into which, but for what stands below.",
    )
    confirm = (
        *doubts,
        *_zones(communes),
        "Mergers before 07/2025 (vintage 2022) and the legal acts are not in the package.",
        "province.toml: the formal name and the first month.",
        "boundaries.toml: better official files than the package of boundaries.",
        "targets.toml: what the province set for itself, with sources; coast.csv, by the sea.",
        "demonstration.toml, if it is to have demonstration data.",
    )
    return report(name, lead, confirm, compared)


def report(name: str, lead: Iterable[str], confirm: Iterable[str], compared: Iterable[str]) -> str:
    """A report: its first lines, and the points to confirm and of comparison, as Markdown."""
    lines = (
        f"# {name}: a draft",
        "",
        *lead,
        "",
        "To be confirmed by a person:",
        "",
        *(f"- {one}" for one in confirm),
        "",
        "What other packages say:",
        "",
        *(f"- {one}" for one in compared),
    )
    return "\n".join(lines) + "\n"


def of_records(known: Records | None) -> list[str]:
    """What is known of the records of the package of boundaries, and what a person must say."""
    if known is None:
        return ["The package of boundaries has no record of this area, or is not installed."]
    sure = len(known.rows) - len(known.unknown)
    told = [f"Boundaries: {sure} of the package's {len(known.rows)} records are known by name."]
    if known.unknown:
        told.append(f"Of these records say which commune holds them: {listed(known.unknown)}.")
    if known.lacking:
        told.append(f"These communes have no record yet: {listed(known.lacking)}.")
    return told


def _zones(communes: list[Row]) -> list[str]:
    """In which zones of the projection for distances the area lies; nothing where it is in one."""
    places = [float(row["wardLon"]) for row in communes if row.get("wardLon")]
    zones = sorted({int((lon + 180) // 6) + 1 for lon in places})
    if len(zones) < 2:
        return []
    taken = int(((min(places) + max(places)) / 2 + 180) // 6) + 1
    told = " and ".join(map(str, zones))
    return [f"The area lies in the UTM zones {told}; distances are measured in zone {taken}."]
