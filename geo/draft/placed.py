"""In which commune of today each record of the package of boundaries lies: by name, else by place.

The records are communes of about 2019. A name leads to a commune of before 07/2025 and from there
to that of today; where the commune had ended before, the extents that the list of units gives for
those of before 07/2025 tell, else the neighbours along the longest border.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.boundaries import package
from geo.draft.source import Row
from geo.units.pieces import DIVIDED
from geo.units.spelling import alike, letters

# Province, district and name of a record, the code of the commune of today, how it is known.
Placed = tuple[str, str, str, str, str]
WAYS = {
    "name": "one commune of the district had its name",
    "province": "one commune of the province had its name, and one record has it",
    "letters": "one commune of the district had its name but for tones and signs",
    DIVIDED: "known by name, but divided in 07/2025: drawn whole in its main successor",
    "centre": "the middle of this commune, and of no other, lies in it",
    "extent": "it lies in the extents of communes of before 07/2025 that are all in one of today",
    "border": "its longest border is with records of this commune: a guess",
}
RENAMED = {"thừa thiên huế": "huế"}  # a province that is called otherwise now
INSIDE = 0.95  # of its area lies in an extent
MOST = 8  # records that an extent of one commune may hold
NEAR = 1e-4  # degrees: borders that are meant to be one
TRIED = 10  # every so manieth record known by name is tried

Codes = dict[tuple[str, ...], set[str]]
Shapes = NDArray[np.object_]


def found(
    old: list[Row], new: list[Row], went: list[tuple[str, str]]
) -> tuple[list[Placed], dict[str, tuple[int, int]]]:
    """Each record of the provinces of `old`, in its order by province, district and name, with the
    commune of `new` that holds it.

    And for each way that goes by the place: how many of the records known by their names it was
    tried on, and how often it said the same. GeoError where the package of boundaries is not
    installed.
    """
    there = {_key(row["provinceShort"])[0] for row in old}
    records = sorted(one for one in package.named_records() if _key(one[0])[0] in there)
    into = _into(old, new, went)
    known = list(_named(records, old, new, into))
    shapes = package.polygons()
    polygons = np.array([shapes[record] for record in records])
    centres = _by_centre(records, polygons, old, new, into)
    extents = _by_extent(records, polygons, old, into)
    named = [code if way in ("name", "province") else "" for code, way in known]
    tried = {"centre": _same(named, centres), "extent": _same(named, _only(extents))}
    known = _lacking(records, known, new, into)
    for way, codes in (("centre", centres), ("extent", _only(extents))):
        known = [
            one if one[0] or not code else (code, way)
            for one, code in zip(known, codes, strict=True)
        ]
    at = [place for place, code in enumerate(named) if code][::TRIED]
    guessed = _by_border(records, polygons, known, extents, at)
    tried["border"] = _same([named[place] for place in at], [guessed[place] for place in at])
    while open_ := [place for place, (code, _) in enumerate(known) if not code]:
        taken = _by_border(records, polygons, known, extents, open_)
        if not any(taken.values()):
            break
        for place, code in taken.items():
            known[place] = (code, "border") if code else ("", "")
    return [(*record, *one) for record, one in zip(records, known, strict=True)], tried


def _same(named: list[str], told: list[str]) -> tuple[int, int]:
    """Of how many both say something, and how often it is the same."""
    pairs = [(one, other) for one, other in zip(named, told, strict=True) if one and other]
    return len(pairs), sum(one == other for one, other in pairs)


def _only(codes: list[set[str]]) -> list[str]:
    """Those that are one, else none."""
    return [next(iter(one)) if len(one) == 1 else "" for one in codes]


def _key(province: str, *names: str) -> tuple[str, ...]:
    """Names as they are compared; a type before a district's name is left out."""
    first = alike(province)
    rest = [alike(name) for name in names]
    kinds = [alike(kind) + " " for kind in ("Thành phố", "Thị xã")]
    if len(rest) > 1:
        for kind in kinds:
            rest[0] = rest[0].removeprefix(kind)
    return (alike(RENAMED.get(province.casefold(), "")) or first, *rest)


def _into(old: list[Row], new: list[Row], went: list[tuple[str, str]]) -> Mapping[str, list[str]]:
    """Communes of today by the code of one of before, that which took the most of it first."""
    today = {f"{row['provinceKey']}_{row['wardKey']}": row["wardCode"] for row in new}
    before = defaultdict[str, list[str]](list)
    for row in old:
        before[f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey']}"].append(
            row["wardCode"]
        )
    into = defaultdict[str, list[str]](list)
    for key, of in went:
        for code in before.get(of, ()):
            into[code].append(today[key])
    return {code: list(dict.fromkeys(codes)) for code, codes in into.items()}


def _named(
    records: list[tuple[str, str, str]],
    old: list[Row],
    new: list[Row],
    into: Mapping[str, list[str]],
) -> Iterator[tuple[str, str]]:
    exact, wide, loose = (defaultdict[tuple[str, ...], set[str]](set) for _ in range(3))
    zones: Codes = {}
    for row in old:
        names = [row[f"{of}Short"] or "" for of in ("province", "district", "ward")]
        if row["wardCode"]:
            exact[_key(*names)].add(row["wardCode"])
            wide[_key(names[0], names[2])].add(row["wardCode"])
            loose[_letters(_key(*names))].add(row["wardCode"])
        else:  # a district without communes is a zone of today
            same = {one["wardCode"] for one in new if one["wardShort"] == names[1]}
            zones[_key(names[0], names[1])] = same if len(same) == 1 else set()
    twins = Counter(_key(province, name) for province, _, name in records)
    for province, district, name in records:
        key, short = _key(province, district, name), _key(province, name)
        zone = zones.get(_key(province, district)) or zones.get(short)
        if zone:
            yield next(iter(zone)), "name"
        elif len(codes := exact.get(key, set())) == 1:
            yield _went(into, codes, "name")
        elif len(codes := wide.get(short, set())) == 1 and twins[short] == 1:
            yield _went(into, codes, "province")
        elif len(codes := loose.get(_letters(key), set())) == 1:
            yield _went(into, codes, "letters")
        else:
            yield "", ""


def _letters(key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("".join(sign for sign in letters(name) if sign.isalnum()) for name in key)


def _went(into: Mapping[str, list[str]], codes: set[str], way: str) -> tuple[str, str]:
    (code,) = codes
    return into[code][0], DIVIDED if len(into[code]) > 1 else way


def _lacking(
    records: list[tuple[str, str, str]],
    known: list[tuple[str, str]],
    new: list[Row],
    into: Mapping[str, list[str]],
) -> list[tuple[str, str]]:
    """A divided commune stays with the one of today of its own name, where that had no record."""
    there = {code for code, _ in known}
    names = {
        alike(row["wardShort"]): row["wardCode"] for row in new if row["wardCode"] not in there
    }
    parts = {frozenset(codes) for codes in into.values() if len(codes) > 1}
    told = list(known)
    for at, (code, way) in enumerate(known):
        own = names.get(alike(records[at][2]), "")
        if way == DIVIDED and any(own in one and code in one for one in parts):
            told[at] = own, DIVIDED
    return told


def _by_centre(
    records: list[tuple[str, str, str]],
    polygons: Shapes,
    old: list[Row],
    new: list[Row],
    into: Mapping[str, list[str]],
) -> list[str]:
    """For each record the one commune of today whose middle lies in it, where there is one."""
    of_before = defaultdict[str, set[str]](set)  # by province of today, those of before
    for row in old:
        for code in into.get(row["wardCode"], ()):
            of_before[code].add(_key(row["provinceShort"])[0])
    held = [set[str]() for _ in records]
    middles = shapely.points([(row["wardLon"], row["wardLat"]) for row in new])
    for of, at in shapely.STRtree(polygons).query(middles, predicate="within").T:
        code = new[of]["wardCode"]
        if _key(records[at][0])[0] in of_before[code]:
            held[at].add(code)
    return _only(held)


def _by_extent(
    records: list[tuple[str, str, str]],
    polygons: Shapes,
    old: list[Row],
    into: Mapping[str, list[str]],
) -> list[set[str]]:
    """The communes of today whose parts of before 07/2025 have extents that hold a record.

    An extent that holds very many records is that of a district and says nothing.
    """
    rows = [row for row in old if row["wardCode"] and row.get("wardBounds")]
    boxes = np.array([_box(row["wardBounds"]) for row in rows])
    of, at = shapely.STRtree(polygons).query(boxes, predicate="intersects")
    parts = shapely.area(shapely.intersection(boxes[of], polygons[at])) / shapely.area(polygons[at])
    of, at = of[parts >= INSIDE], at[parts >= INSIDE]
    number = np.bincount(of, minlength=len(rows))
    codes = [set[str]() for _ in records]
    for one, place in zip(of, at, strict=True):
        row = rows[one]
        if number[one] <= MOST and _key(row["provinceShort"]) == _key(records[place][0]):
            codes[place].add(into[row["wardCode"]][0])
    return codes


def _box(told: str) -> shapely.Polygon:
    """The extent that is written as "south,west – north,east"."""
    south, west, north, east = (
        float(number) for corner in told.split("–") for number in corner.split(",")
    )
    return shapely.box(west, south, east, north)


def _by_border(
    records: list[tuple[str, str, str]],
    polygons: Shapes,
    known: list[tuple[str, str]],
    extents: list[set[str]],
    which: list[int],
) -> dict[int, str]:
    """For each of these records the commune with the longest border along it, "" without one.

    Of those whose extents hold it, where one of them borders on it; one of the same district counts
    twice, as most mergers kept to it.
    """
    tree = shapely.STRtree(polygons)
    told = dict[int, str]()
    for at in which:
        lengths = Counter[str]()
        wide = polygons[at].buffer(NEAR)
        for one in tree.query(wide):
            if one != at and known[one][0] and records[one][0] == records[at][0]:
                common = wide.intersection(polygons[one].boundary).length
                lengths[known[one][0]] += common * (2 if records[one][1] == records[at][1] else 1)
        fit = {code: lengths[code] for code in extents[at] if lengths[code]} or lengths
        told[at] = max(fit, key=lambda code: fit[code], default="")
    return told
