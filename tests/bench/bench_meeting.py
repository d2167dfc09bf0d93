"""A meeting in the room: from a key to the next slide, drawn. The floor is a bare page's change."""

import pytest

from data.ledger.meetings import agenda, shown
from pages.briefs.frozen import fingerprint
from tests.bench.bench_pages import (
    BARE_PAGE,
    CHANGES,
    LOOK_AT_BARE,
    WARMING,
    Changes,
    visit,
)
from tests.browser.visits import launched
from tests.pages.briefs.example import brief
from tests.serving import serving
from tests.stores import copy_of

ITEMS = 12
# From a key to the second frame after the slide that it calls is the one to be seen.
TURNED = """() => new Promise(resolve => {
  const at = () => document.getElementById('slide-shown').textContent;
  const before = at();
  addEventListener('keydown', () => {
    const began = performance.now();
    const drawn = () => requestAnimationFrame(() => resolve(performance.now() - began));
    const wait = () => requestAnimationFrame(at() !== before ? drawn : wait);
    wait();
  }, { capture: true, once: true });
})"""


@pytest.fixture
def store(demo_store, tmp_path):
    """A store with a meeting of twelve maps of communes."""
    store = copy_of(demo_store, tmp_path / "store")
    id = agenda.save_meeting(store, agenda.Meeting("Họp", "2026-12-10"), "")
    view = brief().items[1].view
    shown.keep(store, id, view.written(), ".json", "")
    for number in range(ITEMS):
        frozen = fingerprint(view.written())
        agenda.add_item(store, id, agenda.Item(f"Mục {number}", "map", {}, frozen), "")
    return store


def test_the_next_slide(store, told, tmp_path):
    with (
        launched() as browser,
        serving(tmp_path, store) as ours,
        serving(tmp_path, script=BARE_PAGE) as bare,
        visit(browser, bare.url) as simple,
        visit(browser, f"{ours.url}/present") as room,
    ):
        floor, took = Changes(simple, "month", LOOK_AT_BARE), []
        room.page.wait_for_function(f"document.querySelectorAll('.slide svg').length >= {ITEMS}")
        for number in range(WARMING + CHANGES):
            floor.change()
            room.page.evaluate(f"() => {{ window.turned = ({TURNED})(); }}")
            room.page.keyboard.press("ArrowRight" if number < ITEMS - 1 else "ArrowLeft")
            took.append(room.page.evaluate("window.turned") / 1000)
    told(
        "next slide of a meeting of twelve maps, in Chromium",
        sorted(took)[len(took) // 2],
        floor.median,
    )
