"""The sentence of level and momentum: of no indicator, unit and target do its halves disagree."""

import pandas as pd
import pytest

from kpis.catalogue.catalogue import load
from kpis.measure.extent import extent
from kpis.periods import Period
from kpis.progress.momentum import with_outlook
from kpis.store import connect
from pages.text.chances import class_of
from pages.text.language import Language
from pages.text.momentum import momentum, reason

VI = Language("vi")
SLOWER = [reason(one, VI) for one in ("slows_at_end", "slows", "falls", "open")]
FASTER = [reason(one, VI) for one in ("speeds_up", "turns", "open")]


@pytest.fixture(scope="module")
def rows(demo_store):
    """(indicator, row) of all levels, to the next target and to each of its years to come."""
    found = []
    with connect(demo_store) as con:
        period = Period.containing("month", extent(con).last_month)
        for kpi in load().values():
            for level in kpi.levels:
                years = {goal.year for goal in kpi.targets if goal.year > period.last_month.year}
                frames = [with_outlook(con, kpi, level, period, year=y) for y in (None, *years)]
                frames = [frame for frame in frames if len(frame)]
                found += [(kpi, row) for frame in frames for row in frame.to_dict("records")]
    return found


@pytest.mark.sweep
def test_each_sentence_has_an_outlook_or_says_why_it_has_none(rows):
    assert len(rows) > 1000
    for kpi, row in rows:
        told = momentum(row, kpi, VI)
        assert ("dự báo 12/" in told) != ("không có dự báo: " in told), told


@pytest.mark.sweep
def test_no_sentence_leaves_its_halves_in_contradiction(rows):
    """A pace that is enough beside "unlikely", and the reverse, carry the word that explains it."""
    explained = 0
    for kpi, row in rows:
        if pd.isna(row["probability"]) or pd.isna(row["observed"]):
            continue
        graded, enough = class_of(row["probability"]), row["observed"] >= row["needed"] - 1e-9
        words = SLOWER if enough and graded <= 1 else FASTER if not enough and graded >= 3 else []
        told = momentum(row, kpi, VI)
        assert not words or any(word in told for word in words), told
        explained += bool(words)
    assert explained
