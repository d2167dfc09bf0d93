"""A crowd of readers of a dashboard on this machine, and how long each waited for its answers.

One process and one loop of events, as it shares the cores with the server that it measures. What
it does is bounded: so many sessions, so many seconds, and an answer that never comes ends it.

    python -m tests.bench.load http://127.0.0.1:8501 --sessions 10 --seconds 40
"""

import argparse
import asyncio
import itertools
import random
import statistics
import time
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

import websockets

from tests.bench.main_pickers import MAIN_PICKERS, Main, address
from tests.bench.session import Session

Answer = TypeVar("Answer")
EVERY = 5.0  # seconds between two changes of one reader
CHOICES = 12  # a reader moves about near the place that was opened: a year of months
PATIENCE = 120.0  # seconds after which an answer counts as lost
MIX = ("map", "map", "map", "map", "home", "overview", "targets", "forecast", "map", "verdict")
BARE = {"": Main("", "month")}  # tests/bench/bare.py


@dataclass
class Crowd:
    """What a crowd saw: seconds of each first page and of each change, bytes of each change."""

    opened: list[float] = field(default_factory=list)
    changed: list[float] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Half of the changes were answered sooner."""
        return statistics.median(self.changed)

    @property
    def p95(self) -> float:
        """Nineteen of twenty changes were answered sooner."""
        return percentile(self.changed, 0.95)

    @property
    def bytes(self) -> float:
        """The median of the bytes that a change sends."""
        return statistics.median(self.sent)


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that so large a part of them does not pass."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * part // 1).__int__() - 1)]


class Reader:
    """One session over a WebSocket; every answer is waited for to its end."""

    def __init__(self, url: str, socket: websockets.ClientConnection) -> None:
        self.session, self._socket = Session(url), socket

    @classmethod
    async def at(cls, url: str, cookie: str = "") -> "Reader":
        """A reader who has connected to a server of this machine."""
        parts = urlsplit(url)
        assert parts.hostname == "127.0.0.1", "only servers of this machine are measured"
        socket = await websockets.connect(
            f"ws://{parts.netloc}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            origin=websockets.Origin(url),
            additional_headers={"Cookie": cookie} if cookie else None,
            max_size=None,
            compression=None,
            open_timeout=PATIENCE,
            ping_interval=None,
        )
        return cls(url, socket)

    async def open(self, page: str, query: str = "") -> float:
        """Opens a page; the seconds until its script has finished."""
        return await self._answered(self.session.opening(page, query))

    async def change(self, picker: str, option: str) -> float:
        """Sets a picker of the page; the seconds until the script has finished."""
        return await self._answered(self.session.choosing(picker, option))

    async def close(self) -> None:
        """Ends the connection."""
        await self._socket.close()

    async def _answered(self, question: bytes) -> float:
        began = time.perf_counter()
        await self._socket.send(question)
        async with asyncio.timeout(PATIENCE):
            while True:
                data = await self._socket.recv()
                assert isinstance(data, bytes)
                if self.session.heard(data):
                    return time.perf_counter() - began


def done(work: Coroutine[Any, Any, Answer]) -> Answer:
    """What a coroutine returns, run in a thread: Playwright keeps the loop of this one."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(asyncio.run, work).result()


async def crowd(
    url: str,
    sessions: int,
    seconds: float,
    mix: Sequence[str] = MIX,
    pages: dict[str, Main] = MAIN_PICKERS,
) -> Crowd:
    """So many readers, each of one page of the mix, who change its main picker every five seconds.

    All pages are open before the first change. A change is timed from the moment at which it was
    due: where the answer before took longer than five seconds, the reader waited for that too.
    """
    seen, draw = Crowd(), random.Random(sessions)
    places = list(itertools.islice(itertools.cycle(mix), sessions))
    readers = [await Reader.at(url) for _ in places]
    try:
        async with asyncio.TaskGroup() as group:
            for reader, page in zip(readers, places, strict=True):
                group.create_task(_opens(reader, page, pages[page], seen))
        began = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for number, (reader, page) in enumerate(zip(readers, places, strict=True)):
                first = began + EVERY * (number + draw.random()) / sessions
                work = _reads(reader, pages[page], first, began + seconds, draw, seen)
                group.create_task(work)
    finally:
        await asyncio.gather(*(reader.close() for reader in readers))
    return seen


async def _opens(reader: Reader, page: str, main: Main, seen: Crowd) -> None:
    try:
        seen.opened.append(await reader.open(address(page), main.query))
    except (TimeoutError, websockets.WebSocketException) as error:
        seen.failures.append(f"{page} did not open: {error!r}")
    seen.failures += reader.session.failures


async def _reads(
    reader: Reader, main: Main, due: float, end: float, draw: random.Random, seen: Crowd
) -> None:
    while due < end:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        try:
            option = draw.choice(reader.session.others(main.picker, main.texts)[:CHOICES])
            await reader.change(main.picker, option)
        except (KeyError, IndexError, TimeoutError, websockets.WebSocketException) as error:
            seen.failures.append(f"{main.picker}: {error!r}")
            return
        seen.changed.append(time.perf_counter() - due)
        seen.sent.append(reader.session.bytes)
        seen.failures += reader.session.failures
        due += EVERY


def main() -> None:
    """Prints what a crowd saw of a server that runs already."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load", description=main.__doc__)
    parser.add_argument("url", metavar="URL")
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=40)
    asked = parser.parse_args()
    seen = asyncio.run(crowd(asked.url, asked.sessions, asked.seconds))
    print(
        f"{asked.sessions} sessions, {len(seen.changed)} changes: median {seen.median:.3f} s,"
        f" p95 {seen.p95:.3f} s, {seen.bytes:,.0f} bytes a change;"
        f" pages opened in {statistics.median(seen.opened):.2f} s; failures: {seen.failures[:5]}"
    )


if __name__ == "__main__":
    main()
