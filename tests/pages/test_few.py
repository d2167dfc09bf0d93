"""Small numbers of people on pages: the same word everywhere, and who sees what is finer."""

from collections.abc import Iterator

import numpy as np
import pytest

from data.access.person import READER, Person, alone, find_by
from data.store.snapshot import current
from kpis.catalogue.catalogue import load
from kpis.measure.readings import measure
from kpis.periods import Period
from pages.open_data.tables import readings
from pages.shell.offered.few import sees_few
from tests.pages.opened import html_of, opened, text_of

KPI, PERIOD = "satisfaction_share", "2024-10"
HIDDEN = "Hidden (few people)"
OF_PEOPLE = ("Assists", "People attending", "First uses", "Households visited")


@pytest.fixture
def reader() -> Iterator[None]:
    """Whoever looks is a reader of a server, without the right to rows."""
    find_by(lambda: READER)
    yield
    find_by(alone)


@pytest.fixture(scope="module")
def rows(served_demo):
    with current(served_demo).connect() as con:
        return measure(con, load()[KPI], "commune", [Period.parse(PERIOD)])


@pytest.fixture(scope="module")
def hidden(rows):
    """The code of a commune whose value is hidden."""
    return rows.loc[rows["missing_reason"] == "suppressed", "area_code"].iloc[0]


def test_some_communes_are_hidden_and_most_are_not(rows):
    is_hidden = rows["missing_reason"] == "suppressed"
    assert 0 < is_hidden.sum() < len(rows) / 2
    assert rows.loc[is_hidden, ["numerator", "denominator", "value"]].isna().all(axis=None)


@pytest.mark.parametrize("page", ["map", "analysis"])
def test_legend_and_table_say_that_a_value_is_hidden(served_demo, page):
    app = opened(page, kpi=KPI, level="commune", vintage="2024", period=PERIOD)
    assert not app.exception
    drawn = "".join(str(one.proto) for one in app.get("plotly_chart"))
    assert HIDDEN in html_of(app) + text_of(app) + drawn


def test_the_explanation_of_a_hidden_value_has_no_amounts_for_a_reader(served_demo, hidden, reader):
    asked = {"kpi": KPI, "level": "commune", "vintage": "2024", "period": PERIOD, "area": hidden}
    app = opened("explain", **asked)
    assert not app.exception
    assert HIDDEN in html_of(app)
    assert "Few people stand behind this figure" in html_of(app)
    assert not app.dataframe or not any("Satisfied" in one.value for one in app.dataframe)
    find_by(alone)
    found = html_of(opened("explain", **asked))
    assert HIDDEN not in found and "Few people stand behind this figure" in found


def test_the_parts_of_a_count_of_people_are_for_who_may_read_rows(served_demo, reader):
    asked = {"kpi": KPI, "level": "district", "vintage": "2024", "period": PERIOD, "area": "356"}
    app = opened("explain", **asked)
    assert not app.exception
    assert "The parts of a count of people are hidden" in text_of(app)
    find_by(alone)
    assert "The parts of a count of people are hidden" not in text_of(opened("explain", **asked))


def test_who_is_in_charge_of_a_commune_sees_its_small_counts_and_no_others(served_demo, hidden):
    asked = {"kpi": KPI, "level": "commune", "vintage": "2024", "period": PERIOD, "area": hidden}
    with current(served_demo).connect() as con:
        query = (
            "select area_code from mart_area_map where source_code = ? and source_vintage = '2024'"
            " and level = 'commune' and vintage = '2025' and is_whole"
        )
        (now,) = con.execute(query, [hidden]).fetchone()
        other = "select code from mart_unit where vintage = '2025' and level = 'commune'"
        (another,) = con.execute(f"{other} and code <> ?", [now]).fetchone()
    for units, is_hidden in (({now}, False), ({another}, True)):
        find_by(lambda units=units: Person("Số liệu xã", "steward", frozenset(units)))
        try:
            assert (HIDDEN in html_of(opened("explain", **asked))) == is_hidden, units
            assert not sees_few() and not sees_few("district", "356")
        finally:
            find_by(alone)


@pytest.mark.parametrize(
    ("asked", "of_few"),
    [
        ({"page": "map", "kpi": "assists_per_1000", "topic": "form:den_nha"}, True),
        ({"page": "map", "kpi": "assists_per_1000", "topic": "dvctt"}, False),
        ({"page": "work", "part": "what"}, True),
        ({"page": "explain", "kpi": KPI, "level": "district", "area": "356"}, True),
    ],
)
def test_what_only_some_may_see_is_not_taken_to_a_meeting(served_demo, asked, of_few, monkeypatch):
    """Not by who sees it either: a view is shown to all as it was frozen."""
    selection = {"level": "commune", "vintage": "2024", "period": PERIOD, **asked}
    assert any(str(one.key).startswith("take-") for one in opened(**selection).button)
    monkeypatch.setenv("DX_SIGN_IN", "local")  # from now on not everybody has the same rights
    app = opened(**selection)
    assert not app.exception
    assert any(str(one.key).startswith("take-") for one in app.button) != of_few
    assert any("Not for meetings" in one.value for one in app.caption) == of_few


def test_open_data_say_suppressed_and_nothing_else(rows):
    told = readings(rows, load(), True)
    is_hidden = told["missing_reason"] == "suppressed"
    assert is_hidden.any()
    assert told.loc[is_hidden, ["numerator", "denominator", "value"]].isna().all(axis=None)


@pytest.mark.parametrize("part", ["what", "maps", "households", "need"])
def test_counts_of_people_by_form_are_for_who_may_read_rows(served_demo, part, reader):
    app = opened("work", part=part, level="commune", period="2024-10")
    assert not app.exception
    if part == "what":
        (count,) = (one for one in app.selectbox if one.label == "Count")
        assert count.options == ["Sessions"]
        assert "Data stewards see them" in text_of(app)
    if part == "maps":
        assert HIDDEN in html_of(app)


def test_a_reader_of_a_group_sees_what_it_did_and_not_how_many_people(served_demo, reader):
    with current(served_demo).connect() as con:
        query = "select group_code from mart_group_month where month = '2024-10-01' limit 1"
        (code,) = con.execute(query).fetchone()
    app = opened("group", group=code, period=PERIOD)
    assert not app.exception
    assert "Data stewards see them" in text_of(app)
    titles = {title for one in app.dataframe for title in one.value.columns}
    assert "Sessions" in titles and not titles & {"People", "First uses", "Households visited"}
    assert not any(name in html_of(app) for name in ("<th>Assists", "Households visited</th>"))
    find_by(alone)
    titles = {t for one in opened("group", group=code, period=PERIOD).dataframe for t in one.value}
    assert {"People", "First uses"} <= titles


def test_a_filter_finds_no_hidden_unit_by_its_value(served_demo, rows):
    """Neither below nor above a limit: what has no value is on no side of it."""
    value = rows.loc[rows["missing_reason"] == "suppressed", "value"].to_numpy(float)
    assert not (value < 5).any() and not (value >= 5).any() and np.isnan(value).all()
