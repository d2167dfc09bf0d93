"""The page of targets: what stands beside a status is that of the chosen year, also in files."""

import csv

import pytest

from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.views.targets.download import table_of_all
from pages.views.targets.rows import of_all
from pages.widgets.files.contents import as_csv
from tests.pages.opened import address, asked, charts, legend, messages, opened, text_of

pytestmark = pytest.mark.usefixtures("served_demo")


@pytest.mark.sweep
def test_a_year_to_come_has_a_pace_and_a_year_that_is_over_asks_for_none():
    app = opened("targets", scope="all", year="2030", period="2026-10")
    table = app.dataframe[0].value.set_index("Indicator")
    users = table.loc["Adults using online public services"]
    value, target = users["Value"], 80
    assert users["Needed a month"] == pytest.approx((target - value) / 50)
    assert users["Needed a month, count"] > 1000 and users["Seen a month"] > 0
    over = opened("targets", scope="all", year="2025", period="2026-10").dataframe[0].value
    assert "Needed a month" not in over and over["Seen a month"].notna().any()


def test_all_indicators_are_one_file_with_all_that_stands_beside_a_status():
    app = opened("targets", scope="all", year="2030", period="2026-10")
    assert len(app.get("download_button")) == 3
    served = Served(address(app)["snapshot"])
    selection = Selection("", "province", "2026-10", "2025", year="2030", lang="en")
    rows = table_of_all(served, of_all(served, 2030, selection.period), selection)
    content = as_csv(rows, selection.language)
    lines = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert len(lines) == len(app.dataframe[0].value)
    assert {line["Target year"] for line in lines} == {"2030"}
    users = next(line for line in lines if line["Indicator"].startswith("Adults using online"))
    assert float(users["Value"]) == pytest.approx(
        100 * float(users["Numerator"]) / float(users["Denominator"]), abs=0.005
    )
    assert float(users["Needed a month"]) == pytest.approx(
        (80 - float(users["Value"])) / 50, abs=1e-3
    )
    ranges = next(line for line in lines if line["Target, upper end"])
    assert (float(ranges["Target"]), float(ranges["Target, upper end"])) == (4, 6)
    assert any("10 %" in line["To be read with care"] for line in lines)


def test_a_target_of_another_year_does_not_stand_for_the_one_that_is_asked_for():
    app = asked("targets?scope=one&kpi=active_group_share&year=2030&period=2026-10&level=commune")
    assert "no target for 2030: only its values are shown" in messages(app)
    assert legend(charts(app)[0]) == ["– No target"]
    assert set(app.dataframe[0].value["Status today"]) == {"– No target"}
    assert app.dataframe[0].value["Path today"].isna().all()


def test_the_page_says_how_the_path_runs():
    link = "targets?scope=one&kpi={}&year=2030&period=2026-10&level=district"
    assert "straight from the first reading" in text_of(asked(link.format("online_service_users")))
    assert "no path into a range" in text_of(asked(link.format("members_per_group")))


def test_the_card_of_a_unit_says_how_its_path_runs_and_what_its_status_hides():
    link = "map?kpi=member_training_share&level=commune&period=2026-10&area=13972"
    card = text_of(asked(link))
    assert "The path runs straight" in card
    assert "denominator changed by more than 10 %" in card
