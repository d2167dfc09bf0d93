"""A bit of the ledger's file is flipped, anywhere: it is read or refused in words, nothing else."""

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from data.ledger import aliases, failures, layouts, scenarios, sent_alerts
from data.ledger.alert_states import State, histories, set_state
from data.ledger.analysis.saved_views import saved_views
from data.ledger.analysis.unit_groups import unit_groups
from data.ledger.closed_months import closed_months
from data.ledger.database import problem
from data.ledger.keeping.verify import chained, faults
from data.ledger.meetings.agenda import items, meetings
from data.ledger.meetings.decisions import decisions
from data.ledger.meetings.decisions import history as of_decision
from data.ledger.refusals import LEDGER
from data.refusal import RefusedError
from tests.data.ledger.actions import prepare
from tests.sweep import some

READERS: tuple[Callable[[Path], object], ...] = (
    *(aliases.aliases, closed_months, decisions, failures.last, failures.unsent, histories),
    *(layouts.remembered, layouts.writings, meetings, saved_views, scenarios.scenarios),
    *(scenarios.snapshots_named, sent_alerts.told, unit_groups),
    *(lambda store: items(store, 1), lambda store: of_decision(store, 1)),
    lambda store: list(faults(chained(store))),
)
KNOWN = (b"online_dossier_share", b'{"', b'["', b'"kpi"', b"2026-12-10", b"seen", b"new")


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """A store with one of everything."""
    store = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DX_LEDGER", raising=False)
        prepare(store)
        set_state(store, ["a"], State.SEEN, "An")
    return store


def places(content: bytes, seed: int) -> list[int]:
    """Where a bit is flipped: anywhere, and within what is kept as JSON, a day or a word."""
    draw = random.Random(seed)
    found = [draw.randrange(len(content)) for _ in range(20)]
    for text in KNOWN:
        at, every = content.find(text), list[int]()
        while at >= 0:
            every.append(at)
            at = content.find(text, at + 1)
        found += [one + draw.randrange(len(text)) for one in every if draw.random() < 0.3]
    return found


@pytest.mark.parametrize("seed", some(range(8), 8))
def test_a_flipped_bit_is_read_or_refused_in_words(whole, tmp_path, sqlite, seed):
    content = (whole / LEDGER).read_bytes()
    store = Path(shutil.copytree(whole, tmp_path / "store"))
    draw = random.Random(seed)
    for place in places(content, seed):
        flipped = bytearray(content)
        flipped[place] ^= 1 << draw.randrange(8)
        (store / LEDGER).write_bytes(flipped)
        for name in ("-wal", "-shm"):
            (store / f"{LEDGER}{name}").unlink(missing_ok=True)
        for read in READERS:
            try:
                read(store)
            except RefusedError:
                continue


def test_a_value_that_is_no_json_any_more_is_said_above_every_page(whole, tmp_path, sqlite):
    store = Path(shutil.copytree(whole, tmp_path / "store"))
    assert problem(store) is None
    with closing(connect(store / LEDGER)) as con, con:
        con.execute("update layout set columns = '{'")
    refused = problem(store)
    assert refused is not None and "the ledger is damaged" in str(refused)


def test_a_value_that_makes_no_sense_is_refused_in_words(whole, tmp_path, sqlite):
    for change, read in (
        ("update alert_state set state = 'segn'", histories),
        ("""update scenario set chosen = '{"kpj": 1}'""", scenarios.scenarios),
    ):
        store = Path(shutil.copytree(whole, tmp_path / read.__name__))
        with closing(connect(store / LEDGER)) as con, con:
            con.execute(change)
        with pytest.raises(RefusedError, match="the ledger is damaged"):
            read(store)
