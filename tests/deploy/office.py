"""deploy/ as an office has it, on this machine: two processes of the unit behind nginx.

The files are those of deploy/; only paths and ports are others.
"""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.serving import ROOT, Serving, free_port, serving, wait_for

UNIT, SITE = ROOT / "deploy/dashboard@.service", ROOT / "deploy/nginx.conf"
PLACE, PORTS = "/opt/dashboard", (8501, 8502)  # as deploy/ has them
MAIN = """
daemon off; {user}
pid {base}/pid;
error_log {base}/error.log;
events {{}}
http {{
  client_body_temp_path {base}/body; proxy_temp_path {base}/proxy;
  fastcgi_temp_path {base}/f; uwsgi_temp_path {base}/u; scgi_temp_path {base}/s;
  log_format told '$request_uri $status $upstream_addr';
  access_log {base}/access.log told;
  include {base}/site.conf;
}}
"""


@dataclass(frozen=True)
class Office:
    """The address of nginx, the processes behind it, and the log of who answered what."""

    url: str
    processes: tuple[Serving, Serving]
    log: Path

    def answered(self, path: str) -> list[str]:
        """Which process answered each request of a path, as nginx has them: 127.0.0.1:port.

        nginx writes a line after it has answered: of a path that was asked there will be one.
        """
        for _ in range(100):
            lines = [line.split(" ", 2) for line in self.log.read_text("utf-8").splitlines()]
            found = [who for asked, _, who in lines if asked.partition("?")[0] == path]
            if found:
                return found
            time.sleep(0.1)
        return []


def needed(program: str, package: str) -> str:
    """Where a program of Debian's is; the test is skipped where it is not, and fails in CI."""
    path = shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin")
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(f"no {program}: its tests must run here")
    if path is None:
        pytest.skip(f"no {program} on this machine: apt-get install {package}")
    return path


def unit() -> str:
    """The unit, of the code that is tested and of the Python that tests it."""
    text = UNIT.read_text(encoding="utf-8")
    assert f"{PLACE}/.venv/bin/python" in text
    return text.replace(f"{PLACE}/.venv/bin/python", sys.executable).replace(PLACE, str(ROOT))


def command(port: int) -> list[str]:
    """What the unit starts for a port."""
    (line,) = [line for line in unit().splitlines() if line.startswith("ExecStart=")]
    return shlex.split(line.partition("=")[2].replace("%i", str(port)))


@contextmanager
def office(base: Path, store: Path, front: int = 0) -> Iterator[Office]:
    """nginx, on a port or a free one, and two processes on free ports of 127.0.0.1.

    They are ended by their ids.
    """
    nginx = needed("nginx", "nginx-light")
    front, ports = front or free_port(), (free_port(), free_port())
    site = SITE.read_text(encoding="utf-8")
    for ours, there in zip(ports, PORTS, strict=True):
        assert f"127.0.0.1:{there};" in site
        assert f"~:{there}$" in site
        site = site.replace(f":{there}", f":{ours}")
    assert "listen 80;" in site
    site = site.replace("listen 80;", f"listen 127.0.0.1:{front};").replace(PLACE, str(ROOT))
    (base / "site.conf").write_text(site, encoding="utf-8")
    user = "user root;" if hasattr(os, "getuid") and os.getuid() == 0 else ""
    (base / "nginx.conf").write_text(MAIN.format(base=base, user=user), encoding="utf-8")
    with ExitStack() as running:
        first, second = (
            running.enter_context(serving(base, store, port=port, command=command(port)))
            for port in ports
        )
        process = subprocess.Popen([nginx, "-p", str(base), "-c", str(base / "nginx.conf")])
        try:
            wait_for(f"http://127.0.0.1:{front}/_stcore/health", process)
            yield Office(f"http://127.0.0.1:{front}", (first, second), base / "access.log")
        finally:
            process.terminate()
            process.wait(timeout=20)
