"""From the raw files of a snapshot to the marts, on Apache Spark: the same files of SQL."""

from pathlib import Path

import duckdb
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession

from data import sql_files
from data.build.built import TABLE, definition
from data.build.checks import CHECK_COLUMNS, claims
from data.build.raw_files import MANIFEST, ONE_FILE, Source, columns_of, no_snapshot, source_of
from data.build.spark.dialect import in_spark, type_in_spark
from data.build.warehouse import Progress, extents, prepare
from data.exports import exports
from data.reference import UNITS_CSV

REFERENCE = ("raw_unit", "raw_vintage", "raw_code")  # small, and made from lists of ours


def build(
    spark: SparkSession,
    source: str,
    out: str,
    units_csv: Path = UNITS_CSV,
    progress: Progress = lambda text: None,
) -> dict[str, int]:
    """Write every mart to <out>/<mart>/*.parquet; returns the rows of each.

    `source` is a snapshot's directory: an address that Spark reads, as `out` is one that it writes.
    The core tables stay in <out>/core, from which a build that broke off is looked into; what lies
    in these directories is replaced. RefusedError when the source is no snapshot.
    """
    of = _source(spark, source)
    _load(spark, source, of, units_csv)
    spark.sql(in_spark(extents())).createOrReplaceTempView("core_extent")
    for file in sql_files.ordered("core"):
        _kept(spark, file.name, spark.sql(in_spark(file.text)), f"{out}/core")
    progress(f"core tables: {len(sql_files.ordered('core'))}")
    rows = {}
    for file in sql_files.ordered("mart"):
        rows[file.name] = _kept(spark, file.name, spark.sql(in_spark(file.text)), out)
    progress(f"marts: {len(rows)}")
    rows |= _checked(spark, out)
    progress(f"checks: {len(sql_files.ordered('checks'))}")
    told = [(of.content_sha256, definition())]
    made = spark.createDataFrame(told, "content_sha256 string, definition string")
    made.coalesce(1).write.mode("overwrite").parquet(f"{out}/{TABLE}")
    return rows


def _load(spark: SparkSession, source: str, of: Source, units_csv: Path) -> None:
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
            paths = [f"{source}/{file}" for file in of.files[name]]
            reader = spark.read.schema(schema)  # a field that a file does not know stays empty
            found = reader.parquet(*paths) if paths else spark.createDataFrame([], schema)
            found.createOrReplaceTempView(name)


def _source(spark: SparkSession, source: str) -> Source:
    try:
        (text,) = spark.read.text(f"{source}/{MANIFEST}", wholetext=True).collect()[0]
    except (AnalysisException, IndexError) as error:
        raise no_snapshot(source, error) from error
    return source_of(str(text), source)


def _kept(spark: SparkSession, name: str, rows: DataFrame, out: str) -> int:
    """Write a table, and let what follows read it from there: plans stay short."""
    place = f"{out}/{name}"
    rows.write.mode("overwrite").parquet(place)
    written = spark.read.parquet(place)
    written.createOrReplaceTempView(name)
    return int(written.count())


def _checked(spark: SparkSession, out: str) -> dict[str, int]:
    """Write mart_check and mart_check_row."""
    columns = ", ".join(CHECK_COLUMNS)
    found = " union all ".join(
        f"select '{check.name}' as check_id, {columns} from ({in_spark(check.text)})"
        for check in sql_files.ordered("checks")
    )
    rows = {"mart_check_row": _kept(spark, "mart_check_row", spark.sql(found), out)}
    schema = "check_id string, claim string, claim_vi string, severity string"
    spark.createDataFrame(claims(), schema).createOrReplaceTempView("claim")
    counted = (
        "select claim.*, count(broken.check_id) as offenders from claim"
        " left join mart_check_row broken on broken.check_id = claim.check_id"
        " group by claim.check_id, claim.claim, claim.claim_vi, claim.severity"
    )
    rows["mart_check"] = _kept(spark, "mart_check", spark.sql(counted), out)
    return rows
