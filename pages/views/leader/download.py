"""In two minutes as a file: how far each commune keeps to its targets, and the numbers in words."""

import pandas as pd

from kpis.errors import CatalogueError
from kpis.progress.leader import Number
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.views.leader.map import units
from pages.views.leader.numbers import shown_numbers
from pages.views.leader.queries import numbers
from pages.widgets.files.contents import as_written, known
from pages.widgets.files.download import buttons
from pages.widgets.forecasts import why_none


def download(served: Served, selection: Selection) -> None:
    """Draws the buttons: the communes, and in the workbook the numbers too."""
    t = selection.language.t
    is_told = not why_none(served)
    buttons(
        lambda: (table if is_told else numbers_table)(served, selection),
        t("Download these figures"),
        f"home-{selection.period}",
        *(served, selection, ("period", "vintage")),
        more={t("The numbers in words"): lambda: numbers_table(served, selection)},
    )


def table(served: Served, selection: Selection) -> pd.DataFrame:
    """One line a commune: how many of its targets are met or on their path, what lacks most."""
    words, t = selection.language, selection.language.t
    rows = served.once(units, selection.vintage)
    names = [words.pick(catalogue()[kpi].name) if kpi else "" for kpi in rows["weakest"]]
    return pd.DataFrame(
        {
            t("Administrative units"): selection.vintage,
            t("Code"): rows["code"],
            t("Unit"): rows["name"],
            t("Targets judged"): rows["judged"],
            t("Met or on the path"): rows["kept"],
            t("Share of them, %"): as_written(100 * rows["share"], 1),
            t("Most is lacking in"): names,
            **known(served, words),
        }
    )


def numbers_table(served: Served, selection: Selection) -> pd.DataFrame:
    """One line a number, as the page writes it."""
    t = selection.language.t
    return pd.DataFrame(
        [
            {
                t("Figure"): one.figure,
                t("What it is"): one.what,
                t("How it moved"): one.moved,
                t("Note"): "; ".join(note for note in one.notes if note),
            }
            for one in shown_numbers(served, _chosen(), selection)
        ]
    )


def _chosen() -> list[Number]:
    """The numbers that are chosen; none where the choice cannot be read, as the page says."""
    try:
        return numbers()
    except CatalogueError:
        return []
