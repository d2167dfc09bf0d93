"""The difficulties as a file: by unit, and in the workbook by kind."""

import pandas as pd

from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.views.difficulties.figures import indicators, measure
from pages.views.difficulties.view import kinds_file
from pages.widgets.files.contents import known
from pages.widgets.files.download import buttons
from pages.widgets.groups.measures import file
from pages.widgets.groups.words import difficulties


def download(rows: pd.DataFrame, served: Served, selection: Selection) -> None:
    """Draws the buttons."""
    words, t = selection.language, selection.language.t
    names = difficulties(served, selection.lang)

    def units() -> pd.DataFrame:
        told = file(rows, [measure(kind, names, words) for kind in names], selection)
        told[t("Groups")] = rows["groups"]
        for kind in names:
            for title, values in indicators(kind, served, selection).items():
                told[title] = rows["area_code"].map(values)
        return told.assign(**known(served, words))

    buttons(
        units,
        t("Download these figures"),
        f"difficulties-{selection.level}-{selection.period}",
        *(served, selection, ("period", "level", "vintage", "district")),
        more={t("Difficulties"): lambda: kinds_file(rows, served, selection)},
    )
