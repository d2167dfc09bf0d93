"""The history of a unit in words, in a table, and the way from it to the unit's data."""

from dataclasses import replace

import pytest

from geo.units import table as units
from geo.units.lineage import line, same_code, spans
from geo.units.search import search
from geo.units.unit import unit
from pages.shell.link_check import default_kpi
from pages.views.communes.story import paragraphs
from pages.views.communes.tables import data_link, line_table, matches_table
from pages.views.communes.text import became, in_force, notes, titled
from tests.pages.opened import address, html_of, opened, text_of

ACT_2024, ACT_2025 = "Nghị quyết 1104/NQ-UBTVQH15", "Nghị quyết 1674/NQ-UBTVQH15"


def test_the_way_of_ha_long_is_told_in_three_sentences(vi):
    told = paragraphs(line("2022", "commune", "13633"), vi)
    assert [paragraph.text for paragraph in told] == [
        "Phường Hạ Long (đến 31/08/2024) nhập với Phường Quang Trung và Phường Thống Nhất thành"
        f" Phường Quang Trung mới theo {ACT_2024}, từ 01/09/2024.",
        "Phường Quang Trung nhập với Phường Vị Xuyên, Phường Trần Hưng Đạo, Phường Cửa Bắc, Phường"
        " Năng Tĩnh, Phường Lộc Vượng, Phường Cửa Nam và Xã Mỹ Phúc thành Phường Nam Định theo"
        f" {ACT_2025}, từ 01/07/2025.",
        "Hiện nay: Phường Nam Định.",
    ]


def test_many_changes_of_one_day_are_listed_under_the_act(en):
    first, second = paragraphs(line("2025", "commune", "13669"), en)
    assert first.text == f"From 1 Sep 2024, under {ACT_2024}:"
    assert "Xã Mỹ Phúc went from Huyện Mỹ Lộc to Thành phố Nam Định" in first.items
    assert first.items[-1] == "Unchanged: Phường Lộc Vượng and Phường Cửa Nam"
    assert second.text.endswith(f"into Phường Nam Định under {ACT_2025}, from 1 Jul 2025.")


def test_a_district_is_said_to_be_no_longer_in_the_law(en):
    told = paragraphs(line("2022", "district", "358"), en)
    assert "merged with Thành phố Nam Định into the new Thành phố Nam Định" in told[0].text
    assert told[1].text.startswith("From 1 Jul 2025 there are no districts in the law")
    assert len(told) == 2


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (("2022", "commune", "13633"), "Merged into Phường Quang Trung"),
        (("2024", "commune", "13681"), "Merged, under the new name Phường Nam Định"),
        (("2022", "commune", "13696"), "Renamed: Phường Nam Phong"),
        (("2022", "commune", "13711"), "Moved to Thành phố Nam Định"),
        (("2022", "commune", "13741"), "Unchanged"),
        (("2025", "commune", "13669"), "In force today"),
        (("2025", "district", "356"), "A grouping of communes"),
    ],
)
def test_what_became_of_a_unit_in_a_few_words(key, text, en):
    assert became(unit(*key), en) == text


def test_dates_name_the_span_of_units_that_stayed(vi):
    (goi,) = spans(search("Gôi"))
    assert in_force(goi, vi) == "đến 30/06/2025"
    assert in_force(goi[1:], vi) == "01/09/2024 – 30/06/2025"
    assert titled(unit("2025", "commune", "13684"), vi).endswith("(cũ) (từ 01/07/2025)")


def test_a_commune_of_two_former_districts_says_so(en):
    one = unit("2025", "commune", "13699")
    told = notes(line(*one.key.split("-")), same_code(one), en)
    assert "parts of several former districts: Thành phố Nam Định and Huyện Vụ Bản" in told[0]
    assert (
        told[1] == "The code 13699 was also that of another unit: Phường Mỹ Xá (until 30 Jun 2025)."
    )


def test_matches_are_told_apart_by_type_district_vintage_and_dates(selection):
    table = matches_table(spans(search("Mỹ Lộc")), selection)
    assert table.count("<tr class='row") == 4
    for text in ("Thị trấn", "Huyện Mỹ Lộc", "2024", "01/09/2024 – 30/06/2025", "từ 01/07/2025"):
        assert text in table
    assert "unit=2025-commune-13708" in table


@pytest.mark.parametrize(
    ("chosen", "vintage", "period"),
    [
        ("2024-08", "2022", "2024-08"),
        ("2024-08", "2024", "2024-08"),  # earlier figures are carried to later units exactly
        ("2025-08", "2022", "2024-08"),  # the way back would be an estimate
        ("2025-08", "2024", "2025-06"),
        ("2025-Q3", "2024", "2025-Q2"),
    ],
)
def test_the_data_of_a_unit_are_those_of_its_own_time(chosen, vintage, period, served, selection):
    selection = replace(selection, period=chosen)
    link = data_link(unit(vintage, "commune", "13636"), served, selection)
    for text in (f"period={period}", f"vintage={vintage}", "level=commune", "area=13636"):
        assert text in link


def test_the_district_is_shown_with_an_indicator_that_districts_have(served, selection):
    link = data_link(unit("2022", "district", "358"), served, selection)
    assert "level=district" in link and "area=358" in link
    assert f"kpi={selection.kpi}" in link or f"kpi={default_kpi()}" in link


def test_the_line_has_a_heading_for_each_vintage(served, selection):
    table = line_table(line("2022", "commune", "13633"), served, selection)
    for vintage in ("2022", "2024", "2025"):
        assert f"Đơn vị năm {vintage}" in table
    assert table.count("class='row chosen'") == 1
    assert ACT_2024 in table and ACT_2025 in table


def test_a_split_names_its_parts_with_their_shares(vi, monkeypatch, tmp_path):
    rows = units.load()
    mine = (rows.vintage == "2024") & (rows.code == "13681")
    rows.loc[mine, "successor_code"] = "13669:0.7 13684:0.3"
    rows.to_csv(tmp_path / "units.csv", index=False)
    monkeypatch.setenv(units.VARIABLE, str(tmp_path / "units.csv"))
    told = paragraphs(line("2024", "commune", "13681"), vi)
    assert told[1].text == (
        "Phường Quang Trung (01/09/2024 – 30/06/2025) được chia vào Phường Nam Định (70%) và Phường"
        f" Thiên Trường (30%) theo {ACT_2025}, từ 01/07/2025."
    )
    others = paragraphs(line("2024", "commune", "13687"), vi)
    assert "một phần Phường Quang Trung" in others[1].text


pytestmark = pytest.mark.usefixtures("served_demo")


def searched(name: str):
    """The page after somebody has looked for a name."""
    return opened("communes").text_input[0].set_value(name).run()


def test_a_link_opens_the_same_unit_in_the_other_language():
    app = opened("communes", unit="2022-commune-13633")
    told = html_of(app).split("<p class='told'>")
    assert told[1].startswith("Phường Hạ Long (until 31 Aug 2024) merged with")
    assert told[-1].startswith("Today: Phường Nam Định.</p>")
    assert address(app)["unit"] == "2022-commune-13633"


def test_a_slip_is_answered_with_the_nearest_names():
    app = searched("Ha Lomg")
    assert not app.exception
    assert "No unit is called “Ha Lomg”. The names nearest to it are:" in text_of(app)
    assert "Phường Hạ Long" in html_of(app).split("<tr class='row")[1]


def test_a_name_of_one_unit_is_shown_at_once_and_stands_in_the_link():
    app = searched("ha long")
    assert app.header[0].value.startswith("Phường Hạ Long")
    assert address(app)["unit"] == "2022-commune-13633"
