"""The network as a file: the register, and all figures by unit."""

import pandas as pd

from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.views.network.figures import measures
from pages.views.network.register import register_file
from pages.widgets.files.contents import known
from pages.widgets.files.download import buttons
from pages.widgets.groups.listed import groups
from pages.widgets.groups.measures import file


def download(served: Served, rows: pd.DataFrame, selection: Selection) -> None:
    """Draws the buttons: the register, and in the workbook the figures of the units beside it."""
    words, t = selection.language, selection.language.t

    def listed() -> pd.DataFrame:
        found = register_file(groups(served, selection), served, words)
        return found.assign(**known(served, words))

    def by_unit() -> pd.DataFrame:
        return file(rows, list(measures(words).values()), selection)

    buttons(
        listed,
        t("Download the register"),
        f"groups-{selection.period}",
        *(served, selection, ("period", "level", "vintage", "district")),
        more={t("Figures by unit"): by_unit},
        on_map=by_unit,
    )
