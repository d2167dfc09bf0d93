"""The quality of the data as a file: who reported, which checks fail, what was set aside."""

import pandas as pd

from data.access.check import is_allowed
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.views.quality.checks import checks_table, set_aside_table
from pages.views.quality.view import files_table, reports_table
from pages.widgets.files.contents import known
from pages.widgets.files.download import buttons


def download(served: Served, rows: pd.DataFrame, selection: Selection) -> None:
    """Draws the buttons: the reports by unit, and in the workbook all tables of the page."""
    t, words = selection.language.t, selection.language
    more = {t("Checks of the data"): lambda: checks_table(served, selection)}
    if is_allowed("read_quarantine"):
        more[t("Rows that were set aside")] = lambda: set_aside_table(served, selection)
    if is_allowed("read_files"):
        more[t("Files received")] = lambda: files_table(served, selection)
    buttons(
        lambda: reports_table(rows, selection).assign(**known(served, words)),
        t("Download these figures"),
        f"quality-{selection.level}-{selection.period}",
        *(served, selection, ("period", "level", "vintage", "district")),
        more=more,
    )
