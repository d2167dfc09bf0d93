"""Marts built from object storage into object storage, by a cluster that shares nothing else.

Its workers were given no key and no file of this program: what they need comes with their task.
"""

import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from pyarrow.fs import FileSystem, copy_files

from data.publish.directory import publish
from data.publish.exchange.exchange import follow
from data.publish.exchange.place import SHARED
from data.store.snapshot import current
from tests.scale.equal import built, demand_equal
from tests.serving import free_port

SAMPLE = Path(__file__).parents[1] / "kpis" / "sample"
SOME = ("mart_activity_month", "mart_reject")  # of long exports, and of a list in one file
THIS_MACHINE = "127.0.0.1"
PART = "org.apache.spark.deploy.{0}.{1}"
STARTED = 60  # seconds after which a cluster counts as one that does not start


@pytest.fixture
def store(folder, tmp_path, monkeypatch) -> Path:
    """A store with a published snapshot, which it put to the shared storage."""
    monkeypatch.setenv(SHARED, folder("shared"))
    exports = Path(shutil.copytree(SAMPLE, tmp_path / "exports"))
    publish(exports, tmp_path / "store")
    follow(tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def master(tmp_path, monkeypatch):
    """Gives the address of a master with two workers, each a process that knows no variable."""
    import pyspark

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("SPARK_LOCAL_IP", THIS_MACHINE)
    few = "--conf spark.sql.shuffle.partitions=2 pyspark-shell"  # of 200, for a few hundred lines
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", few)
    home, port = Path(pyspark.__file__).parent, free_port()
    address = f"spark://{THIS_MACHINE}:{port}"
    known = {name: os.environ[name] for name in ("PATH", "JAVA_HOME") if name in os.environ}
    environment = {**known, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": THIS_MACHINE}

    def started(name: str, part: str, *arguments: str) -> Path:
        directory = tmp_path / name
        directory.mkdir()
        log = directory / "log"
        command = [str(home / "bin" / "spark-class"), part, "--host", THIS_MACHINE, *arguments]
        with log.open("wb") as told:
            process = subprocess.Popen(
                command, cwd=directory, env=environment, stdout=told, stderr=subprocess.STDOUT
            )
        running.callback(process.wait, 20)
        running.callback(process.terminate)
        return log

    def wait_for(log: Path, text: str) -> None:
        latest = time.monotonic() + STARTED
        while text not in log.read_text("utf-8", errors="replace"):
            assert time.monotonic() < latest, log.read_text("utf-8", errors="replace")[-3000:]
            time.sleep(0.05)

    with ExitStack() as running:
        log = started(
            "master", PART.format("master", "Master"), "--port", str(port), "--webui-port", "0"
        )
        wait_for(log, "New state: ALIVE")
        workers = []
        for number in range(2):
            size = ("--cores", "1", "--memory", "1g", "--webui-port", "0")
            worker = PART.format("worker", "Worker")
            workers.append(started(f"worker-{number}", worker, *size, address))
        for worker in workers:
            wait_for(worker, "Successfully registered")
        yield address


@pytest.fixture
def taken(master, folder, tmp_path):
    """Gives what builds these marts out of an address and gives the folder they were taken to."""

    def built_from(source: str) -> Path:
        marts = [word for mart in SOME for word in ("--mart", mart)]
        engine, target = ("--engine", "spark", "--master", master), folder("marts")
        print(built(*engine, "--in", source, "--out", target, *marts))
        storage, root = FileSystem.from_uri(target)
        copy_files(root, str(tmp_path / "taken"), storage)
        return tmp_path / "taken"

    return built_from


def test_marts_of_the_shared_storage_are_those_of_a_folder(store, folder, taken, tmp_path):
    there = taken(folder("shared").replace("s3://", "s3a://"))
    built("--in", str(current(store).directory), "--out", str(tmp_path / "here"))
    for mart in SOME:
        demand_equal(tmp_path / "here", there, mart)


def test_an_address_is_told_without_its_keys():
    from data.build.spark.places import shown

    assert shown("s3a://KEY:SECRET@figures/marts?endpoint_override=host:1") == "s3a://figures/marts"
    assert shown("/srv/snapshots/a@b") == "/srv/snapshots/a@b"
