"""Sixty readers at once, without a browser: each gets answers, and when they leave memory does."""

import pytest

from tests.bench.load import crowd, done
from tests.serving import serving

SESSIONS = 60
FIRST = 2**20 * 900  # bytes with all of them, twice what BENCHMARKS.md has: nobody's test is timed
MORE = 1.15  # what a second crowd may add: Streamlit keeps who left for two minutes


@pytest.mark.sweep
def test_sixty_sessions_get_their_answers_and_a_second_crowd_takes_no_more_memory(
    demo_store, tmp_path
):
    with serving(tmp_path, demo_store) as ours:
        held = []
        for _ in range(2):
            seen = done(crowd(ours.url, SESSIONS, 6))
            assert seen.failures == []
            assert len(seen.opened) == SESSIONS and len(seen.changed) >= SESSIONS
            held.append(ours.memory())
        assert held[0] < FIRST
        assert held[1] < held[0] * MORE
