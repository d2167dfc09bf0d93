"""How far a figure can be compared across changes of the units, in words: what was apportioned.

Both sides of a reading are carried onto the units shown. Where a unit of the reports was divided,
its residents decide on the parts, and the reading is an estimate.
"""

import pandas as pd

from kpis.periods import Period
from pages.shell.periods import in_force, vintages
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text.comparability import ESTIMATED, NOT_COMPARABLE
from pages.text.language import Language


def notes(rows: pd.DataFrame, served: Served, selection: Selection) -> list[str]:
    """The sentences that belong under readings of one period: how it was done, what is lacking."""
    kinds, found = set(rows["comparability"].dropna()), list[str]()
    if not kinds & {ESTIMATED, NOT_COMPARABLE}:
        return found
    base = in_force(Period.parse(selection.period), served)
    if ESTIMATED in kinds:
        found.append(how(base, selection.vintage, selection.language))
    if NOT_COMPARABLE in kinds:
        found.append(lacking(base, selection.vintage, served, selection.language))
    return found


def how(base: str, shown: str, language: Language) -> str:
    """How an estimate was made, of reports by the units of `base` on the units `shown`."""
    if base == shown:
        return language.t(
            "Estimate (≈): communes that lie in several former districts are apportioned to them"
            " by the residents of their parts."
        )
    return language.t(
        "Estimate (≈): figures reported by the units of {base} are apportioned by residents.",
        base=base,
    )


def lacking(base: str, shown: str, served: Served, language: Language) -> str:
    """Which figures of the population must be loaded to compare what cannot be compared."""
    low, high = sorted((base, shown))
    needed = [v for v in vintages(served) if low <= v <= high and v != base] or [base]
    return language.t(
        "Not comparable: units were divided or merged, and the residents by the units of"
        " {vintages} are not known; load dan_so (the population) of that time.",
        vintages=", ".join(needed),
    )
