"""Targets whose year is over in words: the verdict when they were due, and what became of them.

Three words for three questions, on every page: the verdict is what was reached when it was due, the
status where a value stands today, the outlook where it is going.
"""

from html import escape

import pandas as pd

from kpis.progress.results import Counts, counts
from pages.text.language import Language

YEAR = 2025


def became(code: object, language: Language) -> str:
    """What became of a target since its year was over; "" where that is not known."""
    t = language.t
    words = {
        "held": t("met, and met today"),
        "late": t("met late"),
        "not_yet": t("not met yet"),
        "lost": t("met, not held"),
        "unknown": t("not known today"),
    }
    return words.get(str(code), "")


def verdict_title(language: Language) -> str:
    """The name of the verdict: "Chốt 12/2025"."""
    return language.t("Verdict 12/{year}", year=YEAR)


def counted(found: Counts, language: Language, first: bool = True) -> str:
    """The counts of targets: "7/16 đạt · đạt muộn: 4 · chưa đạt: 5"; `first` with the verdict."""
    t = language.t
    parts = [t("{n}/{all} met", n=found.met, all=found.asked)] if first else []
    parts += [t("met late: {n}", n=found.late), t("not met yet: {n}", n=found.not_yet)]
    if found.lost:
        parts.append(t("met, not held: {n}", n=found.lost))
    if found.unknown:
        parts.append(t("not known: {n}", n=found.unknown))
    return " · ".join(parts)


def verdict_line(rows: pd.DataFrame, language: Language) -> str:
    """Verdict and today of rows of `kpis.progress.results.with_today`, HTML; no law apart."""
    law, others = counts(rows)
    title, text = escape(verdict_title(language)), escape(counted(law, language))
    apart = ""
    if others.asked:
        note = escape(language.t("target unconfirmed or proposed:"))
        told = escape(counted(others, language))
        apart = f" <span class='apart'><span class='note'>{note}</span> {told}</span>"
    return f"<p class='tally'><b>{title}:</b> {text}{apart}</p>"
