"""What the figures did since a decision: the ratio of the sums of exactly its units."""

from dataclasses import replace
from datetime import date

import pytest

from data.ledger.meetings.decisions import Decision, State
from data.store.snapshot import current
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.store import connect
from pages.shell.served import Served, catalogue
from pages.text.language import Language
from pages.widgets.meetings.outcomes import about, outcome, state_name

VI, KPI = Language("vi"), "payment_account_share"
TWO = ("356", "358")
DECISION = Decision(
    "Mở điểm hướng dẫn", "Sở", "2026-12-31", KPI, "district", "2022", TWO, "2024-08", 90.0
)


@pytest.fixture(scope="module")
def served(served_demo):
    return Served(current(served_demo).name)


def share(store, level, code, vintage, units=None):
    with connect(store) as con:
        rows = measure(con, catalogue()[KPI], level, [Period.parse(code)], vintage)
    if units:
        rows = rows[rows["area_code"].isin(units)]
    return 100 * rows["numerator"].sum() / rows["denominator"].sum()


def test_it_is_of_exactly_the_units_that_were_decided_on(served, served_demo):
    found = outcome(served, DECISION)
    newest = served.fact("last_month")[:7]
    assert found.newest == newest > "2024-08"
    assert found.before == pytest.approx(share(served_demo, "district", "2024-08", "2022", TWO))
    assert found.now == pytest.approx(share(served_demo, "district", newest, "2022", TWO))
    alone = outcome(served, replace(DECISION, units=TWO[:1]))
    assert alone.before != pytest.approx(found.before)


def test_no_unit_is_the_whole_province(served, served_demo):
    found = outcome(served, replace(DECISION, units=()))
    assert found.before == pytest.approx(share(served_demo, "province", "2024-08", None))


def test_what_the_data_do_not_hold_has_no_figures_and_hides_nothing(served):
    assert outcome(served, replace(DECISION, kpi="")) is None
    assert outcome(served, replace(DECISION, kpi="gone_since")) is None
    assert outcome(served, replace(DECISION, period="2019-01")) is None
    assert about(served, replace(DECISION, kpi="gone_since"), VI) == "gone_since"


def test_it_is_told_about_what_and_how_it_stands(served):
    told = about(served, DECISION, VI)
    assert told.startswith("Tỷ lệ người từ 15 tuổi có tài khoản thanh toán: ") and " và " in told
    many = replace(DECISION, units=("356", "358", "359", "360"))
    assert about(served, many, VI).endswith(": 4 đơn vị")
    assert state_name(DECISION, VI, date(2026, 12, 31)) == "Đang làm"
    assert state_name(DECISION, VI, date(2027, 1, 1)) == "Quá hạn"
    assert state_name(replace(DECISION, state=State.DONE), VI, date(2027, 1, 1)) == "Đã xong"
