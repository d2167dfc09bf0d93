"""Every page that counts targets: the same counts under the same words, computed from the data.

Expected are counts made here from the readings of 12/2025 and of the last month, by a plain loop.
"""

import csv
import re
from functools import cache
from html import unescape

import pandas as pd
import pytest

from kpis.catalogue.catalogue import load
from kpis.measure.extent import extent
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.progress.due import CONFIRMED
from kpis.progress.paths import is_met
from kpis.store import connect
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text.language import Language
from pages.text.results import verdict_line
from pages.views.targets.download import table_of_all
from pages.views.targets.rows import of_all
from pages.views.verdict.download import table
from pages.widgets.alerts import alerts
from pages.widgets.files.contents import as_csv
from pages.widgets.verdicts import judged, judged_in_province
from tests.pages.opened import address, html_of, opened
from tests.sweep import some

pytestmark = pytest.mark.usefixtures("served_demo")
VI = Language("vi")
TOLD = re.compile(
    r"(\d+)/(\d+) đạt · đạt muộn: (\d+) · chưa đạt: (\d+)(?: · đạt nhưng không giữ được: (\d+))?"
    r"(?: · chưa rõ: (\d+))?"
)


def counts_of(pairs: list[tuple[bool, bool]]) -> tuple[int, ...]:
    """Met, asked, late, not yet, lost, unknown of (met then, met now)."""
    met = sum(then for then, _ in pairs)
    late = sum(not then and now for then, now in pairs)
    lost = sum(then and not now for then, now in pairs)
    return met, len(pairs), late, len(pairs) - met - late, lost, 0


@pytest.fixture(scope="module")
def expected(served_demo):
    """The counts of the province: of confirmed targets and of the others."""
    law, others = [], []
    with connect(served_demo) as con:
        last = extent(con).last_month
        for kpi in load().values():
            goal = next((one for one in kpi.targets if one.year == 2025), None)
            if goal is None or "province" not in kpi.levels:
                continue
            annual = kpi.frequency == "year"
            whole = annual or kpi.time.numerator == "flow"
            year = last.year - (last.month < 12)
            now = f"{year}" if annual else f"{last:%Y-%m}"
            codes = ["2025" if whole else "2025-12", now]
            rows = [
                measure(con, kpi, "province", [Period.parse(code)], "2025").iloc[0]
                for code in codes
            ]
            met = tuple(is_met(float(row["value"]), goal, kpi.direction) for row in rows)
            (law if goal.status in CONFIRMED else others).append(met)
    assert len(law) > 5 and others
    return counts_of(law), counts_of(others)


@cache
def written(page: str, **query: str) -> str:
    """What a page writes as HTML, in Vietnamese; each is opened once."""
    return html_of(opened(page, lang="vi", **query))


def said(page: str, **query: str) -> str:
    """What a page writes as HTML, in Vietnamese, without tags."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", written(page, **query))).split())


def tallies(page: str, **query: str) -> list[str]:
    """The lines in which a page counts targets."""
    found = re.findall("<p class='tally[^>]*>(.*?)</p>", written(page, **query))
    return [" ".join(unescape(re.sub("<[^>]*>", " ", one)).split()) for one in found]


def told(text: str) -> list[tuple[int, ...]]:
    """All counts of targets whose year is over that a text tells."""
    return [tuple(int(n or 0) for n in one) for one in TOLD.findall(" ".join(text.split()))]


@pytest.mark.parametrize(
    ("page", "query"),
    some(
        [
            ("overview", {}),
            ("targets", {"scope": "all", "year": "2025"}),
            ("verdict", {"result": "all"}),
        ],
        2,
    ),
)
def test_a_page_counts_the_province_as_all_others_do(page, query, expected):
    (line,) = (one for one in tallies(page, **query) if one.startswith("Chốt 12/2025:"))
    assert told(line) == [*expected]


def test_the_page_for_leaders_counts_the_same(expected):
    law, others = expected
    text = said("leader")
    met, asked, late, not_yet, *_ = law
    assert f"{met}/{asked} Chốt 12/2025: số chỉ tiêu đạt" in text
    assert f"đạt muộn: {late} · chưa đạt: {not_yet}" in text
    assert f"ngoài ra {others[0]}/{others[1]} chưa xác minh" in text


def numbers(page: str, title: str, word: str, **query: str) -> int:
    """How many targets that are law a line counts in the badges whose words contain one."""
    (line,) = (one for one in tallies(page, **query) if title in one)
    counts = line.split(title)[1].split("chỉ tiêu chưa xác minh")[0]
    return sum(int(n) for n, words in re.findall(r"(\d+) ([^\d]+)", counts) if word in words)


def test_likely_targets_are_as_many_on_each_page():
    found = re.search(r"(\d+)/(\d+) Triển vọng: số chỉ tiêu năm 2030", said("leader"))
    likely, asked = map(int, found.groups())
    every = {"scope": "all"}
    places = (("overview", "Triển vọng 2030:", {}), ("forecast", "chỉ tiêu 2030:", every))
    for page, title, query in places:
        assert numbers(page, title, "có khả năng đạt", **query) == likely, page
        assert numbers(page, title, "", **query) == asked, page


@pytest.mark.parametrize("word", ["Hiện đạt", "Đúng lộ trình", "Hơi chậm", "▼ Chậm", ""])
def test_statuses_of_2030_are_as_many_on_both_pages(word):
    title = "Hiện trạng so với 2030:"
    query = {"scope": "all", "year": "2030"}
    assert numbers("overview", title, word) == numbers("targets", title, word, **query)


@pytest.mark.parametrize(
    "kpi", some(["e_signature_share", "online_dossier_share", "members_per_group"], 3)
)
@pytest.mark.parametrize("level", ["district", "commune"])
def test_units_are_counted_the_same_on_both_pages(kpi, level):
    link = {"kpi": kpi, "level": level}
    pages = [("targets", {"scope": "one", "year": "2025"}), ("verdict", {"result": "one"})]
    found = [told(" ".join(tallies(page, **link, **more))) for page, more in pages]
    assert found[0] == found[1] and len(found[0]) == 1


def test_the_card_of_a_unit_and_the_list_of_alerts_say_what_the_counts_hold():
    served = Served(address(opened("verdict"))["snapshot"])
    kpi = "e_signature_share"
    rows = judged(served, kpi, "commune")
    words = {"late": "đạt muộn", "not_yet": "chưa đạt", "held": "đạt, hiện vẫn đạt",
             "lost": "đạt nhưng không giữ được"}  # fmt: skip
    for since in rows["since"].drop_duplicates():
        area = rows.loc[rows["since"] == since, "area_code"].iloc[0]
        card = said("map", kpi=kpi, level="commune", area=area)
        line, today = card.split("Chốt 12/2025")[1].split("Hiện trạng so với 2025")
        assert words[since] in line, (area, since)
        today = today.split("Hiện trạng so với")[0]  # some have a target of their own for 2026
        assert ("✔ Hiện đạt" in today) == (since in ("late", "held"))
    told_of = alerts(served, VI).rows.dropna(subset="since_due")
    for row in told_of.to_dict("records"):
        mine = judged(served, row["kpi"], row["level"]).set_index("area_code")
        assert mine.loc[row["area_code"], "since"] == row["since_due"]


@pytest.mark.sweep
def test_files_hold_what_the_pages_count(expected):
    served = Served(address(opened("verdict"))["snapshot"])
    selection = Selection("", "province", served.fact("last_month")[:7], "2025", year="2025")
    every = of_all(served, 2025, selection.period)
    content = as_csv(table_of_all(served, every, selection), VI).decode("utf-8-sig")
    lines = list(csv.DictReader(content.splitlines(), delimiter=";"))
    judged_lines = table(
        served,
        [(catalogue()[kpi], rows) for kpi, rows in judged_in_province(served).groupby("kpi")],
        VI,
    )
    for found in (pd.DataFrame(lines), judged_lines):
        counts = found["Chốt 12/2025"].value_counts()
        assert counts["Đạt"] == sum(one[0] for one in expected)
        assert found["Sau đó"].eq("đạt muộn").sum() == sum(one[2] for one in expected)
        assert found["Sau đó"].eq("chưa đạt").sum() == sum(one[3] for one in expected)
    assert told(verdict_line(judged_in_province(served), VI)) == [*expected]


@pytest.mark.sweep
def test_before_its_year_is_over_a_target_has_a_status_and_no_verdict():
    text = " ".join(tallies("overview", period="2025-06"))
    assert "Chốt" not in text and "Hiện trạng so với 2025:" in text
    assert "Triển vọng 2030" not in text  # forecasts begin at the end of the data
    law, others = told(" ".join(tallies("overview", period="2025-12")))
    assert law[1] + others[1] > 10
