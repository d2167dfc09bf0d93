"""What happens to a publish when the program that computes the derived tables goes wrong."""

from pathlib import Path

import pytest

from data.publish import programs
from data.publish.directory import publish
from data.refusal import RefusedError
from data.store.snapshot import current
from tests.sweep import some

ROOT = Path(__file__).parents[3]


@pytest.fixture
def program(tmp_path, monkeypatch, few):
    """Makes the publish run a program of the test instead of the dashboard's."""

    def write(text: str) -> None:
        (tmp_path / "of_a_test.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(programs, "DERIVED", "of_a_test")
        monkeypatch.setattr(programs, "ROOT", tmp_path)
        monkeypatch.delenv(programs.LEFT_OUT)

    return write


def _problem(store):
    with current(store).connect() as con:
        query = "select value from mart_data where key = 'derived_problem'"
        row = con.execute(query).fetchone()
        tables = [
            name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()
        ]
    return row and row[0], tables


WRITES = """
import sys, duckdb
with duckdb.connect(sys.argv[1], read_only=True) as con:
    con.execute("copy (select count(*) as units from mart_unit) to '" + sys.argv[2]
                + "/mart_of_a_test.parquet' (format parquet)")
"""


def test_tables_of_the_program_join_the_marts(sample, tmp_path, program):
    program(WRITES)
    publish(sample, tmp_path / "store")
    problem, tables = _problem(tmp_path / "store")
    assert problem is None and "mart_of_a_test" in tables
    assert current(tmp_path / "store").manifest["tables"]["mart_of_a_test"] == 1


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("text", "said"),
    some(
        [
            ("import sys; print('no such KPI', file=sys.stderr); sys.exit(2)", "2: no such KPI"),
            ("raise ZeroDivisionError('x')", "1: ZeroDivisionError: x"),
            ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "-9: no message"),
        ],
        3,
    ),
)
def test_a_program_that_fails_keeps_no_snapshot_from_being_served(
    sample, tmp_path, program, text, said
):
    program(text)
    told: list[str] = []
    publish(sample, tmp_path / "store", progress=told.append)
    problem, tables = _problem(tmp_path / "store")
    assert problem == f"of_a_test ended with {said}"
    assert f"derived tables: {problem}" in told
    assert "mart_unit" in tables
    assert not list((tmp_path / "store").glob(".staging*"))


@pytest.mark.sweep
def test_a_program_that_does_not_end_is_ended(sample, tmp_path, program, monkeypatch):
    program("import time; time.sleep(60)")
    monkeypatch.setattr(programs, "SECONDS", 0.5)
    publish(sample, tmp_path / "store")
    assert _problem(tmp_path / "store")[0] == "of_a_test took longer than 0.5 s"


@pytest.mark.sweep
def test_a_disk_that_is_full_refuses_the_publish(sample, tmp_path, program):
    program("import sys; print('no space', file=sys.stderr); sys.exit(3)")
    with pytest.raises(RefusedError, match="free space"):
        publish(sample, tmp_path / "store")
    assert current(tmp_path / "store") is None


def test_the_recipe_knows_every_file_that_decides_a_snapshot():
    from data.publish.recipe import recipe
    from data.reference import UNITS_CSV

    deciding = {
        path.relative_to(ROOT).as_posix()
        for folder in ("data", "kpis")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".sql", ".toml", ".csv")
    }
    of_province = {f"province/{name}" for name in ("units.csv", "province.toml", "targets.toml")}
    assert of_province <= set(recipe(UNITS_CSV))
    left_out = deciding - set(recipe(UNITS_CSV))
    # how they are made decides nothing in the marts
    aside = ("data/backup/", "data/demo/", "data/ledger/", "data/query/")
    assert all(name.startswith(aside) for name in left_out), left_out
    assert {"data/synonyms.toml", "kpis/definitions/adoption.toml"} <= set(recipe(UNITS_CSV))
