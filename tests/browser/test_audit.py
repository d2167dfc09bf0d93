"""The audit log in a browser: a file that is taken stands there, and the list is whole."""

import json
import re

import pytest
from playwright.sync_api import expect

from data.ledger.changes import Change, since
from data.ledger.database import rows
from data.ledger.gate import noting
from tests.browser.visits import Server, is_wider_than_its_screen, visiting
from tests.serving import serving
from tests.stores import copy_of


@pytest.fixture(scope="module")
def server(demo_store, tmp_path_factory):
    """A server whose ledger these tests write."""
    store = copy_of(demo_store, tmp_path_factory.mktemp("audit") / "store")
    for number in range(70):
        noting(store, f"Phòng {number % 3}", "export", f"map/{number}.xlsx", facts={"bytes": 9})
    with serving(store.parent, store) as ours:
        yield Server(ours.url, store)


@pytest.fixture(scope="module")
def visit(chromium, server):
    yield from visiting(chromium, server, viewport={"width": 1280, "height": 720})


def taken(page, label: str) -> bytes:
    button = page.locator("[data-testid=stDownloadButton] button", has_text=label).first
    with page.expect_download() as waiting:
        button.click()
    return waiting.value.path().read_bytes()


def newest(store) -> Change:
    return [Change(*row) for row in rows(store, since())][-1]


@pytest.mark.sweep
def test_what_is_taken_stands_in_the_list_and_the_list_can_be_taken(visit, server):
    page = visit.open("map?lang=vi&kpi=vssid_share&level=district&period=2026-10")
    content = taken(page, "(XLSX)")
    last = newest(server.store)
    assert (last.actor, last.action) == ("", "export")
    assert re.fullmatch(r"map/vssid_share-2026-10-district-\d{4}\.xlsx", last.subject)
    assert last.after == {"bytes": len(content)}
    page = visit.open("audit?lang=vi")
    expect(page.get_by_text("đều đúng như khi ghi")).to_be_visible()
    expect(page.locator("table.audit tr.row")).to_have_count(50)
    assert not is_wider_than_its_screen(page)
    page = visit.open("audit?lang=vi&audit_who=Ph%C3%B2ng%201")
    lines = taken(page, "JSONL").decode().splitlines()
    assert {json.loads(line)["actor"] for line in lines} == {"Phòng 1"} and len(lines) == 23
    assert newest(server.store).subject == "audit/audit.jsonl"
