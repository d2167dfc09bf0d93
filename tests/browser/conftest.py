"""A real server and a real Chromium, one each for the whole run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visits import PATIENCE, Server, Visit, launched, resumed, visiting
from tests.serving import serving

expect.set_options(timeout=PATIENCE)


def start(store: Path) -> Iterator[Server]:
    """A server on a free port, ended when the caller is done with it; it must print no error."""
    with serving(store.parent, store) as ours:
        yield Server(ours.url, store)


@pytest.fixture(scope="session")
def server(demo_store: Path) -> Iterator[Server]:
    """The dashboard with the demonstration data."""
    yield from start(demo_store)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


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
