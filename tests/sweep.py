"""Sweeps: what `make test` leaves to `make sweep`; `.ci/nightly` runs both, pytest by itself all.

All files of a corpus, all indicators, all points at which a write can be killed: most say what
their neighbours said. And ways of many seconds, a second publish or a server of their own for one
claim more. Together they take longer than anybody waits before a commit.
"""

from collections.abc import Iterable
from typing import Any

import pytest

QUICK = "not sweep"  # what `make test` chooses by pytest's option -m
FEWER = 5
_run = {"is_quick": False}


def begin(marks: str) -> None:
    """Takes the option -m of a run, before its tests are imported."""
    _run["is_quick"] = marks == QUICK


def is_quick() -> bool:
    """Whether a run leaves sweeps out."""
    return _run["is_quick"]


def some(cases: Iterable[Any], every: int) -> list[Any]:
    """The cases as parameters: the first of each so many in any run, the others in a sweep.

    A case is what pytest.mark.parametrize takes: a value, a tuple of them, or a pytest.param.
    """
    return [in_a_sweep(case) if n % every else case for n, case in enumerate(cases)]


def in_a_sweep(case: Any) -> Any:
    """A case that only a sweep tries."""
    if hasattr(case, "marks"):
        return pytest.param(*case.values, marks=[*case.marks, pytest.mark.sweep], id=case.id)
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.sweep)


def examples(all_of_them: int) -> int:
    """How many random examples of a claim a run tries: all, or in a quick one a fifth."""
    return -(-all_of_them // FEWER) if _run["is_quick"] else all_of_them
