"""A first folder of a province, out of the data of vietnamadminunits: for a person to confirm.

A draft has the two vintages that the package knows. Other packages are compared with it (`others`),
and the records of the package of boundaries are told by their names (`records`).
"""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.draft import others, records, report, trial
from geo.draft.source import (
    AFTER,
    BEFORE,
    FIRST_DAY,
    LAST_DAY,
    PACKAGE,
    Row,
    commune,
    installed,
    read,
)
from geo.errors import GeoError
from geo.province import FILE
from geo.units import signs
from geo.units.links import listed
from geo.units.pieces import COLUMNS as PIECE_COLUMNS
from geo.units.pieces import FILE as PIECES
from geo.units.pieces import KNOWN_BY
from geo.units.table import FILE as UNITS
from geo.units.unit import FORMER
from geo.units.validation import COLUMNS


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
    write_table(out / UNITS, COLUMNS, ([row.get(name, "") for name in COLUMNS] for row in rows))
    (out / FILE).write_text(_told(name, rows[0]["type"], matched), encoding="utf-8")
    if matched and is_trial:
        told, ways = trial.guessed(here, matched)
        write_table(out / PIECES, (*PIECE_COLUMNS, KNOWN_BY), told)
        doubts += [*ways, *trial.write_signs(out / signs.FILE, here, told)]
        doubts += trial.write_demonstration(out / trial.DEMONSTRATION, here, BEFORE)
    else:
        doubts += report.of_records(matched)
        if matched:
            write_table(out / PIECES, PIECE_COLUMNS, matched.rows)
    (out / "targets.toml").write_text("# None yet: those of the country hold.\n", encoding="utf-8")
    drawn = _drawn(data, {row["code"]: row for row in rows if row["vintage"] == BEFORE}, mine, new)
    (out / "boundaries.toml").write_text(BOUNDARIES + drawn, encoding="utf-8")
    communes = [row for row in rows if row["level"] == "commune"]
    names = [{r["code"]: r["name"] for r in communes if r["vintage"] == v} for v in (BEFORE, AFTER)]
    compared = others.compared(names[0], names[1], compare)
    said = report.of_province(name, rows, doubts, mine, compared)
    (out / report.FILE).write_text(said, encoding="utf-8")
    return said


def write_table(path: Path, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Writes a CSV file of the folder."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


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


def _told(name: str, kind: str, known: records.Records | None) -> str:
    called = ", ".join(f'"{one}"' for one in known.provinces) if known else ""
    return (
        f'name = "{name}"\n'
        f'formal = {{ vi = "{kind.lower()} {name}", en = "{name}" }}  # to be confirmed\n'
        'first_month = "2022-03"  # confirm: here that of the letter 793/BTTTT-THH\n'
        + (f"boundaries_name = [{called}]\n" if called else "")
    )


OF_ISLAND = ("wardCode", "wardShort", "wardLat", "wardLon", "wardBounds")
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
