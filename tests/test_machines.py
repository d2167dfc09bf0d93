"""Three machines with a store each and storage that they share: a publish on one is seen by all."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from data.publish.directory import publish
from data.publish.exchange.exchange import follow
from data.publish.exchange.place import SHARED
from data.store.snapshot import current
from tests.bench.load import Reader
from tests.serving import answered, serving
from tests.stores import corrected

SAMPLE = Path(__file__).parent / "kpis" / "sample"
LATEST = 60  # seconds after which it counts as lost; ten are meant, on a machine with nothing else
NAME = re.compile(rb"g\d{6}-[0-9a-f]{8}")


class Listening(Reader):
    """A reader who keeps which snapshots the answer under way speaks of."""

    async def page(self, address: str) -> set[bytes]:
        """Opens a page; the snapshots of which its messages speak."""
        found = set[bytes]()
        await self._socket.send(self.session.opening(address))
        async with asyncio.timeout(60):
            while True:
                message = await self._socket.recv()
                found |= set(NAME.findall(message))
                if self.session.heard(message):
                    return found


async def seen(url: str) -> set[bytes]:
    """The snapshots of which one page speaks."""
    reader = await Listening.at(url)
    try:
        return await reader.page("overview")
    finally:
        await reader.close()


@pytest.mark.sweep
def test_a_publish_on_one_machine_is_seen_by_all_and_no_page_has_two(tmp_path, monkeypatch):
    monkeypatch.setenv(SHARED, (tmp_path / "shared").as_uri())
    exports = Path(shutil.copytree(SAMPLE, tmp_path / "exports"))
    machines = [tmp_path / f"machine-{number}" for number in range(3)]
    first = publish(exports, machines[0]).name.encode()
    for machine in machines[1:]:
        follow(machine)
    with ExitStack() as running:
        urls = []
        for machine in machines:
            (logs := machine / "logs").mkdir()
            urls.append(running.enter_context(serving(logs, machine)).url)
        for url in urls:  # each has told its first reader, as any server has
            assert answered(seen(url)) == {first}
        corrected(exports)
        command = [sys.executable, "-m", "data.publish", str(exports), "--store", str(machines[0])]
        done = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ))
        assert done.returncode == 0, done.stderr
        published, second = time.monotonic(), current(machines[0]).name.encode()
        waiting = set(urls)
        while waiting:
            for url in sorted(waiting):
                names = answered(seen(url))
                assert len(names) == 1, "a page of two snapshots"
                assert names <= {first, second}
                if names == {second}:
                    waiting.discard(url)
            assert time.monotonic() - published < LATEST, waiting
            time.sleep(0.5 if waiting else 0)  # readers without a pause take the machine for theirs
        print(f"seen by all after {time.monotonic() - published:.1f} s")
    assert [current(machine).name.encode() for machine in machines] == [second] * 3
