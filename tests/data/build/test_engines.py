"""The command that builds marts as Parquet, and what Spark would be told."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from data import sql_files
from data.build import __main__ as command
from data.build.marts import build
from data.build.spark.dialect import in_spark, type_in_spark
from data.build.warehouse import extents
from data.refusal import RefusedError
from data.store.snapshot import current

FILES = {
    f"{layer}/{file.name}": file.text
    for layer in ("core", "mart", "checks")
    for file in sql_files.ordered(layer)
}


def test_the_marts_are_those_that_were_published(sample_store, tmp_path):
    snapshot = current(sample_store)
    rows = build(snapshot.directory, tmp_path)
    with duckdb.connect(str(snapshot.marts()), read_only=True) as con:
        for mart, number in rows.items():
            path = f"{tmp_path / mart}/*.parquet"
            if mart == "mart_data":  # what the publish said of its derived tables
                number += 1
            else:
                query = f"from {mart} except all from read_parquet('{path}')"
                assert con.execute(query).fetchall() == [], mart
            assert con.execute(f"select count(*) from {mart}").fetchall() == [(number,)], mart
    assert len(rows) == len(sql_files.ordered("mart")) + 2


def test_a_second_build_takes_the_place_of_the_first(sample_store, tmp_path):
    (tmp_path / "mart_unit").mkdir()
    (tmp_path / "mart_unit" / "part-7.parquet").write_bytes(b"of another build")
    build(current(sample_store).directory, tmp_path)
    assert [path.name for path in (tmp_path / "mart_unit").iterdir()] == ["part-0.parquet"]


@pytest.mark.parametrize("manifest", [None, "{", "[]", '{"files": 3}'])
def test_what_is_no_snapshot_is_refused(tmp_path, manifest):
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(RefusedError, match="no directory of a snapshot"):
        build(tmp_path, tmp_path / "out")


def test_an_address_is_for_spark_alone(tmp_path, capsys):
    asked = ["--in", "s3a://figures/snapshot", "--out", str(tmp_path)]
    assert command.main(asked) == 2
    assert "Use --engine spark" in capsys.readouterr().err


@pytest.mark.sweep
def test_without_spark_it_says_what_to_install(tmp_path):
    hidden = "import sys; sys.modules['pyspark'] = None; import importlib.util as util;"
    hidden += "util.find_spec = lambda name: None; from data.build.__main__ import main;"
    asked = ["--engine", "spark", "--in", str(tmp_path), "--out", str(tmp_path)]
    run = [sys.executable, "-c", f"{hidden} sys.exit(main({asked}))"]
    done = subprocess.run(run, capture_output=True, text=True, cwd=Path(__file__).parents[3])
    assert done.returncode == 2 and "pip install .[spark]" in done.stderr


@pytest.mark.parametrize("name", [*FILES, "extents"])
def test_spark_is_told_what_it_can_read(name):
    told = in_spark(FILES.get(name) or extents())
    (tree,) = sqlglot.parse(told, dialect="spark")
    assert tree is not None
    unknown = {one.name for one in tree.find_all(exp.Anonymous)}
    assert unknown <= {"bool_and"}, "a macro, or a function that Spark may not have"


def test_a_macro_is_written_out_with_what_it_was_given():
    told = in_spark("select whole_or(a + whole_or(b)) as c from t")
    assert "whole_or" not in told.lower()
    assert told.count("1e-9") == 3 or told.count("1E-9") == 3


@pytest.mark.parametrize(
    ("kind", "told"),
    [("VARCHAR", "STRING"), ("DECIMAL(18,4)", "DECIMAL(18, 4)"), ("INTEGER", "INT")],
)
def test_a_type_by_the_name_that_spark_has_for_it(kind, told):
    assert type_in_spark(kind) == told
