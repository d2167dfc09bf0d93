"""Filters of a link: what passes them, what of them cannot be used, and how a link carries them."""

import numpy as np
import pandas as pd
import pytest

from pages.filters.chosen import Filters, kept, written
from pages.filters.groups import Members
from pages.shell.selection import Selection
from tests.pages.opened import opened, text_of

ROWS = pd.DataFrame({"area_code": list("abcd"), "parent_code": list("xxyy")})
NUMBERS = {"value": np.array([90.0, 70.0, np.nan, 85.0]), "change": np.array([1.0, -2, -3, -4])}
AT = Selection("k", "commune", "2024-08", "2022")
QUERY = {"kpi": "online_dossier_share", "level": "commune", "period": "2024-08"}


@pytest.mark.parametrize(
    ("filters", "district", "passed"),
    [
        (Filters(), "", "abcd"),
        (Filters(), "x", "ab"),
        (Filters(group="g1", members=Members(frozenset("bcd"))), "", "bcd"),
        (Filters(only=("a", "d")), "y", "d"),
        (Filters(where={"value": "> 80", "change": "giảm"}), "", "d"),
        (Filters(where={"value": "trống"}), "", "c"),
    ],
)
def test_what_passes_all_filters(filters, district, passed):
    from dataclasses import replace

    found = kept(ROWS, filters, replace(AT, district=district), NUMBERS)
    assert "".join(ROWS["area_code"][found]) == passed


def test_a_link_carries_each_condition():
    assert written({"value": "> 80 & < 95", "change": "giảm"}) == "value:> 80 & < 95;change:giảm"
    assert written({"value": ""}) == ""


@pytest.mark.usefixtures("served_demo")
def test_what_of_a_link_cannot_be_used_is_said_and_the_rest_is_shown():
    app = opened(
        "analysis",
        **QUERY,
        unit_group="g999",
        only="13807.99999",
        where="valeu:> 3;change:>> 2;value:> 60",
    )
    assert not app.exception
    said = text_of(app)
    assert "The group of this link is no more: all units are shown." in said
    assert "Left out, as they are no units of this level today: " in said and "99999" in said
    assert "There is no column “valeu”. Did you mean “value”?" in said
    assert "cannot be read from sign 2 on: “> 2”" in said
    assert "Value > 60" in said


def test_no_unit_passes(served_demo):
    app = opened("analysis", **QUERY, where="value:> 100")
    assert not app.exception
    assert "No unit passes all of these filters: take one away." in text_of(app)


def test_an_indicator_of_the_province_alone_has_no_units(served_demo):
    app = opened("analysis", kpi="full_process_services")
    assert not app.exception
    assert "it has no units to compare" in text_of(app)


def test_an_indicator_without_the_level_is_shown_at_the_one_that_it_has(served_demo):
    app = opened("analysis", kpi="e_work_files_commune", level="district")
    assert not app.exception
    said = text_of(app)
    assert "This indicator is not measured at the chosen level: shown by Communes." in said
