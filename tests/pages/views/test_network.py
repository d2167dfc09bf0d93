"""The pages about the groups say what the exports hold, counted by other code."""

import re

import pytest

from data.store.snapshot import current
from kpis.network.register import register
from kpis.periods import Period
from pages.shell.served import Served
from pages.text.language import Language
from pages.views.network.register import register_file
from tests.kpis.network.test_network import SENT, alive, groups, lines, month  # noqa: F401
from tests.pages.opened import address, html_of, opened, text_of

pytestmark = pytest.mark.usefixtures("served_demo")


def figures(html: str) -> dict[str, str]:
    """The large figures of a page by their titles, with their notes."""
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html)
    return {title: re.sub(r"\s*<.*?>\s*", " ", told).strip() for title, told in pairs}


def test_the_published_figures_stand_on_the_page_at_the_end_of_2023():
    told = figures(html_of(opened("network", period="2023-12")))
    assert told["Groups"].startswith("2,160 ")
    assert told["Members"] == "10,557"
    assert told["Villages with a group"] == "2,160 of 2,160 0 without"
    assert told["Management groups"] == "237 226 communes + 10 districts + 1 province"
    assert told["People in management groups"] == "5,401 722 of post and telecom firms"


def test_the_commune_of_the_report_is_listed_with_its_eight_groups_of_five():
    app = opened("network", period="2023-12", vintage="2022", area="13759")
    told = figures(html_of(app))
    assert told["Groups"] == "8 below 4 members: 0, above 6: 0"
    assert (told["Members"], told["Management groups"]) == ("40", "1 1 communes")
    assert told["People in management groups"].startswith("8 ")
    (register,) = [one.value for one in app.dataframe if "Village" in one.value]
    assert register["Members"].to_list() == [5] * 8


def test_the_page_of_a_group_says_where_it_was_and_is():
    app = opened("group", group="T-13759-01", period="2023-12")
    html = html_of(app)
    assert "Thôn 1, Xã Tân Thành" in text_of(app).replace("\\", "")
    assert "Set up on 2 Sep 2022 in Xã Tân Thành, Huyện Vụ Bản. Today: Phường Trường Thi." in html
    assert figures(html)["Members"] == "5 list of 12/2023"
    assert address(app)["group"] == "T-13759-01"


def test_a_group_that_is_not_there_is_told_with_the_way_to_the_register():
    app = opened("group", group="![x](http://evil.example)", period="2023-12")
    assert not app.exception
    assert "There is no group" in app.info[0].value and "network?" in html_of(app)


def test_who_names_what_is_counted_in_the_reports(demo_exports, groups):  # noqa: F811
    period = month("06/2024")
    here = alive(groups, period)
    sent, named = set(), dict[str, set[str]]()
    for line in lines(demo_exports, "bao_cao", ";"):
        if month(line["Tháng"]) != period or line["Mã tổ"] not in here:
            continue
        if line["Trạng thái"] in SENT and line["Ngày gửi"]:
            sent.add(line["Mã tổ"])
            for kind in (line["Khó khăn"] or "").split(","):
                named.setdefault(kind.strip(), set()).add(line["Mã tổ"])
    app = opened("difficulties", period="2024-06", difficulty="thiet_bi")
    rows = re.findall(r"<tr class='row'>(.*?)</tr>", html_of(app))
    told = {}
    for row in rows:
        name, count, share, *_ = re.findall(r"<td[^>]*>(.*?)</td>", row)
        told[name] = count, share
    for kind, title in (("thiet_bi", "Devices"), ("duong_truyen", "Network coverage")):
        share = 100 * len(named[kind]) / len(sent)
        assert told[title] == (str(len(named[kind])), f"{share:.1f}")


def test_who_did_not_report_is_named(demo_exports):
    html = html_of(opened("difficulties", period="2026-10"))
    period = month("10/2026")
    sent = {
        line["Mã xã"]
        for line in lines(demo_exports, "bao_cao", "10/2026")
        if month(line["Tháng"]) == period and line["Trạng thái"] in SENT and line["Ngày gửi"]
    }
    every = {
        line["Mã xã"]
        for line in lines(demo_exports, "bao_cao", "10/2026")
        if month(line["Tháng"]) == period
    }
    assert len(every - sent) > 0
    assert f"No group sent a report: {len(every - sent)} units" in html


def test_the_register_can_be_taken_away(groups, served_demo):  # noqa: F811
    served = Served(current(served_demo).name)
    rows = served.ask(register, Period.parse("2026-10"), "2025")
    told = register_file(rows, served, Language("vi"))
    assert set(told["Mã tổ"]) == alive(groups, month("10/2026"))
    assert told["Nơi thành lập"].iloc[0].endswith("(2022)")
