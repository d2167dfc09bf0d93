"""A PostgreSQL of a test's own, which may be stopped, killed and frozen; and a wire to one."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from data.ledger.database import SHARED
from tests.serving import free_port

PASSWORD = "s3cret-w0rd"
SETTINGS = "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories='' -c fsync=off"


def programs() -> Path | None:
    """The folder of the newest PostgreSQL that is installed; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


class Cluster:
    """A server with a directory of its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, free_port()
        (home / "password").write_text(PASSWORD, "ascii")
        if os.getuid() == 0:
            shutil.chown(home, "postgres")
            shutil.chown(home / "password", "postgres")
        home.chmod(0o700)
        how = ["-U", "tests", "-A", "scram-sha-256", "--pwfile", str(home / "password")]
        self._run("initdb", *how, "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync")
        self.start()

    @property
    def address(self) -> str:
        """What DX_LEDGER takes."""
        return f"postgresql+psycopg://tests:{PASSWORD}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Starts it; it answers then."""
        self._run(
            "pg_ctl", "-w", "-l", str(self.home / "log"), "-o", SETTINGS.format(self.port), "start"
        )

    def stop(self, mode: str) -> None:
        """Stops it: `fast` as an administrator does, `immediate` as a crash does."""
        self._run("pg_ctl", "-w", "-m", mode, "stop")

    def freeze(self) -> None:
        """It is there, and does and says nothing any more."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        self._signal(signal.SIGCONT)

    def _signal(self, which: signal.Signals) -> None:
        main = int((self.home / "data" / "postmaster.pid").read_text("ascii").split()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text("ascii").split()
        for process in (main, *map(int, children)):
            os.kill(process, which)

    def _run(self, program: str, *arguments: str) -> None:
        found = programs()
        assert found is not None
        command = [str(found / program), "-D", str(self.home / "data"), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        with (self.home.parent / "cluster.log").open("ab") as log:
            subprocess.run(command, cwd="/", check=True, stdout=log, stderr=log, timeout=60)


@pytest.fixture
def cluster(monkeypatch) -> Iterator[Cluster]:
    """A server of the test's own, which DX_LEDGER names."""
    if programs() is None or os.name == "nt":
        pytest.skip("no PostgreSQL on this machine: apt-get install postgresql")
    with tempfile.TemporaryDirectory(prefix="cluster-") as folder:  # not in pytest's: others enter
        Path(folder).chmod(0o755)
        home = Path(folder) / "home"
        home.mkdir()
        ours = Cluster(home)
        monkeypatch.setenv(SHARED, ours.address)
        yield ours
        ours.thaw()
        ours.stop("immediate")
        shutil.rmtree(home)


class Wire:
    """A wire to a server that can be cut when a COMMIT passes: before it, or before its answer."""

    def __init__(self, port: int) -> None:
        self._to, self._server = port, socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        self.cut = ""  # "before", "after"
        self.is_dead = False  # nobody gets through any more
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._server.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._server.accept()
                if self.is_dead:
                    client.close()
                    continue
                server = socket.create_connection(("127.0.0.1", self._to))
                pair = _Pair(self, client, server)
                threading.Thread(target=pair.ask, daemon=True).start()
                threading.Thread(target=pair.answer, daemon=True).start()


class _Pair:
    def __init__(self, wire: Wire, client: socket.socket, server: socket.socket) -> None:
        self.wire, self.client, self.server, self.is_over = wire, client, server, False

    def ask(self) -> None:
        with suppress(OSError):
            while data := self.client.recv(65536):
                if b"COMMIT" in data and self.wire.cut:
                    before, self.wire.cut = self.wire.cut == "before", ""
                    self.is_over = True
                    if before:
                        break
                self.server.sendall(data)
                if self.is_over:
                    return  # its answer ends it
        self._hang_up()

    def answer(self) -> None:
        with suppress(OSError):
            while data := self.server.recv(65536):
                if self.is_over:
                    break
                self.client.sendall(data)
        self._hang_up()

    def _hang_up(self) -> None:
        for end in (self.client, self.server):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
