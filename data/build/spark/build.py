"""From the raw files of a snapshot to the marts, on Apache Spark: the same files of SQL."""

import json
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import duckdb
from pyarrow import ArrowException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StructType

from data import sql_files
from data.build.built import TABLE, definition
from data.build.checks import CHECK_COLUMNS, claims
from data.build.raw_files import MANIFEST, ONE_FILE, Source, columns_of, no_snapshot, source_of
from data.build.spark.dialect import in_spark, type_in_spark
from data.build.spark.places import Place, place_of, shown
from data.build.warehouse import Progress, extents, prepare
from data.exports import exports
from data.reference import UNITS_CSV
from data.sql_files import SqlFile
from data.store.snapshot import CURRENT

REFERENCE = ("raw_unit", "raw_vintage", "raw_code")  # small, and made from lists of ours


def build(
    spark: SparkSession,
    source: str,
    out: str,
    units_csv: Path = UNITS_CSV,
    progress: Progress = lambda text: None,
    only: Collection[str] = (),
) -> dict[str, int]:
    """Write every mart to <out>/<mart>/*.parquet, or `only` some; returns the rows of each.

    `source` is a snapshot's directory, or the storage that DX_SNAPSHOTS names, of which the served
    snapshot is read; it and `out` are addresses that `places` knows. The core tables stay in
    <out>/core, from which a build that broke off is looked into; what lies in these directories is
    replaced. Without `only`, the checks follow, and what it was built from, by which a publish
    takes it. RefusedError when the source is no snapshot.
    """
    came_from, of = _source(spark, source)
    target = place_of(spark, out)
    _load(spark, came_from, of, units_csv)
    spark.sql(in_spark(extents())).createOrReplaceTempView("core_extent")
    core, marts = _needed(only)
    for file in core:
        _kept(target, file.name, spark.sql(in_spark(file.text)), "core/")
    progress(f"core tables: {len(core)}")
    rows = {}
    for file in marts:
        rows[file.name] = _kept(target, file.name, spark.sql(in_spark(file.text)))
    progress(f"marts: {len(rows)}")
    if only:
        return rows
    rows |= _checked(spark, target)
    progress(f"checks: {len(sql_files.ordered('checks'))}")
    told = [(of.content_sha256, definition())]
    made = spark.createDataFrame(told, "content_sha256 string, definition string")
    target.write(TABLE, made.coalesce(1))
    return rows


def _needed(only: Collection[str]) -> tuple[list[SqlFile], list[SqlFile]]:
    """The files of core tables and of marts that are run for some marts, or for all."""
    core, marts = sql_files.ordered("core"), sql_files.ordered("mart")
    if not only:
        return list(core), list(marts)
    wanted = {name for file in marts if file.name in only for name in file.reads}
    for file in reversed(core):  # each stands after those that it reads
        wanted |= file.reads if file.name in wanted else set()
    return [file for file in core if file.name in wanted], [
        file for file in marts if file.name in only
    ]


def _load(spark: SparkSession, source: Place, of: Source, units_csv: Path) -> None:
    """Make the raw tables of the source, and those of our lists of units and codes."""
    with duckdb.connect() as con:
        prepare(con, units_csv)
        for name in REFERENCE:
            rows = con.table(name).to_arrow_table()
            spark.createDataFrame(rows).createOrReplaceTempView(name)
        schemas = {f"raw_{export.name}": columns_of(con, export) for export in exports()}
        for name in ONE_FILE:
            known = con.execute(f"describe {name}").fetchall()
            schemas[name] = ", ".join(f"{column} {kind}" for column, kind, *_ in known)
        for name, columns in schemas.items():
            con.execute(f"create or replace table typed ({columns})")
            schema = ", ".join(
                f"{column} {type_in_spark(kind)}"
                for column, kind, *_ in con.execute("describe typed").fetchall()
            )
            found = source.read(of.files[name], StructType.fromDDL(schema))
            found.createOrReplaceTempView(name)


def _source(spark: SparkSession, address: str) -> tuple[Place, Source]:
    """Where the raw files lie, and which."""
    try:
        place = place_of(spark, address)
        try:
            return place, source_of(place.text(MANIFEST), shown(address))
        except FileNotFoundError:
            pointer = json.loads(place.text(CURRENT))
        text = place.text(f"snapshots/{pointer['directory']}.json")
        found, listed = source_of(text, shown(address)), json.loads(text)["files"]
    except (OSError, ValueError, TypeError, KeyError, ArrowException) as error:
        raise no_snapshot(shown(address), error) from error
    hashed = {
        name: [f"files/{listed[file]['sha256']}" for file in files]
        for name, files in found.files.items()
    }
    return place, replace(found, files=hashed)


def _kept(target: Place, name: str, rows: DataFrame, under: str = "") -> int:
    """Write a table, and let what follows read it from there: plans stay short."""
    written, number = target.write(f"{under}{name}", rows)
    written.createOrReplaceTempView(name)
    return number


def _checked(spark: SparkSession, target: Place) -> dict[str, int]:
    """Write mart_check and mart_check_row."""
    columns = ", ".join(CHECK_COLUMNS)
    found = " union all ".join(
        f"select '{check.name}' as check_id, {columns} from ({in_spark(check.text)})"
        for check in sql_files.ordered("checks")
    )
    rows = {"mart_check_row": _kept(target, "mart_check_row", spark.sql(found))}
    schema = "check_id string, claim string, claim_vi string, severity string"
    spark.createDataFrame(claims(), schema).createOrReplaceTempView("claim")
    counted = (
        "select claim.*, count(broken.check_id) as offenders from claim"
        " left join mart_check_row broken on broken.check_id = claim.check_id"
        " group by claim.check_id, claim.claim, claim.claim_vi, claim.severity"
    )
    rows["mart_check"] = _kept(target, "mart_check", spark.sql(counted))
    return rows
