"""Sixty readers at once, without a browser: each gets answers, and memory has an end.

What is given back when they leave is measured (`tests/bench/bench_load.py`): it takes minutes.
"""

import pytest

from tests.bench.load import crowd, done
from tests.serving import serving

SESSIONS = 60
MOST = 2**20 * 900  # bytes: Streamlit keeps who left for two minutes, 128 sessions at most


@pytest.mark.sweep
def test_sixty_sessions_get_their_answers_and_so_does_who_comes_after_them(demo_store, tmp_path):
    with serving(tmp_path, demo_store) as ours:
        seen = done(crowd(ours.url, SESSIONS, 6))
        assert seen.failures == []
        assert len(seen.opened) == SESSIONS and len(seen.changed) >= SESSIONS
        assert ours.memory() < MOST
        again = done(crowd(ours.url, 5, 0))
        assert again.failures == [] and len(again.opened) == 5
