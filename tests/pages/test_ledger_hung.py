"""A server of the ledger that hangs: pages of figures come, and say what is missing."""

import time

import pytest

from data.ledger import engines
from data.ledger.sent_alerts import keep_told
from tests.data.ledger.engines.cluster import cluster
from tests.pages.opened import messages, opened

__all__ = ["cluster"]
AWAY = "The server of the ledger cannot be reached"


def timed() -> tuple[str, float]:
    """What a page of figures says of what is wrong, and after how many seconds."""
    begun = time.monotonic()
    said = messages(opened("catalogue"))
    return said, time.monotonic() - begun


@pytest.mark.sweep
def test_pages_of_figures_do_not_hang_with_the_server_of_the_ledger(
    cluster, sample_store, monkeypatch
):
    monkeypatch.setenv("DX_STORE", str(sample_store))
    keep_told(sample_store, ["a"], "An")
    assert AWAY not in timed()[0]
    _, usual = timed()
    cluster.freeze()
    said, first = timed()
    assert AWAY in said and first < usual + 3 * engines.SILENCE
    for _ in range(3):  # whoever comes meanwhile does not wait at all
        said, later = timed()
        assert AWAY in said and later < usual + 1
    cluster.thaw()
    begun = time.monotonic()
    while AWAY in timed()[0]:
        assert time.monotonic() - begun < 10
