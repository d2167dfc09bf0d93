"""What a commune of today answers for: worked out by hand from the list of units."""

import csv
from pathlib import Path

from data.access.charge import codes_of
from tests.data.access.persons import MY_LOC


def test_a_commune_answers_for_those_that_it_took_in_whole() -> None:
    """13708 took in, by the list of units, five communes of 2022 and 2024."""
    assert codes_of(frozenset({MY_LOC})) == {"13708", "13714", "13729", "13732", "13735", "13738"}
    assert codes_of(frozenset()) == codes_of(frozenset({"13729"})) == frozenset()


def test_a_divided_commune_is_of_who_is_in_charge_of_all_its_parts(tmp_path: Path) -> None:
    """A became X, B was divided into X and Y; the code C was of Y's before it was of X."""
    rows = [
        ("1", "A", "X"), ("1", "B", "X:0.4 Y:0.6"), ("1", "C", "Y"), ("1", "D", ""),
        ("2", "X", "X"), ("2", "Y", "Y"), ("2", "C", "X"), ("3", "X", ""), ("3", "Y", ""),
    ]  # fmt: skip
    path = tmp_path / "units.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["vintage", "level", "code", "successor_code"])
        writer.writerows((vintage, "commune", code, to) for vintage, code, to in rows)
    assert codes_of(frozenset("X"), path) == {"A", "X"}
    assert codes_of(frozenset("Y"), path) == {"Y"}
    assert codes_of(frozenset("XY"), path) == {"A", "B", "C", "X", "Y"}
