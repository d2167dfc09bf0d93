"""Three servers with a store each and storage that they share, and readers who see what is new."""

import asyncio
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from data.publish.exchange.exchange import follow
from tests.bench.load import Reader
from tests.serving import answered, serving

PAGE = "overview"  # the one that asks most before it is drawn
PAUSE = 0.25  # seconds between two readers: without a pause they take the machine for theirs
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


async def read(url: str) -> tuple[set[bytes], float]:
    """The snapshots of which one page speaks, and after how many seconds it was whole."""
    began = time.monotonic()
    reader = await Listening.at(url)
    try:
        names = await reader.page(PAGE)
        assert not reader.session.failures, reader.session.failures
        return names, time.monotonic() - began
    finally:
        await reader.close()


async def read_at_once(url: str, readers: int) -> float:
    """The seconds until the last of so many readers who come at once has its page."""
    return max(seconds for _, seconds in await asyncio.gather(*(read(url) for _ in range(readers))))


@contextmanager
def machines(stores: Sequence[Path]) -> Iterator[list[str]]:
    """The addresses of servers, each of one of the stores; each has had its first reader."""
    with ExitStack() as running:
        urls = []
        for store in stores:
            follow(store)
            (logs := store / "logs").mkdir()
            urls.append(running.enter_context(serving(logs, store)).url)
        for url in urls:
            answered(read(url))
        yield urls


def seen_by_all(urls: Sequence[str], older: str, newer: str, latest: float) -> None:
    """Returns when readers of each server have got the newer snapshot.

    AssertionError where a page speaks of two, or of another, or after so many seconds.
    """
    began, waiting, allowed = time.monotonic(), list(urls), ({older.encode()}, {newer.encode()})
    while True:
        for url in [*waiting]:
            names, _ = answered(read(url))
            assert names in allowed, f"a page of {names}"
            if names == allowed[1]:
                waiting.remove(url)
        if not waiting:
            return
        assert time.monotonic() - began < latest, f"not seen at {waiting}"
        time.sleep(PAUSE)
