"""What one reader waits for: on the server, in Chromium, at a cold and at a warm server.

The floor is a Streamlit page with one picker and one text, in the same run: tests/bench/bare.py.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocket

from tests.bench.load import BARE, Reader, crowd, done
from tests.bench.main_pickers import MAIN_PICKERS, Main, address
from tests.browser.visits import DRAWN, launched
from tests.serving import ROOT, serving

BARE_PAGE = Path(__file__).parent / "bare.py"
CHANGES, WARMING = 9, 3  # changes that count, and those before that do not
VISITS, STARTS = 5, 3
FEWER = 6  # districts below the first are few
WARM = 40  # seconds in which a server that was opened first asks what readers will
SCREEN = {"width": 1440, "height": 900}
MAP = "map?" + MAIN_PICKERS["map"].query
ANALYSIS = "analysis?" + MAIN_PICKERS["analysis"].query
FIRST_PAGES = {"overview": "overview", "map": MAP, "leader": ""}  # name in the goals → address

# From the key that chooses an option to the second frame after what it changes is drawn: what each
# function of `look` sees has become another, and Streamlit is done. The next is asked for once the
# one before sees another: to look at all that a page shows at each frame takes time itself.
ANSWERED = """look => {
  const before = look.map(part => part());
  const all = selector => [...document.querySelectorAll(selector)];
  const settled = () => all('[data-testid=stApp][data-test-script-state=notRunning]').length === 1
    && all('[data-stale=true], [data-testid=stSkeleton]').length === 0
    && look.every((part, index) => ![undefined, '', before[index]].includes(part()));
  window.answered = new Promise((resolve, reject) => addEventListener('keydown', event => {
    const began = performance.now();
    setTimeout(() => reject('nothing new was drawn within a minute'), 60_000);
    const drawn = () => requestAnimationFrame(() => resolve(performance.now() - began));
    const wait = () => requestAnimationFrame(settled() ? drawn : wait);
    wait();
  }, {capture: true, once: true}));
}"""
LOOK_AT_MAP = """[() => document.querySelector('h2').textContent,
  () => [...document.querySelectorAll('.choroplethlayer path')]
    .map(path => path.getAttribute('fill') || path.style.fill).join()]"""
# Each of the five figures by itself: all of them have to be others.
LOOK_AT_DESK = """(() => {
  const of = (shapes, ...names) => () => [...document.querySelectorAll(`#desk svg${shapes}`)]
    .map(one => names.map(name => one.getAttribute(name)).join()).join();
  return [() => document.querySelector('#desk tbody')?.textContent, of('.map .unit', 'fill'),
    of('.distribution .unit', 'cx', 'cy'), of('.trend line, #desk path.lines', 'x1', 'd'),
    of('.scatter .unit', 'cx', 'cy')];
})()"""
# From the end of a brush to the second frame after its marks are there.
BRUSHED = """() => {
  window.brushed = new Promise(resolve => addEventListener('pointerup', () => {
    const began = performance.now();
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
  }, {capture: true, once: true}));
}"""
LOOK_AT_BARE = "[() => document.querySelector('#chosen').textContent]"


@pytest.fixture(scope="module")
def server(demo_store, tmp_path_factory):
    with serving(tmp_path_factory.mktemp("ours"), demo_store) as ours:
        done(crowd(ours.url, 1, 0))
        time.sleep(WARM)
        yield ours


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("bare"), script=BARE_PAGE) as floor:
        yield floor


@pytest.fixture(scope="module")
def chromium():
    with launched() as browser:
        yield browser


def test_server_run_of_each_page(server, bare, told):
    floor = done(run(bare.url, "", BARE[""]))
    seconds = {page: done(run(server.url, page, main)) for page, main in MAIN_PICKERS.items()}
    told("server run of the map page, change of the month", seconds.pop("map"), floor)
    for page, took in seconds.items():
        told(f"server run of the page {page}, change of its main picker", took, floor)
    slowest = max(seconds.values())
    told("server run of the slowest other page, change of its main picker", slowest, floor)


async def run(url: str, page: str, main: Main) -> float:
    """The median seconds from a change to the end of the script, for a reader who is alone."""
    reader, took = await Reader.at(url), []
    await reader.open(address(page), main.query)
    for number in range(WARMING + CHANGES):
        others = reader.session.others(main.picker, main.texts)
        option = others[number % len(others) if main.texts else 0]
        took.append(await reader.change(main.picker, option))
        assert not reader.session.failures
    await reader.close()
    return statistics.median(took[WARMING:])


def test_change_of_the_month_in_chromium(server, bare, chromium, told):
    # a bare page and ours by turns: what disturbs one disturbs the other
    with visit(chromium, bare.url) as simple, visit(chromium, f"{server.url}/{MAP}") as full:
        ours = Changes(full, "period", LOOK_AT_MAP)
        floor = Changes(simple, "month", LOOK_AT_BARE)
        for _ in range(WARMING + CHANGES):
            floor.change()
            ours.change()
    told("map page in Chromium, month changed → new map and table", ours.median, floor.median)
    sent = ours.bytes, floor.bytes
    told("bytes over the socket, month changed on the map page", *sent, "bytes")


def test_changes_of_an_analysis_in_chromium(server, bare, chromium, told):
    with visit(chromium, bare.url) as simple, visit(chromium, f"{server.url}/{ANALYSIS}") as full:
        floor = Changes(simple, "month", LOOK_AT_BARE)
        month, district = (Changes(full, picker, LOOK_AT_DESK) for picker in ("period", "district"))
        for changed, times in ((month, CHANGES), (district, FEWER)):
            for _ in range(WARMING + times):
                floor.change()
                changed.change()
        name = "analysis page in Chromium, "
        told(name + "month changed → five figures", month.median, floor.median)
        told(name + "district chosen → map and table", district.median, floor.median)
        told(name + "brush → marks in five figures", brushed(full.page), floor.median)
        sent = max(month.bytes, district.bytes), floor.bytes
        told("bytes over the socket, a change on the analysis page", *sent, "bytes")


def brushed(page: Page) -> float:
    """The median seconds of a box over the scatter of all units."""
    page.locator(".st-key-clear-filters button").click()
    page.wait_for_function("() => document.querySelectorAll('#desk tbody tr').length > 50")
    box, took = page.locator("#desk svg.scatter").bounding_box(), []
    assert box is not None
    for number in range(CHANGES):
        page.mouse.move(box["x"] + 60, box["y"] + 10)
        page.mouse.down()
        share = 0.5 + 0.05 * number
        page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * 0.7, steps=4)
        page.evaluate(BRUSHED)
        page.mouse.up()
        took.append(page.evaluate("window.brushed") / 1000)
        page.wait_for_function(DRAWN)
    return statistics.median(took)


@dataclass
class Visitor:
    """A page of a browser and the bytes that came over its sockets."""

    page: Page
    received: int = 0

    def listen(self, socket: WebSocket) -> None:
        """Counts what comes over a socket."""
        socket.on("framereceived", self._count)

    def _count(self, frame: bytes | str) -> None:
        self.received += len(frame)


@contextmanager
def visit(browser: Browser, url: str) -> Iterator[Visitor]:
    """A page of a visitor whose browser has nothing of it yet, drawn whole."""
    context = browser.new_context(viewport=SCREEN)
    context.set_default_timeout(60_000)
    visitor = Visitor(context.new_page())
    visitor.page.on("websocket", visitor.listen)
    visitor.page.goto(url)
    visitor.page.wait_for_selector("footer.foot, #chosen")
    visitor.page.wait_for_function(DRAWN)
    yield visitor
    context.close()


class Changes:
    """Sets a picker of a page to its next option, as with the keyboard, and keeps what it took."""

    def __init__(self, visitor: Visitor, picker: str, look: str) -> None:
        self._visitor, self._look = visitor, look
        self._box = visitor.page.locator(f".st-key-pick_{picker} input")
        self._took: list[float] = []
        self._sent: list[int] = []

    def change(self) -> None:
        """One change, to the option below."""
        page = self._visitor.page
        self._box.click()
        page.keyboard.press("ArrowDown")
        page.evaluate(f"({ANSWERED})({self._look})")
        self._visitor.received = 0
        page.keyboard.press("Enter")
        self._took.append(page.evaluate("window.answered") / 1000)
        page.wait_for_function(DRAWN)
        self._sent.append(self._visitor.received)

    @property
    def median(self) -> float:
        """Seconds of the changes that count."""
        return statistics.median(self._took[WARMING:])

    @property
    def bytes(self) -> float:
        """Bytes that the server sent for one of them."""
        return statistics.median(self._sent[WARMING:])


def test_a_new_visitor_of_a_warm_server(server, bare, chromium, told):
    def waits(url: str) -> float:
        began = time.perf_counter()
        with visit(chromium, url):
            return time.perf_counter() - began

    floor = min(waits(bare.url) for _ in range(VISITS))
    for name, path in FIRST_PAGES.items():
        waits(f"{server.url}/{path}")
        ours = min(waits(f"{server.url}/{path}") for _ in range(VISITS))
        told(f"warm server, new visitor: {name}", ours, floor)


def test_the_first_page_of_a_cold_server(demo_store, chromium, told, tmp_path):
    """From the start of the process until the first reader sees the page."""

    def waits(script: Path, path: str) -> float:
        began = time.perf_counter()
        with serving(tmp_path, demo_store, script) as cold, visit(chromium, f"{cold.url}/{path}"):
            return time.perf_counter() - began

    floor = min(waits(BARE_PAGE, "") for _ in range(STARTS))
    for name, path in FIRST_PAGES.items():
        ours = min(waits(ROOT / "streamlit_app.py", path) for _ in range(STARTS))
        told(f"cold server, first page: {name}", ours, floor)
