"""What a view says in sentences is what the KPI layer says: each is read back and compared."""

import re
from decimal import ROUND_HALF_EVEN, Decimal

import pandas as pd
import pytest

from data.store.snapshot import current
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.progress.progress import progress
from kpis.store import connect
from pages.shell.periods import fitting_period, in_force
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text.formats import DECIMALS
from pages.widgets.meetings.freezing import pairs, sentences
from tests.sweep import some

NUMBER = r"−?[\d.]+(?:,\d+)?"
WHOLE = re.compile(rf"Toàn tỉnh: (?:≈ )?({NUMBER})%?, (tăng|giảm) ({NUMBER}).* so với")
EDGES = re.compile(
    rf"Cao nhất: (.*) \((?:≈ )?({NUMBER})%?\); thấp nhất: (.*) \((?:≈ )?({NUMBER})%?\)\."
)
SHARE = re.compile(r"(\d+)/(\d+) ")
CASES = [(id, str(level)) for id, kpi in catalogue().items() for level in kpi.levels]
KNOWN = ("Toàn tỉnh: ", "Cao nhất: ", "Cả ")


@pytest.fixture(scope="module")
def served(served_demo):
    return Served(current(served_demo).name)


def written(value: float, unit: str) -> Decimal:
    places = Decimal(1).scaleb(-DECIMALS[unit])
    return Decimal(repr(float(value))).quantize(places, ROUND_HALF_EVEN)


def number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", ".").replace("−", "-"))


def readings(store, kpi, level, code, vintage):
    with connect(store) as con:
        return measure(con, kpi, level, [Period.parse(code)], vintage)


@pytest.mark.parametrize(("id", "level"), some(CASES, 5))
def test_each_sentence_is_what_the_kpi_layer_says(served, served_demo, id, level):
    kpi = catalogue()[id]
    code = fitting_period(kpi, "2026-09", served)
    vintage = in_force(Period.parse(code), served)
    asked = Selection(id, level, code, vintage, year="2025", snapshot=served.name)
    told = sentences(served, asked, kpi)
    rows = readings(served_demo, kpi, level, code, vintage)
    known = rows.dropna(subset="value")
    left = list(told)
    if "province" in kpi.levels:
        require_whole(left.pop(0), kpi, code, vintage, served_demo)
    if level == "province":
        assert left == []
        return
    with connect(served_demo) as con:
        aims = progress(con, kpi, level, Period.parse(code), vintage)
    aims = aims[(aims["target_year"] == 2025) & aims["target"].notna() & aims["status"].notna()]
    if len(aims):
        judged = aims[aims["status"] != "insufficient"]
        met = int((judged["status"] == "met").sum())
        assert SHARE.match(left.pop(0)).groups() == (str(met), str(len(judged)))
    values = [written(value, kpi.unit) for value in known["value"]]
    if len(set(values)) > 1:
        high, top, low, bottom = EDGES.fullmatch(left.pop(0)).groups()
        assert (number(top), number(bottom)) == (max(values), min(values))
        require_named(high, known, values, max(values))
        require_named(low, known, values, min(values))
    elif len(values) > 1:
        assert left.pop(0).startswith(f"Cả {len(values)} đơn vị có số liệu đều là ")
    assert SHARE.match(left[0]).groups() == (str(len(known)), str(len(rows)))
    lacking = rows[rows["value"].isna()]
    estimates = int((rows["comparability"] == "estimated").sum())
    counted = [int(n) for n in re.findall(r": (\d+)", left[0])]
    reasons = lacking["missing_reason"].value_counts(sort=False).to_list()
    assert counted == reasons + [estimates] * bool(estimates)
    assert len(left) == 1


def require_whole(told, kpi, code, vintage, store):
    now, before = (
        readings(store, kpi, "province", one, vintage)["value"].iloc[0]
        for one in (code, Period.parse(code).same_last_year().code)
    )
    if pd.isna(now) or pd.isna(before):
        assert "không có số liệu" in told or "chưa có số liệu" in told
        return
    moved = written(now, kpi.unit) - written(before, kpi.unit)
    if not moved:
        assert "không đổi so với" in told
        return
    value, way, amount = WHOLE.match(told).groups()
    assert number(value) == written(now, kpi.unit)
    assert (way, number(amount)) == ("tăng" if moved > 0 else "giảm", abs(moved))


def require_named(told, known, values, edge):
    names = [name for name, value in zip(known["area_name"], values, strict=True) if value == edge]
    if len(names) > 3:
        assert told == f"{len(names)} đơn vị"
    else:
        assert re.split(", | và ", told) == names


def test_what_a_file_says_of_indicators_is_no_fact_of_the_view():
    assert pairs([["Kỳ", "2026"], [], ["Chỉ số", "Đơn vị đo"]]) == [["Kỳ", "2026"]]
    assert pairs([["Kỳ", "2026"]]) == [["Kỳ", "2026"]]
