"""A process that has loaded `data.intake` and forks for each run of it, told on stdin, in JSON.

Most of the time of a run is the start of Python and the import of pandas, which DuckDB wants:
fifty kills are affordable only without it. This process must have no connection to a database, and
numpy no threads of its own: threads that work do not survive a fork.
"""

import json
import os
import signal
import sys
import time
import traceback
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read by numpy when it is imported

import pandas  # noqa: F401

from data.intake import main
from data.publish.fault_points import KILL_AT

CRASHED = 70
STEP = 0.001


def run(
    commands: list[list[str]], logs: list[str], kill_after: float | None, kill_at: str
) -> list[list[float]]:
    """Run commands at once, each in a process group of its own; exit code and seconds of each.

    After `kill_after` seconds all groups are killed, as by a power cut; at the point `kill_at` of
    data/publish/fault_points.py a command ends itself so. stdout and stderr of a command go to its
    log with ".out" and ".err".
    """
    gate, release = os.pipe()
    children = []
    for command, log in zip(commands, logs, strict=True):
        child = os.fork()
        if child == 0:
            os.close(release)
            os.environ[KILL_AT] = kill_at
            _be(command, log, gate)
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


def _be(command: list[str], log: str, gate: int) -> None:
    """What a child does: wait until all are there, then be the command."""
    code = CRASHED
    try:
        os.setpgid(0, 0)
        for ending, stream in ((".out", 1), (".err", 2)):
            os.dup2(os.open(log + ending, os.O_WRONLY | os.O_CREAT), stream)
        os.read(gate, 1)
        code = main(command)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def serve() -> None:
    """Answer each line of stdin until it ends."""
    for line in sys.stdin:
        asked: dict[str, Any] = json.loads(line)
        print(json.dumps(run(**asked)), flush=True)


if __name__ == "__main__":
    serve()
