"""The gate for reading: who gets the rows behind figures, and of which communes.

It stands before what all sessions share: each reading is asked for by one after the other, in both
orders, so that nobody gets what was computed for somebody else.
"""

import ast
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.access.person import Person, at_work
from data.access.roles import ALLOWED
from data.publish.imports import Order, Request, import_files
from data.refusal import RefusedError
from data.store.snapshot import current
from pages.shell.selection import Selection
from pages.shell.served import ROWS, Served
from pages.views.explain.queries import all_lines, changes, figures, summary
from pages.views.sql.data import answer
from tests.data.access.persons import PERSONS, STEWARDS
from tests.kpis.explain.corrected import copied, correct
from tests.sweep import in_a_sweep

PAGES = Path(__file__).parents[3] / "pages"
ONE, OTHER = (
    "13972",
    "13684",
)  # communes of 2025; of 2022 13696 and 13981 are part of one, 13720 of the other
UNITS = {"own": frozenset({ONE}), "other": frozenset({OTHER})}
EVERYBODY = {
    who: Person(one.name, one.role, UNITS.get(who, one.units)) for who, one in PERSONS.items()
}
ADMINS = {"admin", "operator"}
READS = {*STEWARDS, *ADMINS}
ASKS = {"analyst", *READS}
SERVICE = "Tháng;Mã xã;Tài khoản định danh mức 2\n"
PROVINCE = Selection("online_dossier_share", "province", "2024-08", "2022", area="36", lang="vi")
COMMUNE = Selection("online_dossier_share", "commune", "2024-08", "2022", area="13696", lang="vi")


@pytest.fixture(scope="module")
def served(sample_store, tmp_path_factory):
    """A snapshot with a line that was replaced, and one set aside of each of two communes."""
    place = tmp_path_factory.mktemp("reading-gate")
    store = copied(sample_store, place)
    correct(store, place)
    path = place / "sai.csv"
    path.write_text(f"{SERVICE}12/2022;13696;hai\n12/2022;13720;ba\n", encoding="utf-8")
    with at_work(EVERYBODY["steward"]):
        import_files(Order([Request(path)]), store)
    path.write_text(f"{SERVICE}12/2022;00000;5\n", encoding="utf-8")
    with at_work(EVERYBODY["other"]):
        import_files(Order([Request(path)]), store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DX_STORE", str(store))
        yield Served(current(store).name)


def units_of(rows: pd.DataFrame, column: str) -> set[str]:
    return {str(one) for one in rows[column].dropna()}


def of_changes(served: Served, shown: Selection) -> set[str]:
    found = [rows for one in changes(served, shown, ("ho_so",)) for rows in _sides(one.change)]
    return {unit for rows in found for unit in rows["unit"]}


def _sides(change) -> tuple[pd.DataFrame, pd.DataFrame]:
    return change.gone, change.new


Reading = Callable[[Served], set[str]]
NONE = set[str]()
# By reading: what it is asked, whose units are seen by who is not limited, and by the two who are.
SQL = "a query in SQL"  # the first of a snapshot makes a file of half a million readings
READINGS: dict[str, tuple[Reading, set[str], set[str], set[str], set[str]]] = {
    "lines set aside": (
        lambda served: units_of(served.rows("mart_reject"), "area_code"),
        *(READS, {"13696", "13720", "00000"}, {"13696"}, {"13720", "00000"}),
    ),
    "the first lines of a figure": (
        lambda served: units_of(summary(served, PROVINCE).first_lines, "unit"),
        *(READS, {"13696", "13720", "13981"}, {"13696", "13981"}, {"13720"}),
    ),
    "all lines of a figure": (
        lambda served: units_of(pd.concat(all_lines(served, PROVINCE)), "unit"),
        *(READS, {"13696", "13720", "13981"}, {"13696", "13981"}, {"13720"}),
    ),
    "lines that were replaced": (
        lambda served: of_changes(served, COMMUNE),
        *(READS, {"13696"}, {"13696"}, NONE),
    ),
    "files that came": (
        lambda served: {Path(one).name for one in served.rows("mart_export")["file"]} & {"sai.csv"},
        *(ASKS, {"sai.csv"}, NONE, {"sai.csv"}),
    ),
    "rows that break a check": (
        lambda served: units_of(served.rows("mart_check_row"), "area_code"),
        *(READS, {"13981"}, {"13981"}, NONE),
    ),
    SQL: (
        lambda served: {str(one) for one in _answered(served)["level"]},
        *(ASKS, {"province"}, {"province"}, {"province"}),
    ),
}


def _answered(served: Served) -> pd.DataFrame:
    found = answer(served.name, "select distinct level from units where level = 'province'")
    assert not isinstance(found, RefusedError), found
    return found.rows


@pytest.mark.parametrize("order", ["first who may", "first who may not"])
@pytest.mark.parametrize("reading", [*(r for r in READINGS if r != SQL), in_a_sweep(SQL)])
def test_who_reads_what(reading: str, order: str, served: Served) -> None:
    ask, readers, whole, own, other = READINGS[reading]
    seen = {"own": own, "other": other, "none": own & other}
    fresh = Served(served.name)
    fresh._answers._found.clear()
    for who in sorted(EVERYBODY, key=lambda who: (who in readers) == (order != "first who may")):
        with at_work(EVERYBODY[who]):
            try:
                found = ask(fresh)
            except RefusedError as refused:
                assert who not in readers and refused.file in ALLOWED
                continue
        assert who in readers, who
        assert found == seen.get(who, whole), who


def test_figures_are_the_same_for_everybody(served: Served) -> None:
    told = []
    for who in EVERYBODY.values():
        with at_work(who):
            found = figures(served, PROVINCE)
            counts = served.counted("mart_reject", ("area_code",))
        assert found.files.empty and found.first_lines.empty
        told.append((found.units.to_csv(), found.lines, counts["lines"].sum()))
    assert len({*told}) == 1 and told[0][1] > 0


@pytest.mark.parametrize("mart", ROWS)
def test_a_mart_of_rows_is_not_handed_out_as_a_table(mart: str, served: Served) -> None:
    with pytest.raises(ValueError, match=mart):
        served.table(mart)


def test_no_page_asks_for_rows_past_the_gate() -> None:
    """Their names stand where they are guarded, and where they are counted."""
    known = {"shell/served.py", "views/quality/checks.py", "views/quality/view.py"}
    known |= {"views/explain/checks.py", "views/explain/files.py"}
    for path in sorted(PAGES.rglob("*.py")):
        texts = {
            node.value
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        place = path.relative_to(PAGES).as_posix()
        assert not (texts & {*ROWS}) or place in known, place
    for place in known - {"shell/served.py"}:
        tree = ast.parse((PAGES / place).read_text("utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        asked = [
            ast.unparse(one.func).split(".")[-1]
            for one in calls
            if any(isinstance(arg, ast.Constant) and arg.value in ROWS for arg in one.args)
        ]
        assert {*asked} <= {"rows", "counted"}
