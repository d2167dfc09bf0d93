"""A session of Apache Spark whose answers do not depend on where it runs."""

import os
import sys

from pyspark.sql import SparkSession

LOCAL = "local"  # how the masters of this machine begin: local[2], local-cluster[2,1,1500]
THIS_MACHINE = "127.0.0.1"
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # what does not fit is an error and no NULL
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.ui.enabled": "false",  # it would listen on all addresses
    "spark.ui.showConsoleProgress": "false",
}


def session(master: str) -> SparkSession:
    """The session of a master as spark-submit takes it; on this machine it listens there alone.

    What `spark-defaults.conf` and PYSPARK_SUBMIT_ARGS say of memory, cores and further jars holds.
    """
    builder = SparkSession.builder.appName("data.build").master(master)
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    if master.startswith(LOCAL):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the tasks' Python: this one
        builder = builder.config("spark.driver.host", THIS_MACHINE)
        builder = builder.config("spark.driver.bindAddress", THIS_MACHINE)
        builder = builder.config("spark.sql.shuffle.partitions", "4")
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    return made
