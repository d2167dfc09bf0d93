"""A draft that guesses what nobody has said, so that it can be tried at once."""

import csv
import tomllib
from pathlib import Path

import shapely

from geo.draft import trial
from tests.geo.test_country_draft import before

OLD = [
    {**before("Một", "Bến", "1"), "districtCode": "91", "districtType": "Huyện", "wardType": "Xã"},
    {**before("Một", "Mới", "2"), "districtCode": "91", "districtType": "Huyện", "wardType": "Xã"},
    {**before("Hai", "Xa", "3"), "districtCode": "92", "districtType": "Thị xã", "wardType": "Xã"},
]
MIDDLES = {"1": (0.5, 0.5), "2": (2.6, 0.5), "3": (9, 9)}
OLD = [
    row | dict(zip(("wardLon", "wardLat"), MIDDLES[row["wardCode"]], strict=True)) for row in OLD
]


def test_a_commune_without_a_record_has_the_nearest_that_only_a_border_told() -> None:
    squares = {
        ("Sông", "Một", name): shapely.box(at, 0, at + 1, 1)
        for at, name in enumerate(("Bến", "Chợ", "Cầu"))
    }
    found = [
        ("Sông", "Một", "Bến", "1", "name"),
        ("Sông", "Một", "Chợ", "1", "border"),
        ("Sông", "Một", "Cầu", "1", "border"),
    ]
    told = trial._for_lacking(found, OLD, squares)
    assert [one[3:] for one in told] == [("1", "name"), ("1", "border"), ("2", "nearest")]


def test_what_has_no_record_at_all_becomes_a_sign(tmp_path: Path) -> None:
    path = tmp_path / "signs.csv"
    rows = [("Một", "Bến", "1", "name"), ("Một", "Cầu", "2", "nearest")]
    assert trial.write_signs(path, OLD[:2], rows) == [] and not path.exists()
    (told,) = trial.write_signs(path, OLD, rows)
    with path.open(encoding="utf-8", newline="") as file:
        (sign,) = csv.DictReader(file)
    assert (sign["unit_code"], sign["name"], sign["lon"]) == ("3", "Xa", "9")
    assert "1 of the communes" in told


def test_the_totals_are_alike_for_every_commune_and_none_is_published(tmp_path: Path) -> None:
    path = tmp_path / "demonstration.toml"
    trial.write_demonstration(path, OLD, "2024")
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    assert "published" not in told and told["assumed"]["groups"]["value"] == 30
    assert told["districts"]["weights"] == {"91": 2, "92": 1}
    assert told["districts"]["cities"] == ["92"] and told["model_commune"]["code"] == "1"
    assert set(told["districts"]["certificates"]) == {"91", "92"}
