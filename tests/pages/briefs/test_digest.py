"""The letter about new alerts: its words in both languages; nothing in it can misbehave."""

import re

import pandas as pd
import pytest

from kpis.alerts.evaluate import COLUMNS, WHOLE
from kpis.catalogue.catalogue import load
from pages.briefs.digest import MOST, Source, digest
from pages.text.language import Language

SOURCE = Source(
    "http://dashboard.example.vn",
    "g000012-1f2e3d4c",
    "2026-10-01",
    False,
    "2026-11-12T12:47:10+00:00",
)
BEHIND = {
    "alert": "r:smartphone_adult_share:commune:2025:13684:2030:2026-08",
    "place": 1,
    "rule": "r",
    "condition": "off_track",
    "severity": "serious",
    "kpi": "smartphone_adult_share",
    "level": "commune",
    "vintage": "2025",
    "area_code": "13684",
    "area_name": "Phường Nam Định",
    "parent_code": "356",
    "parent_name": "Thành phố Nam Định (cũ)",
    "since": "2026-08",
    "period": "2026-10",
    "periods": 3,
    "value": 80.04,
    "previous": 80.0,
    "previous_period": "2026-09",
    "target_year": 2030,
    "target": 95.0,
    "target_max": None,
    "target_status": "confirmed",
    "path": 90.0,
    "gap": -9.96,
    "weight": 0.105,
    "difficulty": None,
    "months": None,
    "groups": None,
    "of_groups": None,
}
OF_GROUPS = {
    **{"target_year": None, "previous": None, "previous_period": None, "kpi": "silent_groups"},
    **{"condition": "silent_groups", "value": 25.0, "months": 6, "groups": 3, "of_groups": 12},
}
NAMED = {
    **{**OF_GROUPS, "condition": "difficulty", "kpi": "difficulty", "difficulty": "thiet_bi"},
    **{"difficulty_vi": "Thiếu thiết bị", "difficulty_en": "Devices"},
}


def rows(*changes):
    """Alerts like that one, each with some changes."""
    made = pd.DataFrame([{**BEHIND, **change} for change in changes])
    assert set(COLUMNS) < set(made.columns)
    return made.astype(dict.fromkeys(WHOLE, "Int64"))


def letter(*changes, language="en", source=SOURCE):
    """The letter about such alerts."""
    return digest(rows(*(changes or ({},))), load(), Language(language), source)


def test_one_alert_in_plain_words():
    made = letter()
    assert made.subject == "Nam Định: new alerts (1), Oct 2026"
    assert "- Phường Nam Định, Thành phố Nam Định (cũ)\n" in made.text
    assert (
        "Adults with a smartphone (Oct 2026), on the way to 95% in 2030: 80.0%, 10.0 pts short of"
        " 90.0%, below the path for 3 months in a row, since Aug 2026." in made.text
    )
    assert (
        "http://dashboard.example.vn/map?kpi=smartphone_adult_share&level=commune&period=2026-10"
        "&vintage=2025&area=13684&lang=en&snapshot=g000012-1f2e3d4c\n" in made.text
    )
    assert made.text.endswith("Data published at 19:47 on 12 Nov 2026.\n")
    assert "Demonstration" not in made.subject + made.text + made.html


SENTENCES = [
    ({"condition": "jump", "value": 60.0, "previous": 20.0}, "up from 20.0% (Sep 2026) to 60.0%"),
    ({"condition": "jump", "value": 20.0, "previous": 60.0}, "down from 60.0% (Sep 2026) to 20.0%"),
    (
        {"condition": "no_report", "value": None, "gap": None},
        "no figures sent for 3 months in a row, since Aug 2026; the last ones are of Sep 2026",
    ),
    (
        {"condition": "no_report", "previous": None},
        "no figures sent for 3 months in a row, since Aug 2026; the last ones are of Sep 2026.",
    ),
    (
        {"condition": "no_report", "previous": None, "previous_period": None},
        "no figures were ever sent, for 3 months in a row, since Aug 2026.",
    ),
    (
        {"condition": "target_lost", "previous": 96.0, "gap": -14.96},
        "had reached the target for 2030, 95% (96.0% in Sep 2026); now (Oct 2026) 80.0%, 15.0 pts"
        " short, below the target for 3 months in a row, since Aug 2026.",
    ),
    (
        {"period": "2030-12"},
        "target for 2030 95%: 80.0%, 10.0 pts short, below the target for 3 months",
    ),
    ({"target_status": "proposed"}, "on the way to 95% (proposed here) in 2030"),
    (
        {"kpi": "members_per_group", "target": 4.0, "target_max": 6.0, "path": 4.0, "gap": -0.5},
        "on the way to 4–6 in 2030: 80.0, 0.5 off 4.0, off the path for 3 months in a row",
    ),
    (
        OF_GROUPS,
        "Groups without activity (months: 6): 3 of 12 groups (25.0%), 3 months in a row, since Aug"
        " 2026.",
    ),
    (NAMED, "Named as a difficulty: Devices: 3 of 12 groups (25.0%), 3 months in a row, since"),
]


@pytest.mark.parametrize(("change", "said"), SENTENCES)
def test_each_condition_in_one_sentence(change, said):
    assert said in letter(change).text


def test_an_alert_about_groups_leads_to_their_pages():
    made = letter(OF_GROUPS, NAMED)
    unit = "level=commune&period=2026-10&vintage=2025&area=13684"
    assert f"/work?{unit}&part=silent&silence=6&lang=en" in made.text
    assert f"/difficulties?{unit}&difficulty=thiet_bi&lang=en" in made.text
    assert made.html.count(">Groups</a>") == 2


def test_demonstration_data_say_so_in_subject_text_and_html():
    source = Source(SOURCE.base_url, SOURCE.snapshot, SOURCE.last_month, True, SOURCE.published)
    made = letter(source=source)
    assert made.subject.startswith("[Demonstration data] ")
    for half in (made.text, made.html):
        assert "Demonstration data: no figure here is a result" in half


def test_in_vietnamese_the_names_are_vietnamese():
    made = letter(language="vi")
    assert (
        "Tỷ lệ người trưởng thành có điện thoại thông minh (tháng 10/2026), chỉ tiêu" in made.text
    )
    assert "<html lang='vi'>" in made.html
    assert "&amp;level=commune&amp;period=2026-10&amp;" in made.html


def test_what_is_worst_comes_first_under_its_name():
    made = letter({}, {"severity": "notice", "alert": "b"}, {"severity": "notice", "alert": "c"})
    assert made.text.index("Serious (1)") < made.text.index("Notice (2)")


def test_of_very_many_the_rest_is_counted():
    made = letter(*({"alert": str(n)} for n in range(MOST + 3)))
    assert made.text.count("\n- ") == MOST
    assert "And 3 more.\nAll alerts: http://dashboard.example.vn/alerts?" in made.text


def test_nothing_is_fetched_from_elsewhere():
    html = letter().html
    assert set(re.findall(r"<(\w+)", html)) <= {
        *("html", "head", "meta", "body", "p", "h2", "ul", "li", "b", "a"),
    }
    assert not re.search(r"src=|url\(|@import|<link|script", html)


def test_a_name_can_begin_no_line_and_no_header_and_no_tag():
    evil = "Xã A\r\nBcc: x@example.vn\r\n\r\n<script>alert(1)</script>\u2028\x00\u202eB"
    made = letter({"area_name": evil, "area_code": "1'><b>&x=1\r\n"})
    assert "- Xã A Bcc: x@example.vn <script>alert(1)</script> B, Thành" in made.text
    assert "\r" not in made.text
    assert "<script" not in made.html
    assert "'><b>" not in made.html.split("<a href=")[1]
    assert "area=1%27%3E%3Cb%3E%26x%3D1%0D%0A" in made.text
    assert "\n" not in made.subject
