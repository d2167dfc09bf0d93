"""What a link asks for and cannot be shown is explained on the page, beside what can be."""

import pytest

from tests.pages.opened import COMMUNES, address, asked, charts, messages, opened, text_of

pytestmark = pytest.mark.usefixtures("served_demo")

WISHES = [  # what a link asks for, what the page says, and what else it says or shows
    (
        "map?kpi=online_dossier_shar",
        "Did you mean “online_dossier_share”?",
        f"{COMMUNES} of {COMMUNES} units",
    ),
    ("map?period=2026-13", "“2026-13” is not a period", "Oct 2026"),
    (
        "map?vintage=1999&area=99999",
        "There are no units of 1999.",
        f"{COMMUNES} of {COMMUNES} units",
    ),
    ("map?vintage=1999&area=99999", "There is no unit “99999”", f"{COMMUNES} of {COMMUNES} units"),
    ("map?kpi=assists_per_1000&topic=zzz&level=village", "no topic “zzz”", f"of {COMMUNES} units"),
    ("map?level=village", "no level “village”", f"{COMMUNES} of {COMMUNES} units"),
    (
        "map?snapshot=g999999-00000000",
        "The data of this link are no longer kept",
        f"{COMMUNES} units",
    ),
    (
        "map?kpi=![x](http://example.org/x.png)",
        "There is no indicator",
        f"{COMMUNES} of {COMMUNES} units",
    ),
    ("reach?pace=![x](http://example.org/x.png)", "“![x](http://example.org/x.png)” is no", ""),
    ("reach?units=[x](http://example)", "today: [x](http://example).", ""),
    ("fair?view=peers&peers=13669.zz", "Left out, as there are no such units: zz.", "Median"),
    ("fair?view=cone", "no view “cone” here", "Outside the limits"),
    ("communes?unit=2024-district-358", "There is no unit “2024-district-358”", "of today"),
]


@pytest.mark.parametrize(
    ("link", "message", "shown"), WISHES, ids=[f"{one[0]}: {one[1]}" for one in WISHES]
)
def test_a_wish_that_cannot_be_shown(link, message, shown):
    app = asked(link)
    assert message in messages(app)
    assert "".join(shown.split()) in "".join(text_of(app).split())
    assert "Traceback" not in text_of(app)


def test_what_cannot_be_shown_leaves_the_link():
    assert "unit" not in address(asked("communes?unit=2024-district-358"))
    kept = address(asked("map?kpi=none&period=2026-13&level=village&vintage=1999&area=99999"))
    assert kept["level"] == "commune" and kept["vintage"] == "2025" and "area" not in kept
    assert kept["period"] == "2026-10" and kept["kpi"] == "basic_digital_skill_share"


def test_an_unknown_language_is_vietnamese():
    app = opened("map", lang="xx")
    assert app.title.values == ["Bản đồ chỉ số"]
    assert len(charts(app)) == 1


EMPTY = [
    ("map?kpi=digital_economy_share", "measured for the whole province only"),
    ("map?kpi=sme_platform_share&period=2026-10", "measured once a year"),
    ("map?kpi=e_work_files_district&period=2026-10", "No unit has a value"),
    ("targets?kpi=e_work_files_district&period=2026-10", "No unit has a value"),
    ("fair?kpi=full_process_services", "measured for the whole province only"),
    ("fair?kpi=sme_platform_share&period=2026-10", "measured once a year"),
    ("fair?kpi=members_per_group&view=funnel", "what is counted above is no part of what is"),
    ("fair?kpi=active_group_share&view=funnel", "it does not count separate people"),
    ("fair?kpi=members_per_group&view=gap", "best within a range"),
    ("fair?view=moved&period=2022-09", "There are no data for Sep 2021"),
    ("verdict?result=one&kpi=vssid_share", "This indicator has no target for 2025"),
]


@pytest.mark.parametrize(("link", "reason"), EMPTY, ids=[e[0] for e in EMPTY])
def test_an_empty_view_says_why(link, reason):
    app = asked(link)
    assert not app.exception
    assert reason in text_of(app)
