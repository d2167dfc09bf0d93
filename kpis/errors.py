"""Errors written for the person who has to act on them."""

import difflib
import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike


class KpiError(ValueError):
    """A question that cannot be answered as it was put; the text says what to ask instead."""


class CatalogueError(KpiError):
    """A definition that is refused; the text names the file, the stanza and the remedy."""


def require_finite(or_missing: bool = False, **numbers: ArrayLike | None) -> None:
    """Refuses, with KpiError, what is infinite or no number; None says nothing, and may stand.

    `or_missing`: NaN may stand too, where it is the mark of a value that is missing.
    """
    for name, given in numbers.items():
        if given is None or (isinstance(given, float | int) and math.isfinite(given)):
            continue
        found = np.asarray(given, dtype=float)
        wrong = np.isinf(found) if or_missing else ~np.isfinite(found)
        if wrong.any():
            raise KpiError(f"“{name}” must be a number, not {found[wrong][0]}.")


def nearest(word: str, valid: Iterable[str]) -> str:
    """The end of a sentence: the valid word nearest to a wrong one, or all of them."""
    words = list(valid)
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.5)
    if near:
        return f"Did you mean “{near[0]}”?"
    return "Valid are: " + ", ".join(words) + "."
