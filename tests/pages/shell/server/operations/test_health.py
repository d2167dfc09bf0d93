"""What /health says: little, soon, and not well where the data, the disk or the ledger are not."""

import json
import time

import pytest

from data.ledger.database import SHARED
from data.ledger.refusals import LEDGER
from data.ledger.sent_alerts import keep_told
from pages.shell.server.operations import health as module
from pages.shell.server.operations.asked import Beside
from pages.shell.server.operations.health import Files, Health, Ledger, files_of, health, ledger_of

WELL = Health(Files(7, 7_300.0, 2**40), Ledger(True, 0.01))


def test_a_server_that_is_well():
    assert WELL.told() == (
        200,
        {
            "status": "ok",
            "snapshot_age_hours": 2,
            "disk_low": False,
            "ledger_reachable": True,
        },
    )


@pytest.mark.parametrize(
    ("files", "ledger", "said"),
    [
        (Files(0, None, 2**40), Ledger(True, 0.0), (None, False, True)),
        (Files(7, 1.0, 2**29), Ledger(True, 0.0), (0, True, True)),
        (Files(7, 1.0, 2**40), Ledger(False, 0.0), (0, False, False)),
        (Files(7, 1.0, 2**40), None, (0, False, False)),
        (None, Ledger(True, 0.0), (None, None, True)),
        (None, None, (None, None, False)),
    ],
)
def test_a_server_that_is_not(files, ledger, said):
    status, told = Health(files, ledger).told()
    assert (status, told.pop("status")) == (503, "degraded")
    assert tuple(told.values()) == said


def test_what_lies_on_the_disk(sample_store, tmp_path):
    found = files_of(sample_store)
    assert found.generation == 1 and 0 <= found.age < 86_400 and found.free > 0
    for store in (tmp_path, tmp_path / "none"):
        found = files_of(store)
        assert (found.generation, found.age) == (0, None) and found.free > 0
    (tmp_path / "CURRENT.json").write_text("{", "utf-8")
    assert files_of(tmp_path).age is None


def test_how_the_ledger_answers(tmp_path, monkeypatch):
    monkeypatch.delenv(SHARED, raising=False)
    assert ledger_of(tmp_path).is_well  # none yet is no fault
    keep_told(tmp_path, ["a"], "An")
    assert ledger_of(tmp_path).is_well
    (tmp_path / LEDGER).write_bytes(b"no ledger")
    assert not ledger_of(tmp_path).is_well


def test_a_ledger_that_hangs_keeps_the_answer_no_longer_than_it_may(monkeypatch):
    hanging = Beside(lambda: time.sleep(30))
    whole = Beside(lambda: Files(7, 1.0, 2**40))
    whole.answer(5)
    monkeypatch.setattr(module, "_questions", lambda store: (whole, hanging))
    began = time.monotonic()
    status, told = health().told()
    assert time.monotonic() - began < 0.5
    assert status == 503 and told["ledger_reachable"] is False and told["snapshot_age_hours"] == 0


def test_it_names_no_place_host_or_version():
    text = json.dumps(WELL.told()[1])
    assert "/" not in text and "g0000" not in text and not any(c in text for c in ".@\\")
