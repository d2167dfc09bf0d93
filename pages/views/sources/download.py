"""The sources as a file: which acts changed the units, and the boundaries in use."""

import pandas as pd

from geo.units import table as units
from pages.shell.opened import find
from pages.shell.selection import usual
from pages.shell.served import Served
from pages.text import words as words_of
from pages.text.language import Language
from pages.views.sources.boundary_sets import Sets
from pages.widgets.files.contents import known
from pages.widgets.files.download import buttons


def download(sets: Sets, words: Language) -> None:
    """Draws the buttons, where there are data: the units with their acts, and the boundaries."""
    shown = find().shown
    if shown is None:
        return
    served = Served(shown.name)
    buttons(
        lambda: acts(served, words),
        words.t("Download units and legal acts"),
        "sources",
        *(served, usual(served, words.code)),
        more={words.t("Boundaries in use"): lambda: boundaries(sets, words)},
    )


def acts(served: Served, words: Language) -> pd.DataFrame:
    """One line a unit of a vintage: since when and until when it is, and by which act."""
    t, rows = words.t, units.load()
    return pd.DataFrame(
        {
            t("Units of"): rows["vintage"],
            t("Level"): [
                words_of.level(level, vintage, words)
                for level, vintage in zip(rows["level"], rows["vintage"], strict=True)
            ],
            t("Code"): rows["code"],
            t("Unit"): rows["name"],
            t("In force since"): rows["valid_from"],
            t("In force until"): rows["valid_to"],
            t("Legal act"): rows["legal_act"],
            **known(served, words),
        }
    )


def boundaries(sets: Sets, words: Language) -> pd.DataFrame:
    """One line a set of boundaries: units, source, size and day of the build."""
    t = words.t
    return pd.DataFrame(
        [
            {
                t("Units of"): vintage,
                t("Level"): words_of.level(level, vintage, words),
                t("Units"): one.units,
                t("Source"): one.source_vi if words.code == "vi" else one.source_en,
                t("File for the browser"): one.file,
                t("Size, bytes"): one.bytes,
                t("Built"): one.built[:10],
            }
            for (vintage, level), one in sets.items()
        ]
    )
