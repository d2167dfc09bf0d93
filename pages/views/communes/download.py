"""The history of units as a file: of one unit, or of all of them."""

import pandas as pd

from geo.units.lineage import line, step
from geo.units.unit import Unit, every
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.views.communes.text import became
from pages.widgets.files.contents import known
from pages.widgets.files.download import buttons


def download(unit: Unit | None, served: Served, selection: Selection) -> None:
    """Draws the buttons for the line of a unit, oldest first; without one for all units."""
    t = selection.language.t
    if unit is None:
        label, name, found = t("Download all units"), "units", every()
    else:
        label, name = t("Download this history"), f"unit-{unit.key}"
        members = line(unit.vintage, unit.level, unit.code).members.values()
        found = tuple(one for group in members for one in group)
    buttons(lambda: table(found, served, selection), label, name, served, selection)


def table(found: tuple[Unit, ...], served: Served, selection: Selection) -> pd.DataFrame:
    """One line a unit of a vintage: what it was, since when, and what became of it by which act."""
    words, t = selection.language, selection.language.t
    steps = [step(one) for one in found]
    return pd.DataFrame(
        {
            t("Units of"): [one.vintage for one in found],
            t("Code"): [one.code for one in found],
            t("Unit"): [one.name for one in found],
            t("Type"): [one.type for one in found],
            t("District"): [one.district or "" for one in found],
            t("What became of it"): [became(one, words) for one in found],
            t("Legal act"): [(change.legal_act if change else "") or "" for change in steps],
            **known(served, words),
        }
    )
