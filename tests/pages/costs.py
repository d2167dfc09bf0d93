"""What a change of its main picker costs each page, counted in a Streamlit runtime.

    python -m tests.pages.costs [PAGE ...]      # prints budgets as test_budget.py holds them
    python -m tests.pages.costs --json [PAGE ...]

A process of its own, so that what other tests have kept in memory does not count. Each page is
opened and its picker changed once before the change that counts. Nothing of ours is replaced: the
interpreter tells what the script's thread calls, the rest is counted in what is sent. Nothing is
asked before its time, and each page begins with no answers: what it costs does not depend on what
else was looked at.
"""

import argparse
import asyncio
import json
import os
import sys
import threading
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import pyarrow as pa
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.session_manager import SessionClient

from pages.shell import served
from pages.shell.server import handover
from tests.bench.main_pickers import MAIN_PICKERS, Main, address
from tests.bench.session import Session

ROOT = Path(__file__).parents[2]
PATIENCE = 300  # seconds
SCRIPT = "ScriptRunner.scriptThread"  # as Streamlit names the thread of a session's script
FORMATS = str(ROOT / "pages" / "text" / "formats.py")
ASKING = {"execute", "executemany", "sql", "query", "table", "view"}  # of a connection
ROW_BY_ROW = {"series_generator", "iterrows"}  # of pandas: a Python call a row of a frame


@dataclass(frozen=True)
class Cost:
    """Of one change: questions to DuckDB, values of figures that Python handles one by one (a
    typed array is one), cells that are formatted one by one, and bytes sent to the browser."""

    queries: int
    values: int
    cells: int
    bytes: int


class Calls:
    """Counts, in threads that begin meanwhile, questions to DuckDB and what is done row by row."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()

    def __enter__(self) -> "Calls":
        threading.setprofile(self._seen)
        return self

    def __exit__(self, *_: object) -> None:
        threading.setprofile(None)  # type: ignore[arg-type]

    def _seen(self, frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and getattr(called, "__module__", "") == "_duckdb":
            self.count["queries"] += called.__name__ in ASKING
        if event != "call":
            return
        code = frame.f_code
        if code.co_filename == FORMATS:
            caller = frame.f_back
            if caller is not None and caller.f_code.co_filename != FORMATS:
                self.count["cells"] += 1
        elif code.co_name in ROW_BY_ROW and "pandas" in code.co_filename:
            self.count["cells"] += 1


class Wire(SessionClient):
    """Where the runtime leaves its messages: in a queue instead of a socket."""

    def __init__(self) -> None:
        self.messages: asyncio.Queue[bytes] = asyncio.Queue()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        self.messages.put_nowait(msg.SerializeToString())

    @property
    def client_context(self) -> None:
        return None


class Reader:
    """One session of a runtime, and the messages of its last answer."""

    def __init__(self, runtime: Runtime) -> None:
        self.session, self.answer = Session("http://127.0.0.1:8501"), list[ForwardMsg]()
        self._runtime, self._wire = runtime, Wire()
        self._id = runtime.connect_session(self._wire, {})

    async def ask(self, question: bytes) -> None:
        """Asks, and returns when the script has finished; AssertionError when it failed."""
        self.answer = []
        self._runtime.handle_backmsg(self._id, BackMsg.FromString(question))
        async with asyncio.timeout(PATIENCE):
            while True:
                data = await self._wire.messages.get()
                self.answer.append(ForwardMsg.FromString(data))
                if self.session.heard(data):
                    break
        assert not self.session.failures, self.session.failures

    def close(self) -> None:
        """Ends the session."""
        self._runtime.close_session(self._id)


async def costs(pages: dict[str, Main]) -> dict[str, Cost]:
    """The cost of the second change of each page."""
    config = RuntimeConfig(
        script_path=str(ROOT / "streamlit_app.py"),
        media_file_storage=MemoryMediaFileStorage("/media"),
        uploaded_file_manager=MemoryUploadedFileManager("/_stcore/upload_file"),
    )
    handover.START = 86_400.0  # seconds
    runtime = Runtime(config)
    await runtime.start()
    found = {}
    for page, main in pages.items():
        served._answers.clear()
        reader = Reader(runtime)
        await reader.ask(reader.session.opening(address(page), main.query))
        await reader.ask(reader.session.choosing(*_choice(reader.session, main, 0)))
        await _rested()
        with Calls() as calls:
            await reader.ask(reader.session.choosing(*_choice(reader.session, main, 1)))
        found[page] = Cost(
            queries=calls.count["queries"],
            values=sum(_values(spec) for spec in _figures(reader.answer)),
            cells=calls.count["cells"] + sum(_styled(one) for one in reader.answer),
            bytes=reader.session.bytes,
        )
        reader.close()
    runtime.stop()
    await runtime.stopped
    return found


async def _rested() -> None:
    """Returns when no script's thread is left: one that ends would take the next change along,
    and what it calls is not seen, as it did not begin meanwhile."""
    async with asyncio.timeout(PATIENCE):
        while any(thread.name == SCRIPT for thread in threading.enumerate()):
            await asyncio.sleep(0.001)


def _choice(session: Session, main: Main, number: int) -> tuple[str, str]:
    others = session.others(main.picker, main.texts)
    return main.picker, others[number % len(others)]


def _figures(answer: list[ForwardMsg]) -> list[Any]:
    elements = [one.delta.new_element for one in answer if one.WhichOneof("type") == "delta"]
    return [json.loads(one.plotly_chart.spec) for one in elements if one.HasField("plotly_chart")]


def _values(part: Any) -> int:
    """The leaves of a figure."""
    if isinstance(part, dict):
        return 1 if "bdata" in part else sum(map(_values, part.values()))
    return sum(map(_values, part)) if isinstance(part, list) else 1


def _styled(message: ForwardMsg) -> int:
    """The cells that a pandas Styler wrote."""
    if message.WhichOneof("type") != "delta":
        return 0
    styler = message.delta.new_element.dataframe.arrow_data.styler
    if not styler.display_values:
        return 0
    table = pa.ipc.open_stream(styler.display_values).read_all()
    return table.num_rows * table.num_columns


def written(found: dict[str, Cost]) -> str:
    """Budgets as test_budget.py holds them: what was used and a tenth more."""
    rows = []
    for page, cost in found.items():
        roomy = [f"{_with_room(used):_}" for used in vars(cost).values()]
        rows.append(f'    "{page}": Cost({", ".join(roomy)}),')
    return "\n".join(rows)


def _with_room(used: int) -> int:
    """A tenth more, rounded up to two digits."""
    step = 10 ** max(0, len(str(used)) - 2)
    return -(-used * 11 // (10 * step)) * step


def main() -> None:
    """Prints the costs of the pages that are named, or of all."""
    parser = argparse.ArgumentParser(prog="python -m tests.pages.costs", description=main.__doc__)
    parser.add_argument("pages", nargs="*", metavar="PAGE")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    wanted = {page: MAIN_PICKERS[page] for page in asked.pages or MAIN_PICKERS}
    found = asyncio.run(costs(wanted))
    if asked.json:
        json.dump({page: asdict(cost) for page, cost in found.items()}, sys.stdout)
    else:
        print(written(found))
    sys.stdout.flush()
    os._exit(0)  # a thread of the server may be in the midst of a query, which an exit aborts


if __name__ == "__main__":
    main()
