"""A real server and a real Chromium, one each for the whole run."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent.parent
expect.set_options(timeout=20_000)  # two browsers and two servers share two cores
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


DRAWN = """() => {
  const all = selector => [...document.querySelectorAll(selector)];
  return all('[data-testid=stApp][data-test-script-state=notRunning]').length === 1
    && all('[data-stale=true], [data-testid=stSkeleton]').length === 0
    && all('[data-testid=stPlotlyChart]').every(chart => chart.querySelector('.main-svg'))
    && all('.geolayer .geo').every(map => map.querySelector('.choroplethlayer path'))
    && all('[data-testid=stDataFrame]').every(table => table.querySelector('canvas'));
}"""


@dataclass
class Server:
    """A dashboard that listens on 127.0.0.1 and reads one store."""

    url: str
    store: Path


@dataclass
class Visit:
    """A page of the browser, and every request that left for another host."""

    page: Page
    server: Server
    strangers: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        """Opens a path of the dashboard and waits until it is drawn whole."""
        self.page.goto(f"{self.server.url}/{path}")
        return self.settled()

    def settled(self) -> Page:
        """Waits until the script has run to its end and every chart and table is drawn."""
        self.page.wait_for_selector("footer.foot, [data-testid=stAlert]", timeout=60_000)
        self.page.wait_for_function(DRAWN, timeout=60_000)
        return self.page


def is_wider_than_its_screen(page: Page) -> bool:
    """Whether a reader would have to scroll sideways."""
    return page.evaluate(
        "() => { const main = document.querySelector('[data-testid=stMain]');"
        " return main.scrollWidth > main.clientWidth }"
    )


def start(store: Path) -> Iterator[Server]:
    """A server on a free port, ended when the caller is done with it; it must print no error."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    path = store.parent / f"server-{port}.log"
    log = path.open("wb")
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "DX_STORE": str(store)}, stdout=log, stderr=log
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield Server(f"http://127.0.0.1:{port}", store)
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()
    assert "Traceback" not in path.read_text(encoding="utf-8")


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server stopped before it answered"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)  # the only way to wait for a port of another process
    raise AssertionError("the server did not answer within a minute")


@pytest.fixture(scope="session")
def server(demo_store: Path) -> Iterator[Server]:
    """The dashboard with the demonstration data."""
    yield from start(demo_store)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("no chromium: the browser tests must run here")
    if path is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def visiting(browser: Browser, server: Server, **options: object) -> Iterator[Visit]:
    """A fresh browser context; the test fails when a request leaves the server."""
    context: BrowserContext = browser.new_context(**options)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    visit = Visit(context.new_page(), server)
    host = urlsplit(server.url).netloc

    def note(request) -> None:  # type: ignore[no-untyped-def]
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != host:
            visit.strangers.append(request.url)

    context.on("request", note)
    yield visit
    context.close()
    assert visit.strangers == [], "requests left the server"


@pytest.fixture(scope="session")
def desktop_page(chromium: Browser, server: Server) -> Iterator[Visit]:
    """1440 × 900: an analyst's screen. A page that is new loads the program anew: three seconds."""
    yield from visiting(chromium, server, viewport={"width": 1440, "height": 900})


@pytest.fixture(scope="session")
def others_page(chromium: Browser, server: Server) -> Iterator[Visit]:
    """The same, of somebody else: nothing that the other one's browser keeps is there."""
    yield from visiting(chromium, server, viewport={"width": 1440, "height": 900})


@pytest.fixture(scope="session")
def phone_page(chromium: Browser, server: Server) -> Iterator[Visit]:
    """390 × 844: a leader's phone."""
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/156 Mobile Safari/537.36"
    yield from visiting(
        chromium, server, viewport={"width": 390, "height": 844}, user_agent=agent, has_touch=True
    )


def resumed(visit: Visit) -> Iterator[Visit]:
    """A page for one test more; every address that is opened on it begins a session of its own."""
    visit.strangers.clear()
    yield visit
    assert visit.strangers == [], "requests left the server"


@pytest.fixture
def desktop(desktop_page: Visit) -> Iterator[Visit]:
    """An analyst's screen, for one test."""
    yield from resumed(desktop_page)


@pytest.fixture
def other(others_page: Visit) -> Iterator[Visit]:
    """The screen of somebody who gets a link, for one test."""
    yield from resumed(others_page)


@pytest.fixture
def phone(phone_page: Visit) -> Iterator[Visit]:
    """A leader's phone, for one test."""
    yield from resumed(phone_page)
