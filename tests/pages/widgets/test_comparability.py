"""Any period on any units: what a link may ask for, what is counted once, what is taken away."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pandas as pd
import pytest

from kpis.periods import Period
from pages.shell import selection as selection_module
from pages.shell.selection import resolve
from pages.views.map.network import network, no_groups
from pages.views.map.unit_card import parts_of
from pages.views.quality.checks import offences
from pages.widgets.files.contents import as_csv, table
from pages.widgets.reporting import COUNTS, reporting


@pytest.fixture
def ask(monkeypatch, served):
    """Resolves what a link asks for; returns the selection and the problems."""

    def asking(**wishes):
        monkeypatch.setattr(selection_module, "wanted", lambda: {"lang": "en", **wishes})
        monkeypatch.setattr(selection_module, "keep", lambda changes: None)
        return resolve(served)

    return asking


@pytest.mark.parametrize("vintage", ["2022", "2024", "2025"])
@pytest.mark.parametrize("period", ["2023-05", "2024-12", "2025-08", "2025"])
def test_a_link_may_ask_for_any_units(ask, vintage, period):
    selection, problems = ask(period=period, vintage=vintage)
    assert (selection.period, selection.vintage, problems) == (period, vintage, [])


@pytest.mark.parametrize(("period", "vintage"), [("2023-05", "2022"), ("2025-08", "2025")])
def test_without_a_wish_the_units_of_the_reports_are_shown(ask, period, vintage):
    assert ask(period=period)[0].vintage == vintage


def test_unknown_units_are_answered(ask):
    selection, problems = ask(period="2025-08", vintage="2019")
    assert selection.vintage == "2025"
    assert problems == ["There are no units of 2019. Shown on the units of 2025."]


def test_a_unit_of_older_units_stays_chosen_in_a_new_period(ask):
    selection, problems = ask(period="2025-08", vintage="2022", level="commune", area="13969")
    assert (selection.area, problems) == ("13969", [])


@pytest.mark.parametrize("level", ["province", "district", "commune"])
@pytest.mark.parametrize(("period", "vintage"), [("2024-12", "2025"), ("2025-08", "2025")])
def test_reports_and_lines_are_counted_once(served, level, period, vintage):
    month = Period.parse(period)
    rows = reporting(served, month, level, vintage)
    reports = served.table("mart_report_month")
    mine = reports[[f"{m:%Y-%m}" == period for m in reports["month"]]]
    assert list(rows[COUNTS].sum()) == list(mine[COUNTS].sum())
    lines = offences(served, month, level, vintage)
    assert list(lines.sum()) == list(offences(served, month, "commune", vintage).sum())


def test_groups_are_not_divided_among_older_units(served, selection, en):
    older = replace(selection, period="2025-08", vintage="2022", area="13969", lang="en")
    assert network(served, older) == []
    assert "see the units of 2025" in no_groups(served, older)
    assert no_groups(served, replace(older, vintage="2025")) == ""


def test_where_lists_of_members_are_missing_the_card_says_so(monkeypatch, selection):
    told = {"month": [date(2026, 2, 1)], "villages": [60], "groups": [56], "members": [273]}
    for listed, note in ((55, "from the lists of 55 of 56 groups"), (56, "")):
        rows = pd.DataFrame({**told, "groups_listed": [listed]})
        monkeypatch.setattr("pages.views.map.network._of_unit", lambda *_, rows=rows: rows)
        found = network(None, replace(selection, lang="en"))
        assert found[2] == ("Members", "273", note)


@pytest.mark.parametrize("weights", [[0.75, 0.25], [None, None]])
def test_a_straddling_commune_names_its_districts_and_shares(served, selection, weights):
    class Told:
        """The sample, with shares of one commune as they would be with its population."""

        def table(self, name):
            map_ = pd.DataFrame({"area_code": ["359", "356"], "weight": weights})
            fixed = {"source_level": "commune", "source_vintage": "2025", "source_code": "13699"}
            return map_.assign(**fixed, level="district", vintage="2025")

        def units(self, level, vintage):
            return served.units(level, vintage)

    text = parts_of("13699", Told(), replace(selection, vintage="2025", period="2025-08"))
    if weights[0]:
        assert "Huyện Vụ Bản (cũ) 75,0%, Thành phố Nam Định (cũ) 25,0%." in text
    else:
        assert "Huyện Vụ Bản (cũ), Thành phố Nam Định (cũ)." in text
        assert "không so sánh được" in text and "%" not in text


def test_a_downloaded_file_says_of_every_line_how_far_it_can_be_compared(served, selection):
    asked = replace(selection, period="2025-08", vintage="2024", level="commune", lang="en")
    rows = served.measure(asked.kpi, "commune", ["2025-08"], "2024")
    content = as_csv(table(served, rows, asked), asked.language)
    assert content.startswith(b"\xef\xbb\xbf")
    read = pd.read_csv(BytesIO(content), dtype={"Code": str}, keep_default_na=False)
    assert len(read) == len(rows)
    assert list(read["Code"]) == list(rows["area_code"])
    words = {"exact": "Exact", "estimated": "Estimate", "not_comparable": "Not comparable"}
    expected = [words.get(mark, "") for mark in rows["comparability"]]
    assert list(read["Comparability"]) == expected
    assert "Estimate" in expected or "Not comparable" in expected
    assert read["Note"].str.contains("2025|not known").all()
