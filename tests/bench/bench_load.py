"""A roomful of readers: how long each waits, what a change sends, what the server's memory holds.

The floor is a bare Streamlit page under as many readers in the same run. Each step is bounded: the
pages open, the readers change their pickers for SECONDS, the last answers come.
"""

import time
from pathlib import Path

import pytest

from tests.bench.load import BARE, Crowd, crowd, done
from tests.deploy.office import office
from tests.serving import serving

BARE_PAGE = Path(__file__).parent / "bare.py"
SECONDS, SECONDS_OF_BARE = 45, 15
LEFT = 200  # seconds: Streamlit keeps a session for two minutes, we tidy up once a minute
WARM = 40  # seconds in which a server that was opened first asks what readers will


def waited(capsys, sessions: int, seen: Crowd) -> None:
    """Prints what a crowd saw."""
    with capsys.disabled():
        print(
            f"\n  {sessions} sessions, {len(seen.changed)} changes: median {seen.median:.3f} s,"
            f" p95 {seen.p95:.3f} s, {seen.bytes / 1000:.0f} kB a change;"
            f" first pages in at most {max(seen.opened):.1f} s"
        )


@pytest.fixture(scope="module")
def server(demo_store, tmp_path_factory):
    with serving(tmp_path_factory.mktemp("ours"), demo_store) as ours:
        done(crowd(ours.url, 10, 0))  # nobody measures the first reader of the day
        time.sleep(WARM)
        yield ours


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("bare"), script=BARE_PAGE) as floor:
        yield floor


@pytest.mark.parametrize("sessions", [1, 10, 30, 60])
def test_sessions_of_one_process(server, bare, told, capsys, sessions):
    floor = done(crowd(bare.url, sessions, SECONDS_OF_BARE, ("",), BARE))
    seen = done(crowd(server.url, sessions, SECONDS))
    waited(capsys, sessions, seen)
    who = f"{sessions} session{'s' * (sessions > 1)}, a change every 5 s, one process"
    told(f"{who}: p50", seen.median, floor.median)
    told(f"{who}: p95", seen.p95, floor.p95)
    told(f"{who}: bytes a change, half are below", seen.bytes, floor.bytes, "bytes")
    if sessions == 60:
        memory = server.memory(), bare.memory()
        told("memory of one process with 60 sessions", *memory, "bytes")
        time.sleep(LEFT)
        memory = server.memory(), bare.memory()
        told("memory of one process when 60 sessions have left", *memory, "bytes")
    assert seen.failures == floor.failures == []


def test_sixty_sessions_behind_nginx(demo_store, bare, told, capsys, tmp_path):
    who = "60 sessions, a change every 5 s, two processes behind nginx"
    floor = done(crowd(bare.url, 60, SECONDS_OF_BARE, ("",), BARE))
    with office(tmp_path, demo_store) as ours:
        done(crowd(ours.url, 20, 0))
        seen = done(crowd(ours.url, 60, SECONDS))
        memory = max(one.memory() for one in ours.processes)
    waited(capsys, 60, seen)
    told(f"{who}: p50", seen.median, floor.median)
    told(f"{who}: p95", seen.p95, floor.p95)
    told(f"{who}: memory of the larger process", memory, unit="bytes")
    assert seen.failures == floor.failures == []
