"""A ledger that cannot be used: pages show figures, say why and what to do, and call nothing empty.

An empty list of meetings would be believed; so would "there is no such scenario".
"""

import shutil
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from data.ledger.analysis.saved_views import SavedView, save_view
from data.ledger.analysis.unit_groups import UnitGroup, save_group
from data.ledger.database import SHARED
from data.ledger.meetings.agenda import Item, Meeting, add_item, save_meeting
from data.ledger.refusals import LEDGER
from data.ledger.scenarios import Scenario, save
from data.store.snapshot import CURRENT
from tests.pages.opened import address, messages, opened, text_of
from tests.sweep import some

PLACE = {"level": "commune", "period": "2026-10", "vintage": "2025"}
PAGES = {  # every page that shows what people said, with what its link names of it
    "meetings": {"meeting": "1"},
    "decisions": {},
    "present": {"meeting": "1"},
    "alerts": {},
    "reach": {"scenario": "Một"},
    "analysis": {"unit_group": "g1", **PLACE},
    "load": {},
    "documents": {},
    "map": {"unit_group": "g1", **PLACE},
    "overview": {},
}
EMPTY = (
    *("No meeting is prepared yet", "There is no meeting", "There is no such decision"),
    *("None is saved yet", "None is closed", "is no more", "There is no saved scenario"),
)
GONE = "The ledger is no longer where it was."
DAMAGED = "The ledger is damaged: figures are shown, what people said is not."
NEWER = "The ledger was made by a newer version of the program."
AWAY = "The server of the ledger cannot be reached, or does not let us in."


def gone(store: Path) -> None:
    for name in (LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm"):
        (store / name).unlink(missing_ok=True)


def flipped(store: Path) -> None:
    whole = (store / LEDGER).read_bytes()
    (store / LEDGER).write_bytes(whole[:4096] + bytes(4096) + whole[8192:])


def cut_short(store: Path) -> None:
    (store / LEDGER).write_bytes((store / LEDGER).read_bytes()[:5000])


def a_text(store: Path) -> None:
    (store / LEDGER).write_text("no ledger", "utf-8")


def newer(store: Path) -> None:
    with closing(connect(store / LEDGER)) as con, con:
        con.execute("update alembic_version set version_num = 'later'")


def elsewhere(store: Path) -> None:
    """The test names a server that is not there."""


FAULTS = {
    "gone": (gone, GONE),
    "flipped": (flipped, DAMAGED),
    "cut short": (cut_short, DAMAGED),
    "a text": (a_text, DAMAGED),
    "newer": (newer, NEWER),
    "away": (elsewhere, AWAY),
}
CASES = [
    *[(page, "gone") for page in PAGES],
    *[(page, "newer") for page in ("decisions", "analysis", "load")],
    *[(page, fault) for page in ("meetings", "map") for fault in FAULTS],
]


@pytest.fixture
def store(demo_store, tmp_path, monkeypatch) -> Path:
    """The demonstration data beside a ledger in which something of every kind was said."""
    (tmp_path / "snapshots").symlink_to(demo_store / "snapshots")
    shutil.copy(demo_store / CURRENT, tmp_path)
    monkeypatch.setenv("DX_STORE", str(tmp_path))
    monkeypatch.delenv(SHARED, raising=False)
    meeting = save_meeting(tmp_path, Meeting("Họp quý IV", "2026-12-10"), "An")
    add_item(tmp_path, meeting, Item("Hồ sơ", refused="Chưa có."), "An")
    scenario = Scenario(
        "online_dossier_share", "commune", "2025", ("13669",), None, "still", 2030, "g1"
    )
    save(tmp_path, "Một", scenario, "An")
    save_group(tmp_path, UnitGroup("Ven sông", "commune", "2025", ("13669",)), "An")
    save_view(tmp_path, SavedView("Bản đồ", "map", {}, "Map"), "An")
    return tmp_path


def said(page: str, **query: str) -> str:
    """All that a page says; it must be no error of the program's own."""
    app = opened(page, **query)
    messages(app)
    text = text_of(app)
    assert "Traceback" not in text
    return text


@pytest.mark.parametrize(("page", "fault"), some(dict.fromkeys(CASES), 10))
def test_a_page_says_what_is_wrong_and_calls_nothing_empty(store, monkeypatch, page, fault):
    damage, words = FAULTS[fault]
    damage(store)
    if fault == "away":
        monkeypatch.setenv(SHARED, "postgresql+psycopg://tests:s3cret@127.0.0.1:1/x")
    text = said(page, **PAGES[page])
    assert words in text and "Nothing can be loaded, restored or saved meanwhile." in text
    assert [empty for empty in EMPTY if empty in text] == []
    assert str(store) not in text and "127.0.0.1" not in text and "s3cret" not in text
    assert page == "present" or "Data published at" in text  # its foot: it came to its end


@pytest.mark.sweep
def test_what_a_link_names_is_kept_until_the_ledger_can_be_read_again(store):
    whole = (store / LEDGER).read_bytes()
    gone(store)
    app = opened("map", **PAGES["map"])
    assert "The group of this link cannot be read now: all units are shown." in text_of(app)
    assert address(app)["unit_group"] == "g1"
    assert address(opened("reach", scenario="Một"))["scenario"] == "Một"
    (store / LEDGER).write_bytes(whole)
    assert "is no more" not in said("map", **PAGES["map"])
    app = opened("reach", scenario="Một")  # is read, and its fields stand in the link instead
    assert "scenario" not in address(app) and address(app)["units"] == "13669"
    assert "There is no saved scenario" not in text_of(app)
