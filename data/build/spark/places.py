"""Where a build on Spark reads and writes: a folder, as Spark does, or object storage, by pyarrow.

Spark reads object storage through jars (hadoop-aws) that no Python package carries; pyarrow, which
every worker has that runs Python for Spark, needs none. A task reads whole files or writes one.
"""

import itertools
import os
import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

import pyarrow
from pyarrow import parquet
from pyarrow.fs import FileSelector, FileSystem
from pyspark import TaskContext, cloudpickle
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.types import StructType

SCHEMES = ("s3://", "s3a://")  # two names of one thing: Hadoop's, and everybody's
KEYS = "AWS_"  # how the variables begin that say who may read, and how
PIECE = 65_536  # lines that a task holds at a time

Batches = Iterator[pyarrow.RecordBatch]
Task = Callable[[Batches], Batches]


class Place(Protocol):
    """A directory under an address."""

    def text(self, name: str) -> str:
        """What a file says; OSError where there is none."""

    def read(self, names: Sequence[str], schema: StructType) -> DataFrame:
        """The rows of Parquet files; a column that a file has not is empty."""

    def write(self, name: str, rows: DataFrame) -> tuple[DataFrame, int]:
        """Put rows where others may lie; the rows as they lie there in Parquet, and how many."""


def place_of(spark: SparkSession, address: str) -> Place:
    """The directory of an address.

    s3://bucket/folder?endpoint_override=HOST:PORT&scheme=http, or s3a://, is object storage, with
    the keys of the environment, as in DX_SNAPSHOTS; all else is what Spark takes it for.
    OSError where the storage cannot be used.
    """
    return Objects(spark, address) if address.startswith(SCHEMES) else Folder(spark, address)


def shown(address: str) -> str:
    """An address without what may be a key."""
    scheme, mark, rest = address.partition("://")
    return f"{scheme}{mark}{rest.partition('?')[0].rpartition('@')[2]}" if mark else address


class Folder:
    """A directory that Spark reads and writes by itself."""

    def __init__(self, spark: SparkSession, address: str) -> None:
        self._spark, self._address = spark, address.rstrip("/")

    def text(self, name: str) -> str:
        """What a file says; OSError where there is none."""
        try:
            found = self._spark.read.text(f"{self._address}/{name}", wholetext=True).collect()
        except AnalysisException as error:
            raise FileNotFoundError(str(error)) from error
        return str(found[0][0]) if found else ""

    def read(self, names: Sequence[str], schema: StructType) -> DataFrame:
        """The rows of Parquet files; a column that a file has not is empty."""
        if not names:
            return self._spark.createDataFrame([], schema)
        paths = [f"{self._address}/{name}" for name in names]
        return self._spark.read.schema(schema).parquet(*paths)

    def write(self, name: str, rows: DataFrame) -> tuple[DataFrame, int]:
        """Put rows where others may lie; the rows as they lie there in Parquet, and how many."""
        rows.write.mode("overwrite").parquet(f"{self._address}/{name}")
        written = self._spark.read.parquet(f"{self._address}/{name}")
        return written, int(written.count())


class Objects:
    """A folder of object storage: the workers reach it themselves, nothing passes the driver."""

    def __init__(self, spark: SparkSession, address: str) -> None:
        scheme, _, rest = address.partition("://")
        try:
            self._storage, root = FileSystem.from_uri(f"{scheme.removesuffix('a')}://{rest}")
        except (OSError, ValueError, pyarrow.ArrowException) as error:  # its text may hold a key
            raise OSError(f"{shown(address)}: {type(error).__name__}") from None
        self._spark, self._root = spark, root.rstrip("/")
        # for the workers' Python, past the command lines on which settings of Spark stand
        keys = {name: value for name, value in os.environ.items() if name.startswith(KEYS)}
        spark.sparkContext.environment.update(keys)

    def text(self, name: str) -> str:
        """What a file says; OSError where there is none."""
        with self._storage.open_input_stream(f"{self._root}/{name}") as file:
            return bytes(file.read()).decode()

    def read(self, names: Sequence[str], schema: StructType) -> DataFrame:
        """The rows of Parquet files; a column that a file has not is empty."""
        if not names:
            return self._spark.createDataFrame([], schema)
        files = self._spark.createDataFrame(
            [(f"{self._root}/{one}",) for one in names], "file string"
        )
        rows = files.mapInArrow(_reading(self._storage, to_arrow_schema(schema)), schema)
        return rows.persist()  # several statements read a table: the workers keep it, or its disk

    def write(self, name: str, rows: DataFrame) -> tuple[DataFrame, int]:
        """Put rows where others may lie; the rows as they lie there in Parquet, and how many.

        What tasks left that were broken off or done twice is deleted, as is what lay there before.
        """
        directory, run = f"{self._root}/{name}", uuid.uuid4().hex[:8]
        schema = to_arrow_schema(rows.schema)
        writing = _writing(self._storage, f"{directory}/{run}", schema)
        done = rows.mapInArrow(writing, "file string, rows long").collect()
        number = sum(one.rows for one in done)
        written = {one.file for one in done} or {f"{directory}/{run}.parquet"}
        if not done:  # who reads the folder finds its columns
            parquet.write_table(schema.empty_table(), *written, filesystem=self._storage)
        for file in self._storage.get_file_info(FileSelector(directory)):
            if file.is_file and file.path not in written:
                self._storage.delete_file(file.path)
        names = sorted(file.removeprefix(f"{self._root}/") for file in written)
        return self.read(names, rows.schema), number


def _reading(storage: FileSystem, schema: pyarrow.Schema) -> Task:
    """What a task does that is given names of files: it gives their rows."""

    def read(names: Batches) -> Batches:
        for file in (str(one) for batch in names for one in batch.column(0)):
            with storage.open_input_file(file) as source:
                found = parquet.ParquetFile(source)
                known = [name for name in schema.names if name in found.schema_arrow.names]
                for batch in found.iter_batches(PIECE, columns=known):
                    columns = [
                        batch.column(field.name).cast(field.type)
                        if field.name in known
                        else pyarrow.nulls(batch.num_rows, field.type)
                        for field in schema
                    ]
                    yield pyarrow.RecordBatch.from_arrays(columns, schema=schema)

    return read


def _writing(storage: FileSystem, begin: str, schema: pyarrow.Schema) -> Task:
    """What a task does that is given rows: it writes them to a file; its name and how many."""

    def write(rows: Batches) -> Batches:
        task: Any = TaskContext.get()
        file, number = f"{begin}-{task.partitionId()}-{task.taskAttemptId()}.parquet", 0
        first = next(rows, None)
        if first is None:
            return
        with (
            storage.open_output_stream(file) as target,
            parquet.ParquetWriter(target, schema, compression="zstd") as writer,
        ):
            for batch in itertools.chain([first], rows):
                writer.write_batch(batch.cast(schema))
                number += batch.num_rows
        yield pyarrow.RecordBatch.from_pydict({"file": [file], "rows": [number]})

    return write


# a worker has Spark and pyarrow, and none of this program: it is sent these functions whole
cloudpickle.register_pickle_by_value(sys.modules[__name__])
