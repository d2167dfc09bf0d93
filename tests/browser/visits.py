"""A page of the browser on one server, and how a test waits until it is drawn."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Milliseconds: two browsers, two servers and what else is tried share two slow cores.
PATIENCE = 60_000
# Of a map: borders and dots have no colour, what an empty class has instead of a unit no shape.
UNITS = ".choroplethlocation[d]:not([d=''], [fill^=rgba])"
# What a page says to who opens it for the first time would lie over what tests click on.
SEEN = " ".join(["home", *sorted(door.stem for door in Path("pages").glob("[a-z]*.py"))])
DRAWN = """() => {
  const all = selector => [...document.querySelectorAll(selector)];
  return all('[data-testid=stApp][data-test-script-state=notRunning]').length === 1
    && all('[data-stale=true], [data-testid=stSkeleton]').length === 0
    && all('[data-testid=stPlotlyChart]').every(chart => chart.querySelector('.main-svg'))
    && all('#desk').every(desk => desk.childElementCount)
    && all('.geolayer .geo').every(map => map.querySelector('.choroplethlayer path'))
    && all('[data-testid=stDataFrame]')
      .every(table => table.querySelector('canvas') || !table.checkVisibility());
}"""


@dataclass
class Server:
    """A dashboard that listens on 127.0.0.1 and reads one store."""

    url: str
    store: Path


@dataclass
class Visit:
    """A page of the browser, every request that left for another host, and how large it began."""

    page: Page
    server: Server
    strangers: list[str] = field(default_factory=list)
    size: ViewportSize | None = None

    def open(self, path: str = "") -> Page:
        """Opens a path of the dashboard and waits until it is drawn whole."""
        self.page.goto(f"{self.server.url}/{path}")
        return self.settled()

    def settled(self) -> Page:
        """Waits until the script has run to its end and every chart and table is drawn."""
        return drawn(self.page)


def drawn(page: Page) -> Page:
    """A page, when its script has run to its end and every chart and table is drawn."""
    page.wait_for_selector("footer.foot, [data-testid=stAlert]", timeout=PATIENCE)
    page.wait_for_function(DRAWN, timeout=PATIENCE)
    return page


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium without a screen; the test is skipped where there is none, and fails in CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("no chromium: the browser tests must run here")
    if path is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def is_wider_than_its_screen(page: Page) -> bool:
    """Whether a reader would have to scroll sideways."""
    return page.evaluate(
        "() => { const main = document.querySelector('[data-testid=stMain]');"
        " return main.scrollWidth > main.clientWidth }"
    )


def visiting(browser: Browser, server: Server, **options: object) -> Iterator[Visit]:
    """A fresh browser context; the test fails when a request leaves the server."""
    context: BrowserContext = browser.new_context(**options)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    context.add_init_script(f"localStorage.setItem('seen', '{SEEN}')")
    page = context.new_page()
    visit = Visit(page, server, size=page.viewport_size)
    host = urlsplit(server.url).netloc

    def note(request) -> None:  # type: ignore[no-untyped-def]
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != host:
            visit.strangers.append(request.url)

    context.on("request", note)
    yield visit
    context.close()
    assert visit.strangers == [], "requests left the server"


def resumed(visit: Visit) -> Iterator[Visit]:
    """A page for one test more; every address that is opened on it begins a session of its own."""
    if visit.size:
        visit.page.set_viewport_size(visit.size)
    yield visit
    strangers = list(visit.strangers)
    visit.strangers.clear()  # a late one counts against the next test, never against none
    assert strangers == [], "requests left the server"
