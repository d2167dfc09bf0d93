"""Starts the child that reads files, and turns each way it can end into readings or a refusal."""

import dataclasses
import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from data.environment import without_secrets
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
    return read_all([path], scratch, limits, legacy)[0]


def read_all(
    paths: Sequence[Path], scratch: Path, limits: Limits | None = None, legacy: str = ""
) -> list[Reading]:
    """Files that come together, read by one child: to start one takes longer than a small file.

    As `read`; RefusedError for the first that cannot be read. The limits of memory and of time are
    those of all together.
    """
    if legacy not in LEGACY:
        raise ValueError(f"legacy must be one of {LEGACY}, not {legacy!r}")
    limits = limits or Limits()
    paths = [path.absolute() for path in paths]
    for path in paths:
        _require_size(path, limits)
    scratch.mkdir(parents=True, exist_ok=True)
    own = [Path(tempfile.mkdtemp(prefix="reading-", dir=scratch)).absolute() for _ in paths]
    request = {
        "files": [[str(path), str(folder)] for path, folder in zip(paths, own, strict=True)],
        "limits": dataclasses.asdict(limits),
        "legacy": legacy,
    }
    with ThreadPoolExecutor(1) as pool:  # while the child reads
        hashes = [pool.submit(sha256_of, path) for path in paths]
        died = _ask(request, limits)
        found = [
            _reading(path, folder / ANSWER, died, limits)
            for path, folder in zip(paths, own, strict=True)
        ]
        return [
            dataclasses.replace(reading, sha256=sha256.result())
            for reading, sha256 in zip(found, hashes, strict=True)
        ]


def _require_size(path: Path, limits: Limits) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise refusals.unopened(path, error) from error
    if size == 0:
        raise refusals.empty(path)
    if size > limits.bytes:
        raise refusals.too_large(path, size, limits.bytes)


def _reading(path: Path, written: Path, died: str, limits: Limits) -> Reading:
    """What the child wrote of a file; where it wrote nothing, this is the one it died of."""
    if not written.exists():
        raise refusals.died(path, died or "no answer", limits)
    answer: dict[str, Any] = json.loads(written.read_text(encoding="ascii"))
    if "reading" in answer:
        return from_json(answer["reading"])
    if "refused" in answer:
        found = answer["refused"]
        raise RefusedError(
            path, Bilingual(**found["reason"]), Bilingual(**found["remedy"]), found["line"]
        )
    raise refusals.died(path, answer["died"], limits)


def _ask(request: dict[str, Any], limits: Limits) -> str:
    """What the child died of; "" where it came to its end."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(START)],
            env=without_secrets(),
            input=json.dumps(request).encode("ascii"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "seconds"
    if done.returncode == 0:
        return ""
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode < 0:
        name = signal.Signals(-done.returncode).name
        return STOPPED.get(name, name)
    if "MemoryError" in said or "memory allocation" in said:
        return "memory"
    last = said.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
    return last[0][:200]
