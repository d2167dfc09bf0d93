"""What the crosswalk of units rests on: the acts, their days, and what they did to the units."""

from functools import lru_cache
from html import escape
from pathlib import Path

import pandas as pd

from geo.units import inventory
from geo.units import table as units
from kpis.province import PART, WHOLE
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import table
from pages.views.sources.boundary_sets import is_grouping


def changes_of_units(words: Language) -> str:
    """Each change of the units with its acts, and what is exact in the crosswalk; HTML."""
    if len(units.VINTAGES) > 1:
        return _acts(words) + _exactness(words)
    text = words.t("The list of units has one vintage: figures are of these units alone.")
    return f"<p class='note'>{escape(text)}</p>"


def _acts(words: Language) -> str:
    """A row a change of vintage: day, acts, districts and communes before and after."""
    t = words.t
    titles = [
        t("In force since"),
        t("Legal act"),
        t("Districts"),
        t("Communes"),
        t("Made by merging"),
    ]
    pairs = zip(units.VINTAGES, units.VINTAGES[1:], strict=False)
    return table(titles, [_row(*pair, words) for pair in pairs], after=":")


def _exactness(words: Language) -> str:
    """What is exact in the crosswalk and what is a rule of this dashboard."""
    t, last = words.t, units.VINTAGES[-1]
    straddling = int((units.of(last, "commune").straddles != "").sum())
    lines = []
    if not _changes(units.units_path())["split"].sum():
        lines.append(
            t(
                "Whole units were merged: the figures of earlier units are carried to later ones"
                " exactly, while the way back can only be an estimate."
            )
        )
    if is_grouping(last, PART):
        lines.append(
            t(
                "The districts of {vintage} are the former ones, a grouping: {n} communes join"
                " parts of two of them; their figures count in each by the residents of the part.",
                vintage=last,
                n=formats.number(straddling, words),
            )
        )
    return "<p class='note'>" + "<br>".join(escape(line) for line in lines) + "</p>"


@lru_cache(maxsize=8)  # what becomes of a list of units never changes while it is read
def _changes(path: Path) -> pd.DataFrame:
    return inventory.changes(units.load(path))


def _row(before: str, after: str, words: Language) -> list[str]:
    t = words.t
    rows = units.load()
    named = rows[(rows.vintage == after) & (rows.legal_act != "")]
    acts = "<br>".join(escape(act) for act in named.legal_act.unique()) or formats.MISSING
    begin = formats.iso_day(units.of(after, WHOLE).valid_from.iloc[0], words)
    changes = _changes(units.units_path())
    made = changes[(changes.level == "commune") & (changes.vintage == before)].merged.sum()
    counts = [
        t(
            "{before} before, {after} after",
            before=len(units.of(before, level)),
            after=len(units.of(after, level)),
        )
        for level in (PART, "commune")
    ]
    return [escape(begin), acts, *counts, formats.number(made, words)]
