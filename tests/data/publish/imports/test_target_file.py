"""What is proposed, written as an export, taken in again: the targets of the units."""

from datetime import date, timedelta

import pytest

from data.publish.imports import Order, Request, import_files
from data.refusal import RefusedError
from data.stage.target_file import Decision, decision, target_file
from kpis.catalogue.catalogue import load
from kpis.catalogue.vocabulary import Confirmation
from kpis.progress.area_targets import area_targets
from kpis.store import connect
from kpis.whatif.proposal import proposal
from kpis.whatif.sharing import Method
from tests.stores import copy_of

KPI = load()["smartphone_adult_share"]
ISSUED, IN_FORCE = date(2025, 8, 29), date(2025, 7, 1)
PLAN = Decision('Kế hoạch số 12/KH-UBND; "số hóa"', ISSUED)


def test_the_very_bytes():
    made = target_file("eid", "commune", 2030, {"13633": 80.0, "13681": 72.5}, PLAN, True)
    assert made.decode("utf-8-sig") == (
        "Mã chỉ tiêu;Cấp;Mã đơn vị;Năm;Giá trị;Ngày ban hành;Văn bản;DỮ LIỆU TRÌNH DIỄN\n"
        'eid;xa;13633;2030;80;29/08/2025;"Kế hoạch số 12/KH-UBND; ""số hóa""";\n'
        'eid;xa;13681;2030;72,5;29/08/2025;"Kế hoạch số 12/KH-UBND; ""số hóa""";\n'
    )
    plain = target_file("eid", "district", 2030, {"356": 80.0}, Decision("12/KH", ISSUED), False)
    assert plain.decode("utf-8-sig").splitlines() == [
        "Mã chỉ tiêu;Cấp;Mã đơn vị;Năm;Giá trị;Ngày ban hành;Văn bản",
        "eid;huyen;356;2030;80;29/08/2025;12/KH",
    ]


def taken_in(store, path, level, is_demonstration, document):
    """Proposes by equal effort, takes the file in; what was proposed and what is found then."""
    with connect(store) as con:
        units = proposal(con, KPI, level, 2030).units.dropna(subset="value")
        before = area_targets(con, KPI, level, "2025")
    assert not any(target.year == 2030 for own in before.values() for target in own)
    values = dict(zip(units["area_code"], units[Method.EFFORT], strict=True))
    path.write_bytes(target_file(KPI.id, level, 2030, values, document, is_demonstration))
    (outcome,) = import_files(Order([Request(path)]), store)
    assert (outcome.accepted, outcome.quarantined) == (len(values), 0)
    with connect(store) as con:
        found = area_targets(con, KPI, level, "2025")
        flags = con.execute("select value from mart_data where key = 'is_demonstration'")
        flag = flags.fetchall()[0][0]
    kept = [(area, t) for area, own in found.items() for t in own if t.year == 2030]
    assert {(t.source, t.status) for _, t in kept} == {(document.text, Confirmation.CONFIRMED)}
    return values, {area: target.value for area, target in kept}, flag


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("level", "is_demonstration", "flag"), [("commune", False, "false"), ("district", True, "true")]
)
def test_it_comes_back_as_it_was_proposed(store, tmp_path, level, is_demonstration, flag):
    found = taken_in(store, tmp_path / "chi_tieu.csv", level, is_demonstration, PLAN)
    proposed, taken, marked = found
    assert (taken, marked) == (proposed, flag)


@pytest.mark.sweep
def test_all_communes_come_back(demo_store, tmp_path):
    copy_of(demo_store, tmp_path / "store")
    plan = Decision("Kế hoạch số 12/KH-UBND", date(2026, 11, 2))
    found = taken_in(tmp_path / "store", tmp_path / "chi_tieu.csv", "commune", True, plan)
    proposed, taken, _ = found
    assert (len(taken), taken) == (57, proposed)


@pytest.mark.parametrize(
    ("text", "issued", "why"),
    [
        ("  ", ISSUED, "cannot be used"),
        ("x" * 201, ISSUED, "cannot be used"),
        ("12/KH, gọi 0912345678", ISSUED, "phone number"),
        ("12/KH", date(2026, 1, 2), "to come"),
        ("12/KH", date(2025, 6, 30), "before these units"),
    ],
)
def test_what_the_import_would_set_aside_is_refused(text, issued, why):
    with pytest.raises(RefusedError, match=why):
        decision(text, issued, today=date(2026, 1, 1), in_force=IN_FORCE)


def test_a_decision_of_today_in_one_line():
    today = date(2026, 1, 1)
    assert decision(" 12/KH \n UBND", today, today, None) == Decision("12/KH UBND", today)
    assert decision("12/KH", IN_FORCE, IN_FORCE + timedelta(1), IN_FORCE).issued == IN_FORCE
