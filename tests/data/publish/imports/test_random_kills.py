"""Imports killed at random moments: readers see the old or the new data, and a retry ends it."""

import os
import random
import signal
from itertools import count

import pytest

from tests.data.publish.imports.support import (
    Intake,
    assists,
    content,
    left_over,
    times_imported,
    written,
)
from tests.stores import copy_of

KILLS = 50
KILLED_EACH = 10  # a retry that is killed itself takes half the time of one that is let through
SEED = 20261125

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor SIGKILL")


def moments() -> list[float]:
    """When to kill, as parts of the time of an import: one in each fiftieth, in any order."""
    chance = random.Random(SEED)
    found = [(n + chance.random()) / KILLS for n in range(KILLS)]
    chance.shuffle(found)
    return found


class Chain:
    """A store to which file after file is added; the import of each is killed and repeated."""

    def __init__(self, intake, directory):
        self.intake, self.store = intake, intake.store
        self.directory, self.numbers, self.killed = directory, count(), 0

    def run(self, parts):
        """Kill one import after each part of the time that one takes."""
        self._begin()
        self._let_through()  # and measured
        self._begin()
        for part in parts:
            while not self._is_killed(part):
                pass
        self._let_through()

    def _begin(self):
        self.number, self.before, self.tries = next(self.numbers), assists(self.store), 0
        self.path = written(self.directory / f"{self.number}.csv", self.number)

    def _is_killed(self, part):
        """Whether an import is killed then; false where it was through by itself before."""
        if self.tries == KILLED_EACH:
            self._let_through()
            self._begin()
        (ended,) = self.intake.run(self.path, kill_after=part * self.seconds)
        self.tries += 1
        if ended.code == 0:
            self.tries = KILLED_EACH
            self.seconds = min(self.seconds, ended.seconds)
            return False
        assert ended.code == -signal.SIGKILL, ended.errors
        self.killed += 1
        is_served = times_imported(self.store, self.path)
        assert is_served in (0, 1)
        assert assists(self.store) == self.before + is_served * (self.number + 10)
        return True

    def _let_through(self):
        is_served = times_imported(self.store, self.path)
        (ended,) = self.intake.run(self.path)
        assert ended.code == 0, ended.errors
        assert ended.outcome["status"] == ("already_there" if is_served else "published")
        assert assists(self.store) == self.before + self.number + 10
        assert times_imported(self.store, self.path) == 1
        assert left_over(self.store) == []
        if not is_served:
            self.seconds = ended.seconds


@pytest.mark.sweep
def test_fifty_kills_lose_nothing_and_double_nothing(made_once, tmp_path):
    store = copy_of(made_once, tmp_path / "store")
    with Intake(store, tmp_path / "scratch") as intake:
        chain = Chain(intake, tmp_path)
        chain.run(moments())
        assert chain.killed == KILLS
        intake.store = copy_of(made_once, tmp_path / "undisturbed")
        whole = written(tmp_path / "whole.csv", *range(chain.number + 1))
        assert intake.run(whole)[0].code == 0
        assert content(store) == content(intake.store)
