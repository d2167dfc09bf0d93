"""In which commune of today a record lies: an invented province of squares, each way by itself."""

import shapely

from geo.draft import placed
from geo.draft.country import _units
from geo.units.pieces import DIVIDED


def before(district: str, ward: str, code: str, box: tuple[float, ...] = (9, 9, 9.1, 9.1)) -> dict:
    west, south, east, north = box
    key = {"provinceKey": "song", "districtKey": district.lower(), "wardKey": ward.lower()}
    short = {"provinceShort": "Sông", "districtShort": district, "wardShort": ward}
    bounds = f"{south},{west} – {north},{east}"
    return {**key, **short, "wardCode": code, "wardBounds": bounds}


def of_today(ward: str, code: str, lon: float, lat: float, kind: str = "Xã") -> dict:
    return {
        "province": "Tỉnh Sông", "provinceShort": "Sông", "provinceKey": "song",
        "provinceCode": "91", "ward": f"{kind} {ward}", "wardType": kind, "wardShort": ward,
        "wardKey": ward.lower(), "wardCode": code, "wardLon": lon, "wardLat": lat,
    }  # fmt: skip


# A row of unit squares from 0 to 5. Bến and Đò went into Bến, Cầu was divided, Chợ ended before.
RECORDS = [("Sông", "Một", name) for name in ("Bến", "Chợ", "Cầu", "Quán", "Đò")]
SQUARES = [shapely.box(at, 0, at + 1, 1) for at in (0, 1, 3, 4, 2)]
OLD = [
    before("Một", "Bến", "10001", (-0.1, -0.1, 2.1, 1.1)),
    before("Một", "Đò", "10002", (1.9, -0.1, 3.1, 1.1)),
    before("Một", "Cầu", "10003", (2.9, -0.1, 4.1, 1.1)),
    {**before("Đảo", "", ""), "wardCode": None, "wardShort": None, "wardKey": None},
]
NEW = [
    of_today("Bến", "10001", 0.5, 0.5),
    of_today("Cầu", "10003", 3.5, 0.5),
    of_today("Lầu", "10004", 4.5, 0.5),
    of_today("Đảo", "10009", 9, 9, "Đặc khu"),
]
WENT = [
    ("song_bến", "song_một_bến"), ("song_bến", "song_một_đò"),
    ("song_cầu", "song_một_cầu"), ("song_lầu", "song_một_cầu"),
]  # fmt: skip


def test_names_lead_to_the_commune_of_today() -> None:
    into = placed._into(OLD, NEW, WENT)
    assert into == {"10001": ["10001"], "10002": ["10001"], "10003": ["10003", "10004"]}
    records = [*RECORDS, ("Sông", "Hai", "Đò Một"), ("Sông", "Đảo", "Thôn Xa")]
    known = list(placed._named(records, OLD, NEW, into))
    assert known[:5] == [
        ("10001", "name"), ("", ""), ("10003", DIVIDED), ("", ""), ("10001", "name")
    ]  # fmt: skip
    assert known[5:] == [("", ""), ("10009", "name")]  # a district that is a zone of today
    (by_province,) = placed._named([("Sông", "Hai", "Đò")], OLD, NEW, into)
    (by_letters,) = placed._named([("Sông", "Một", "Dò")], OLD, NEW, into)
    assert (by_province, by_letters) == (("10001", "province"), ("10001", "letters"))


def test_a_divided_commune_goes_to_its_namesake_that_would_be_empty() -> None:
    into = {"10003": ["10001", "10003"]}
    known = [("10001", DIVIDED), ("10001", "name")]
    records = [("Sông", "Một", "Cầu"), ("Sông", "Một", "Bến")]
    assert placed._lacking(records, known, NEW, into) == [("10003", DIVIDED), ("10001", "name")]


def test_places_tell_what_no_name_does() -> None:
    into, shapes = placed._into(OLD, NEW, WENT), shapely.from_wkt([one.wkt for one in SQUARES])
    assert placed._by_centre(RECORDS, shapes, OLD, NEW, into) == ["10001", "", "10003", "10004", ""]
    extents = placed._by_extent(RECORDS, shapes, OLD, into)
    assert extents == [{"10001"}, {"10001"}, {"10003"}, set(), {"10001"}]
    known = [("10001", "name"), ("", ""), ("10003", DIVIDED), ("", ""), ("10001", "name")]
    # Chợ, of 1 to 2, borders on Bến and Đò; Quán, of 4 to 5, on Cầu alone.
    guessed = placed._by_border(RECORDS, shapes, known, [set()] * 5, [1, 3])
    assert guessed == {1: "10001", 3: "10003"}
    assert placed._same(["10001", "", "10003"], ["10001", "10001", "10004"]) == (2, 1)


def test_the_units_are_the_country_its_provinces_and_communes() -> None:
    rows = [(row["level"], row["code"], row.get("parent_code", "")) for row in _units(NEW)]
    assert rows[:3] == [
        ("country", "VN", ""), ("province", "91", "VN"), ("commune", "10001", "91")
    ]  # fmt: skip
    assert [row["type"] for row in _units(NEW)] == ["Quốc gia", "Tỉnh", "Xã", "Xã", "Xã", "Đặc khu"]
