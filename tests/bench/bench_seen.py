"""From the pointer that a publish swaps until readers of three servers have the new snapshot.

The three are on one machine, with a store each and storage that they share; the data are those of
the demonstration, with forecasts. Readers open the overview, which asks most, of each in turn.
"""

import time

import pytest

from data import setup
from data.publish.exchange.place import SHARED
from data.publish.imports import Order, Request, import_files
from data.store.snapshot import CURRENT, current
from tests.conftest import SMALL_NUMBERS, WITHOUT
from tests.machines import machines, read_at_once, seen_by_all
from tests.serving import answered
from tests.stores import copy_of, corrected

LOST = 120  # seconds
READERS = 10  # of one server


@pytest.mark.parametrize("number", [1, 3])
def test_a_publish_is_seen_by_all(demo_store, number, told, tmp_path, monkeypatch) -> None:
    """What the first ten readers ask is answered already: they hardly wait."""
    monkeypatch.setenv(SHARED, (tmp_path / "shared").as_uri())
    for left_out in (WITHOUT, SMALL_NUMBERS):
        monkeypatch.delenv(left_out)
    stores = [copy_of(demo_store, tmp_path / f"machine-{place}") for place in range(number)]
    first = current(stores[0]).name
    order = Order([Request(corrected(setup.demo_exports(), tmp_path))])
    with machines(stores) as urls:
        (outcome,) = import_files(order, stores[0])
        assert outcome.status == "published"
        seen_by_all(urls, first, current(stores[0]).name, LOST)
        took = time.time() - (stores[0] / CURRENT).stat().st_mtime
        new, again = (answered(read_at_once(urls[-1], READERS)) for _ in range(2))
    told(f"a publish until it is seen: servers on two cores, {number}", took)
    crowd = f"{READERS} readers at once of a new snapshot (floor: the next), servers: {number}"
    told(crowd, new, again)
