"""A steward of some communes sends what is of these, under whatever unit, and nothing of others."""

import pytest

from data.access.person import Person, at_work
from data.ledger.gate import REFUSED
from data.publish.imports import Order, Request, import_files, preview
from data.publish.restore import events
from data.refusal import RefusedError
from data.store.snapshot import current
from tests.data.access.persons import MY_LOC, PERSONS
from tests.data.ledger.support import log
from tests.data.publish.imports.conftest import SAMPLE
from tests.sweep import some

SERVICE = "Tháng;Mã xã;Tài khoản định danh mức 2\n"
MEMBERS = (SAMPLE / "thanh_vien.csv").read_text("utf-8-sig").splitlines()[0] + "\n"
MANAGING = (SAMPLE / "to_quan_ly.csv").read_text("utf-8-sig").splitlines()[0] + "\n"
REGISTER = (SAMPLE / "to_cong_nghe_so.csv").read_text("utf-8-sig").splitlines()[0] + "\n"
PROVINCE = "Tháng;Thủ tục đủ điều kiện;Dịch vụ công toàn trình\n09/2023;1000;660\n"
EARLIER = "13729"  # a commune of 2022 that is part of MY_LOC today
ELSEWHERE = "13891"


def sent(store, who: Person, text: str, is_dry: bool = False):
    """What became of a file that somebody sends."""
    path = store.parent / "gui.csv"
    path.write_text(text, encoding="utf-8")
    with at_work(who):
        (outcome,) = import_files(Order([Request(path)], "typed"), store, is_dry)
    return outcome


@pytest.mark.parametrize("is_dry", [False, True])
def test_lines_of_the_own_commune_and_of_its_predecessors_are_taken(store, is_dry) -> None:
    text = f"{SERVICE}07/2023;{MY_LOC};351\n07/2023;{EARLIER};281\n"
    outcome = sent(store, PERSONS["own"], text, is_dry)
    assert (outcome.refused, outcome.accepted, outcome.replaced) == (None, 2, 2)


REFUSED_FILES = {
    "another commune": (f"{SERVICE}07/2023;{MY_LOC};351\n07/2023;{ELSEWHERE};9\n", "3 (Xã"),
    "a line set aside": (f"{SERVICE}07/2023;{ELSEWHERE};hai\n", "2 (Xã"),
    "the district": (f"{MANAGING}QL7;huyen;358;Huyện Mỹ Lộc;01/07/2023;;9;2\n", "2 (Huyện"),
    "the province": (PROVINCE, "province"),
}


@pytest.mark.parametrize("is_dry", some([False, True], 2))
@pytest.mark.parametrize("case", REFUSED_FILES)
def test_a_file_with_lines_of_others_is_refused_as_a_whole(store, case, is_dry) -> None:
    text, told = REFUSED_FILES[case]
    before = current(store).name
    outcome = sent(store, PERSONS["own"], text, is_dry)
    assert outcome.refused is not None and told in str(outcome.refused)
    assert (outcome.accepted, outcome.rejects, outcome.is_changed) == (0, [], False)
    assert current(store).name == before
    noted = [(one.actor, one.subject) for one in log(store) if one.action == REFUSED]
    assert noted == ([] if is_dry else [(PERSONS["own"].name, "import")])
    assert sent(store, PERSONS["steward"], text, is_dry).refused is None


TAKEN_OVER = {
    "a report of their group": f"{MEMBERS}10/2023;{ELSEWHERE};G1;9;2;1;0;3\n",
    "their group itself": f"{REGISTER}G1;{ELSEWHERE};;{ELSEWHERE}-01;Xóm 1;01/01/2024;\n",
    "what stands under their code": f"{MANAGING}QL3;xa;{ELSEWHERE};;01/07/2025;;9;1\n",
}


@pytest.mark.parametrize("case", TAKEN_OVER)
def test_a_line_of_the_own_commune_takes_nothing_of_others(store, case) -> None:
    before = current(store).name
    outcome = sent(store, PERSONS["other"], TAKEN_OVER[case])
    assert outcome.refused is not None, outcome.rejects
    assert "G1" in str(outcome.refused) or MY_LOC in str(outcome.refused)
    assert current(store).name == before


def test_who_is_limited_settles_their_own_lines_that_were_set_aside(store) -> None:
    """One line of MY_LOC and one that nobody can place are set aside; each is named as mended."""
    sent(store, PERSONS["steward"], f"{SERVICE}07/2023;{MY_LOC};hai\n07/2023;00000;5\n")
    assert waiting(store) == [(2, MY_LOC), (3, "00000")]
    with current(store).connect() as con:
        ((load,),) = con.execute("select max(load) from mart_reject").fetchall()

    def mended(commune: str) -> str:
        lines = (f"{load}:{line};07/2023;{commune};{line}\n" for line in (2, 3))
        return f"Mã dòng tách riêng;{SERVICE}{next(lines)}"

    sent(store, PERSONS["other"], mended(ELSEWHERE))
    assert waiting(store) == [(2, MY_LOC), (3, "00000")]
    sent(store, PERSONS["own"], mended(MY_LOC))
    assert waiting(store) == [(3, "00000")]


def waiting(store) -> list[tuple[int, str]]:
    """The lines that are set aside, and the unit that each names."""
    with current(store).connect() as con:
        return con.execute("select line, area_code from mart_reject order by load, line").fetchall()


def test_the_account_stands_in_the_history(store) -> None:
    sent(store, PERSONS["own"], f"{SERVICE}07/2023;{MY_LOC};351\n")
    assert events(store)[-1]["by"] == PERSONS["own"].name


def test_the_marts_of_a_dry_run_are_not_made_of_a_file_of_others(store) -> None:
    path = store.parent / "gui.csv"
    path.write_text(f"{SERVICE}07/2023;{ELSEWHERE};9\n", encoding="utf-8")
    with at_work(PERSONS["own"]), preview(Order([Request(path)]), store) as (outcomes, con):
        assert [type(one.refused) is RefusedError for one in outcomes] == [False]
        assert "mart_unit" not in {name for (name,) in con.execute("show tables").fetchall()}
