"""The map of some of its units: a group, a condition, in words; what of a link cannot be used."""

import pytest

from pages.filters.groups import of_kind
from pages.shell.opened import find
from pages.shell.served import Served
from tests.pages.opened import opened, tame

AT = {"kpi": "online_dossier_share", "level": "commune", "period": "2026-10", "lang": "vi"}


@pytest.fixture
def served(served_demo) -> Served:
    return Served(find().shown.name)


def table(app) -> list[str]:
    """The units of the ranked table."""
    return list(app.dataframe[0].value["Đơn vị"])


def said(app) -> str:
    texts = (*app.markdown, *app.warning, *app.info)
    return " ".join(tame(one.value) for one in texts)


def test_a_group_leaves_its_units_and_says_so(served):
    app = opened("map", **AT, unit_group="coast")
    names = served.names("commune", "2025")
    wanted = {names[code] for code in of_kind("coast", "2025")}
    assert set(table(app)) == wanted and 5 < len(wanted) < 57
    assert f"{len(wanted)} trên 57 đơn vị" in said(app)
    assert "Xóa lọc" in {one.label for one in app.button}


def test_a_condition_is_on_the_value_that_is_read(served):
    app = opened("map", **AT, where="value:> 90 & <= 91,5")
    rows = served.measure("online_dossier_share", "commune", ["2026-10"], "2025")
    known = rows[rows["value"].notna()]
    wanted = {
        name
        for name, value in zip(known["area_name"], known["value"], strict=True)
        if 90.05 <= value <= 91.55  # 90,1 to 91,5 as they are written
    }
    assert set(table(app)) == wanted and 3 < len(wanted) < 20


def test_what_cannot_be_used_is_said_and_all_units_stay(served):
    app = opened("map", **AT, where="change:tăng")
    assert len(table(app)) == 57 and "“change”" in said(app)
    app = opened("map", **AT, where="value:> 80 & <")
    assert len(table(app)) == 57 and "chưa viết hết" in said(app)


def test_where_nothing_passes_it_says_what_to_do(served):
    app = opened("map", **AT, where="value:> 99,9")
    assert not app.dataframe and "Không đơn vị nào" in said(app)
