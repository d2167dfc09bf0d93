"""The page of sources: each set told with its origin, size and day, in both languages."""

import re
from dataclasses import replace

import pytest

from geo.build import build, web_files
from geo.map import served
from geo.units import table as units
from pages.views.sources import import_reports
from pages.views.sources.boundary_sets import built_sets, is_grouping, sets_table
from pages.views.sources.legal_acts import changes_of_units


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    web_files.publish(build.directory() / "web")


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html))


def test_every_set_stands_in_the_table_with_its_file_and_size(vi, en):
    sets = built_sets(en)
    assert set(sets) == {(v, level) for v in units.VINTAGES for level in units.LEVELS}
    for words in (vi, en):
        table = sets_table(sets, words)
        assert table.count("<tr class='row'>") == 9
        for one in sets.values():
            assert one.file in table
    assert "226" in text(sets_table(sets, vi))
    assert "nén còn" in sets_table(sets, vi)
    assert "kB compressed" in sets_table(sets, en)


def test_what_is_not_official_or_derived_or_a_grouping_says_so(vi, en):
    sets = built_sets(en)
    table = text(sets_table(sets, en))
    assert table.count("not official") >= 9
    assert table.count("derived: joined of whole units") == 8  # all but the communes of 2022
    assert table.count("grouping of former units") == 2
    assert text(sets_table(sets, vi)).count("nhóm theo địa bàn cũ") == 2
    assert is_grouping("2025", "district") and not is_grouping("2024", "district")


def test_an_official_set_is_told_apart_and_names_its_own_source(en):
    sets = built_sets(en)
    key = "2025", "commune"
    sets[key] = replace(sets[key], basis="official", joined_from="", source_en="Department <b>X")
    table = sets_table(sets, en)
    assert table.count("official file") == 1
    assert "Department &lt;b&gt;X" in table


def test_the_crosswalk_names_its_acts_and_days(vi, en):
    table = text(changes_of_units(vi))
    for word in ("1104/NQ-UBTVQH15", "1674/NQ-UBTVQH15", "01/09/2024", "01/07/2025"):
        assert word in table
    assert "226 before, 175 after" in text(changes_of_units(en))
    straddling = (units.of("2025", "commune").straddles != "").sum()
    assert f"{straddling} communes join parts of two" in changes_of_units(en)


def test_where_nothing_is_built_the_page_says_so(monkeypatch, tmp_path, en):
    monkeypatch.setattr(web_files, "WEB_DIRECTORY", tmp_path)
    assert built_sets(en) == {}


def test_only_a_set_with_a_report_gets_a_box(monkeypatch, en):
    drawn, sets = [], built_sets(en)
    key = "2025", "commune"
    sets[key] = replace(sets[key], report="2025-commune-00000000.report.json")
    monkeypatch.setattr(served, "import_report", lambda vintage, level: {"of": (vintage, level)})
    monkeypatch.setattr(import_reports, "_report", lambda report, words: drawn.append(report["of"]))
    import_reports.import_reports(sets, en)
    assert drawn == [key]
