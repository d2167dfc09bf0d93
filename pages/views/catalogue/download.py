"""The catalogue as a file: one line an indicator."""

import pandas as pd

from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.widgets.files.contents import known, of_kpi, titles_of_kpi
from pages.widgets.files.download import buttons


def download(served: Served, kpis: list[str], selection: Selection) -> None:
    """Draws the buttons for the indicators that were found."""
    label = selection.language.t("Download these indicators")
    rows = lambda: table(served, kpis, selection)  # noqa: E731
    buttons(rows, label, "catalogue", served, selection)


def table(served: Served, kpis: list[str], selection: Selection) -> pd.DataFrame:
    """One line an indicator: what it is, what it is made of, its targets and their sources."""
    words = selection.language
    lines = [of_kpi(catalogue()[kpi], words) for kpi in kpis]
    found = pd.DataFrame(lines, columns=titles_of_kpi(words))
    return found.assign(**{words.t("Identifier"): kpis, **known(served, words)})
