"""A Streamlit server of the test's own: a process on a free port of 127.0.0.1, ended by its id."""

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).parent.parent
Answer = TypeVar("Answer")


def answered(made: Coroutine[Any, Any, Answer]) -> Answer:
    """What a coroutine gives, in a thread: in a test's own the loop of a browser may be at work."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(copy_context().run, asyncio.run, made).result()


@dataclass(frozen=True)
class Serving:
    """A server that answers: its address, its process, and the file of what it prints."""

    url: str
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def memory(self) -> int:
        """Bytes that the process holds in memory now (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024


def free_port() -> int:
    """A port of 127.0.0.1 on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    logs: Path,
    store: Path | None = None,
    script: Path = ROOT / "streamlit_app.py",
    port: int = 0,
    command: Sequence[str] = (),
) -> Iterator[Serving]:
    """Streamlit with a script, ended when the caller is done; it must have printed no error.

    `store` is the one that pages read. `command` starts it in another way, on that port.
    """
    port = port or free_port()
    plain = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    plain += ["--server.address", "127.0.0.1"]
    path = logs / f"server-{port}.log"
    known = {"DX_STORE": str(store)} if store else {}
    with path.open("wb") as log:
        process = subprocess.Popen(
            command or plain, cwd=ROOT, env={**os.environ, **known}, stdout=log, stderr=log
        )
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(f"{url}/_stcore/health", process)
            yield Serving(url, port, process, path)
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    _, error, what = path.read_text(encoding="utf-8").partition("Traceback")
    assert not error, f"the server printed an error: {what[-3000:]}"


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Returns when the address answers; AssertionError when it does not within a minute."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server stopped before it answered"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.05)  # the only way to wait for a port of another process
    raise AssertionError("the server did not answer within a minute")
