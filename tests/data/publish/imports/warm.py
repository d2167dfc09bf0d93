"""A process that has loaded the commands and forks for each run of one, told on stdin, in JSON.

Most of the time of a run is the start of Python and the import of pandas, which DuckDB wants:
fifty kills are affordable only without it. This process must have no open connection to a
database, and numpy no threads of its own: threads that work do not survive a fork. With a run as
its argument it is that run itself, for systems that cannot fork.
"""

import json
import os
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read by numpy when it is imported

import pandas  # noqa: F401

from data import intake
from data.exports import exports
from data.publish import __main__ as publish
from data.publish import directory
from data.publish.imports import Order, Request, import_files
from tests.data.conftest import SAMPLE

PROGRAMS = {"data.intake": intake.main, "data.publish": publish.main}
CRASHED = 70
STEP = 0.001


def be(
    program: str, command: list[str], environment: dict[str, str], only: list[str], largest: int
) -> int:
    """Run a program of PROGRAMS with arguments and return its exit code.

    A directory holds only the exports of these names, if any; a file grows to so many bytes at
    most, if not 0.
    """
    os.environ.update(environment)
    if only:
        directory.exports = lambda: [export for export in exports() if export.name in only]
    if largest:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    return PROGRAMS[program](command)


def run(runs: list[dict[str, Any]], logs: list[str], kill_after: float | None) -> list[list[float]]:
    """Do the runs at once, each in a process group of its own; exit code and seconds of each.

    After `kill_after` seconds all groups are killed, as by a power cut. stdout and stderr of a run
    go to its log with ".out" and ".err".
    """
    gate, release = os.pipe()
    children = []
    for one, log in zip(runs, logs, strict=True):
        child = os.fork()
        if child == 0:
            os.close(release)
            _fork(one, log, gate)
        os.setpgid(child, child)  # here too: the child may not have come to it when it is killed
        children.append(child)
    began = time.perf_counter()
    os.close(gate)
    os.close(release)
    ended: dict[int, list[float]] = {}
    while len(ended) < len(children):
        passed = time.perf_counter() - began
        for child in (child for child in children if child not in ended):
            if kill_after is not None and passed >= kill_after:
                os.killpg(child, signal.SIGKILL)
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                ended[child] = [os.waitstatus_to_exitcode(status), passed]
        time.sleep(STEP)
    return [ended[child] for child in children]


def _fork(one: dict[str, Any], log: str, gate: int) -> None:
    """What a child does: wait until all are there, then be the run."""
    code = CRASHED
    try:
        os.setpgid(0, 0)
        for ending, stream in ((".out", 1), (".err", 2)):
            os.dup2(os.open(log + ending, os.O_WRONLY | os.O_CREAT), stream)
        os.read(gate, 1)
        code = be(**one)
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def serve() -> None:
    """Answer each line of stdin until it ends; what a first import loads is there by then."""
    with tempfile.TemporaryDirectory() as store:
        import_files(Order([Request(SAMPLE / "dich_vu_cong.csv")]), Path(store))
    for line in sys.stdin:
        print(json.dumps(run(**json.loads(line))), flush=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit(be(**json.loads(sys.argv[1])))
    serve()
