"""Beside a frozen view stands which units have another value in newer data."""

from dataclasses import replace

import pytest

from data.store.snapshot import current
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.store import connect
from pages.briefs.frozen import FrozenTable, FrozenView
from pages.shell.served import Served, catalogue
from pages.text.formats import number
from pages.text.language import Language
from pages.views.meetings.newer import _changes
from pages.widgets.files.contents import as_written

VI = Language("vi")
KPI = "payment_account_share"
ASKED = {
    "kpi": KPI,
    "level": "district",
    "period": "2024-08",
    "vintage": "2022",
}


@pytest.fixture(scope="module")
def view(served_demo):
    with connect(served_demo) as con:
        rows = measure(con, catalogue()[KPI], "district", [Period.parse("2024-08")], "2022")
    values = as_written(rows["value"], 2)
    lines = zip(rows["area_code"], rows["area_name"], values, strict=True)
    table = FrozenTable(("Mã", "Đơn vị", "Giá trị"), tuple(lines))
    return FrozenView("map", ASKED, "vi", "Tài khoản", (), (), table)


def changed(view, *others):
    """The view in which the first units had other values."""
    rows = list(view.table.rows)
    for at, value in enumerate(others):
        rows[at] = (*rows[at][:2], value)
    return replace(view, table=replace(view.table, rows=tuple(rows)))


def test_it_is_said_where_nothing_changed(served_demo, view):
    served = Served(current(served_demo).name)
    assert _changes(view, served, VI) == "Trong đó không giá trị nào của trang này thay đổi."


def test_units_of_another_value_are_named_with_both(served_demo, view):
    served = Served(current(served_demo).name)
    _, name, now = view.table.rows[0]
    told = number(now, VI, 1)
    assert _changes(changed(view, 12.34), served, VI) == (
        f"1 đơn vị có giá trị khác: {name} (12,3 → {told})."
    )
    many = _changes(changed(view, 1.0, None, "Chưa đến hạn", 2.0), served, VI)
    assert many.startswith("4 đơn vị có giá trị khác: ") and many.endswith(" ….")
    assert "(– → " in many and "(Chưa đến hạn → " in many


def test_what_the_newer_data_do_not_hold_is_said(served_demo, view):
    served = Served(current(served_demo).name)
    before = replace(view, selection={**ASKED, "period": "2019-01"})
    assert _changes(before, served, VI) == "Số liệu mới không còn trang này."
    other = replace(view, page="overview")
    assert _changes(other, served, VI) == ""


def test_the_month_at_which_the_player_stood_is_compared_too(served_demo, view):
    served = Served(current(served_demo).name)
    played = replace(view, page="compare", selection={**ASKED, "comparison": "play"})
    assert _changes(changed(played, 12.34), served, VI).startswith("1 đơn vị có giá trị khác: ")
    other = replace(played, selection={**ASKED, "comparison": "periods"})
    assert _changes(changed(other, 12.34), served, VI) == ""
