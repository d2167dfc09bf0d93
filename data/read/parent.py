"""Starts the child that reads one file, and turns each way it can end into a reading or refusal."""

import dataclasses
import json
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from data.read import refusals
from data.read.model import Limits, Reading, from_json
from data.refusal import Bilingual, RefusedError
from data.store.atomic import sha256_of

START = Path(__file__).with_name("start.py")
ANSWER = "answer.json"
# How a child ends when the system stops it; the names are missing on Windows.
STOPPED = {"SIGXCPU": "seconds", "SIGXFSZ": "written", "SIGABRT": "memory", "SIGKILL": "memory"}
LEGACY = ("", "tcvn3", "vni")


def read(path: Path, scratch: Path, limits: Limits | None = None, legacy: str = "") -> Reading:
    """The sheets of a file, as text. What is written goes to a new directory under `scratch`.

    `legacy` is the font encoding that a person confirmed for this file: "tcvn3" or "vni".
    The received file must stay where it is as long as the reading is used. RefusedError when the
    file cannot be read as a whole.
    """
    if legacy not in LEGACY:
        raise ValueError(f"legacy must be one of {LEGACY}, not {legacy!r}")
    limits = limits or Limits()
    path = path.absolute()
    try:
        size = path.stat().st_size
    except OSError as error:
        raise refusals.unopened(path, error) from error
    if size == 0:
        raise refusals.empty(path)
    if size > limits.bytes:
        raise refusals.too_large(path, size, limits.bytes)
    scratch.mkdir(parents=True, exist_ok=True)
    own = Path(tempfile.mkdtemp(prefix="reading-", dir=scratch)).absolute()
    request = {
        "path": str(path),
        "scratch": str(own),
        "limits": dataclasses.asdict(limits),
        "legacy": legacy,
    }
    with ThreadPoolExecutor(1) as pool:  # while the child reads
        sha256 = pool.submit(sha256_of, path)
        answer = _ask(request, own, path, limits)
    if "reading" in answer:
        return dataclasses.replace(from_json(answer["reading"]), sha256=sha256.result())
    if "refused" in answer:
        found = answer["refused"]
        raise RefusedError(
            path, Bilingual(**found["reason"]), Bilingual(**found["remedy"]), found["line"]
        )
    raise refusals.died(path, answer["died"], limits)


def _ask(request: dict[str, Any], own: Path, path: Path, limits: Limits) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(START)],
            input=json.dumps(request).encode("ascii"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise refusals.died(path, "seconds", limits) from error
    if done.returncode == 0 and not (own / ANSWER).exists():
        return {"died": "no answer"}
    if done.returncode == 0:
        answer: dict[str, Any] = json.loads((own / ANSWER).read_text(encoding="ascii"))
        return answer
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode < 0:
        name = signal.Signals(-done.returncode).name
        return {"died": STOPPED.get(name, name)}
    if "MemoryError" in said or "memory allocation" in said:
        return {"died": "memory"}
    last = said.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
    return {"died": last[0][:200]}
