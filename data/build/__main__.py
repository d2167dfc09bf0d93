"""The command line: the marts of a snapshot's raw files as Parquet, on DuckDB or on Apache Spark.

python -m data.build --in DIR --out DIR
python -m data.build --engine spark --master local-cluster[2,1,1500] --in DIR|s3://… --out …

Object storage is named as in DX_SNAPSHOTS: s3://bucket/folder?endpoint_override=HOST:PORT, or s3a://
"""

import argparse
import importlib.util
import sys
import time
from pathlib import Path

from data import sql_files
from data.build.marts import build
from data.build.warehouse import Progress
from data.command_line import run
from data.refusal import Bilingual, RefusedError

ENGINES = ("duckdb", "spark")
ADDRESS = "://"


def parser() -> argparse.ArgumentParser:
    """The arguments of the command."""
    made = argparse.ArgumentParser(
        prog="python -m data.build",
        description="Build the marts from the raw files of a snapshot and write each as Parquet. "
        "Both engines run the same files of SQL, and their marts are equal row for row.",
    )
    made.add_argument("--engine", choices=ENGINES, default="duckdb", help="default: duckdb")
    made.add_argument(
        "--master", default="local[*]", help="of Spark, as spark-submit takes it; default: local[*]"
    )
    made.add_argument(
        "--in",
        dest="source",
        metavar="DIR",
        required=True,
        help="the directory of a snapshot, or the storage of DX_SNAPSHOTS",
    )
    made.add_argument("--out", metavar="DIR", required=True, help="where a directory a mart goes")
    names = [file.name for file in sql_files.ordered("mart")]
    made.add_argument(
        "--mart", action="append", choices=names, default=[], metavar="NAME",
        help="on Spark: this one alone, and what it is made of; may be said several times",
    )  # fmt: skip
    return made


def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0 when all marts are written, 2 with a message when it is refused."""
    asked = parser().parse_args(arguments)
    if asked.mart and asked.engine != "spark":
        parser().error("--mart needs --engine spark")
    began = time.perf_counter()

    def progress(text: str) -> None:
        print(f"{time.perf_counter() - began:5.1f} s  {text}", file=sys.stderr, flush=True)

    try:
        rows = (_on_spark if asked.engine == "spark" else _on_duckdb)(asked, progress)
    except RefusedError as refused:
        print(f"data.build: {refused}", file=sys.stderr)
        return 2
    for mart, number in sorted(rows.items()):
        print(f"{mart} {number}")
    return 0


def _on_duckdb(asked: argparse.Namespace, progress: Progress) -> dict[str, int]:
    for place in (asked.source, asked.out):
        if ADDRESS in place:
            raise RefusedError(
                place,
                Bilingual("DuckDB không đọc địa chỉ này.", "DuckDB reads and writes no address."),
                Bilingual("Hãy dùng --engine spark.", "Use --engine spark."),
            )
    return build(Path(asked.source), Path(asked.out), progress=progress)


def _on_spark(asked: argparse.Namespace, progress: Progress) -> dict[str, int]:
    if importlib.util.find_spec("pyspark") is None:
        raise RefusedError(
            "pyspark",
            Bilingual("chưa cài Spark.", "Spark is not installed."),
            Bilingual("Hãy cài: pip install .[spark]", "Install it: pip install .[spark]"),
        )
    from data.build.spark import build as on_spark
    from data.build.spark.session import session

    source, out = (place.rstrip("/") for place in (asked.source, asked.out))
    with session(asked.master) as spark:
        return on_spark.build(spark, source, out, progress=progress, only=asked.mart)


if __name__ == "__main__":
    sys.exit(run(main, "data.build"))
