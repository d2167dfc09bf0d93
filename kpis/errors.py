"""Errors written for the person who has to act on them."""

import difflib
from collections.abc import Iterable


class KpiError(ValueError):
    """A question that cannot be answered as it was put; the text says what to ask instead."""


class CatalogueError(KpiError):
    """A definition that is refused; the text names the file, the stanza and the remedy."""


def nearest(word: str, valid: Iterable[str]) -> str:
    """The end of a sentence: the valid word nearest to a wrong one, or all of them."""
    words = list(valid)
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.5)
    if near:
        return f"Did you mean “{near[0]}”?"
    return "Valid are: " + ", ".join(words) + "."
