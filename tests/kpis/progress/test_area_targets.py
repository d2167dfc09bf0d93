"""Targets of single areas: the last decision wins, and it goes along only with a whole unit."""

from dataclasses import replace

import duckdb
import pytest

from kpis.catalogue.kpi import Target
from kpis.catalogue.vocabulary import Confirmation, Direction
from kpis.progress.area_targets import area_targets, merged

MAP = [  # a commune of 2022 and what it became: A stayed alone, B and C were joined
    ("commune", "2022", code, "commune", vintage, area)
    for code, later in (("A", "A2"), ("B", "D"), ("C", "D"))
    for vintage, area in (("2022", code), ("2024", later))
] + [("commune", "2024", code, "commune", "2024", code) for code in ("A2", "D")]
TARGETS = [  # vintage, level, area, kpi, year, value, decision, day
    ("2022", "commune", "A", "kpi", 2025, 60, "first", "2023-01-01"),
    ("2022", "commune", "A", "kpi", 2025, 65, "second", "2024-01-01"),
    ("2022", "commune", "A", "kpi", 2030, 90, "first", "2023-01-01"),
    ("2022", "commune", "A", "other", 2025, 1, "of another KPI", "2024-06-01"),
    ("2022", "district", "A", "kpi", 2025, 2, "of another level", "2024-06-01"),
    ("2022", "commune", "B", "kpi", 2025, 50, "of a part", "2023-01-01"),
    ("2024", "commune", "A2", "kpi", 2025, 70, "after the change", "2024-10-01"),
    ("2024", "commune", "D", "kpi", 2030, 80, "of the whole", "2024-10-01"),
]


@pytest.fixture
def con():
    """The two marts that targets are read from."""
    with duckdb.connect() as made:
        made.execute(
            "create table mart_area_map (source_level text, source_vintage text, source_code text,"
            " level text, vintage text, area_code text)"
        )
        made.executemany("insert into mart_area_map values (?, ?, ?, ?, ?, ?)", MAP)
        made.execute(
            "create table mart_target (vintage text, level text, area_code text, kpi text,"
            " year integer, value decimal(18, 4), decision text, issued_date date)"
        )
        made.executemany("insert into mart_target values (?, ?, ?, ?, ?, ?, ?, ?)", TARGETS)
        yield made


def stated(con, kpi, vintage):
    """Area → (year, value, decision) of each of its targets."""
    found = area_targets(con, kpi, "commune", vintage)
    return {area: [(t.year, t.value, t.source) for t in own] for area, own in found.items()}


@pytest.fixture
def kpi(catalogue):
    return replace(catalogue["vssid_share"], id="kpi")


def test_the_last_decision_of_a_year_wins(con, kpi):
    assert stated(con, kpi, "2022") == {
        "A": [(2025, 65, "second"), (2030, 90, "first")],
        "B": [(2025, 50, "of a part")],
    }


def test_a_target_goes_along_with_a_unit_that_came_from_one_alone(con, kpi):
    assert stated(con, kpi, "2024") == {
        "A2": [(2025, 70, "after the change"), (2030, 90, "first")],
        "D": [(2030, 80, "of the whole")],
    }


def test_a_decision_of_the_same_day_on_the_newer_unit_wins(con, kpi):
    con.execute("update mart_target set issued_date = date '2024-10-01' where decision = 'second'")
    assert stated(con, kpi, "2024")["A2"][0] == (2025, 70, "after the change")


def test_a_target_for_a_range_is_a_point_in_it(con, kpi):
    ranged = replace(kpi, direction=Direction.RANGE)
    target = area_targets(con, ranged, "commune", "2022")["B"][0]
    assert (target.value, target.min, target.max) == (None, 50, 50)


def test_own_targets_replace_the_general_ones_of_their_year_only():
    general = tuple(Target(y, "law", Confirmation.CONFIRMED, value=80) for y in (2025, 2030))
    own = [Target(y, "own", Confirmation.CONFIRMED, value=70) for y in (2027, 2025)]
    found = [(target.year, target.source) for target in merged(general, own)]
    assert found == [(2025, "own"), (2027, "own"), (2030, "law")]
    assert merged(general, []) == list(general)
    assert merged((), []) == []


def test_the_sample_has_targets_of_two_levels(catalogue, marts):
    kpi = catalogue["smartphone_adult_share"]
    assert list(area_targets(marts, kpi, "commune", "2022")) == ["13696", "13972"]
    assert list(area_targets(marts, kpi, "commune", "2024")) == ["13696"]
    assert area_targets(marts, kpi, "commune", "2025") == {}
    assert list(area_targets(marts, kpi, "district", "2025")) == ["362"]
    assert area_targets(marts, catalogue["vssid_share"], "commune", "2022") == {}
