"""The explanation as files: a workbook with its parts, and every line as CSV."""

import pandas as pd

from kpis.explain.summary import Summary
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.views.explain.checks import checks_file
from pages.views.explain.files import files_file
from pages.views.explain.lines import lines_file
from pages.views.explain.made_of import units_file
from pages.views.explain.queries import all_lines, changes
from pages.views.explain.replaced import lines_file as replaced_file
from pages.widgets.download import as_csv, buttons, file_button, known

MOST_OF_A_SHEET = 200_000  # lines; Excel itself ends at 1,048,576, long after it is of use


def download(served: Served, shown: Selection, found: Summary) -> None:
    """Draws the buttons; the workbook has all lines up to so many as a sheet is good for."""
    words, t = shown.language, shown.language.t
    name = f"{shown.kpi}-{shown.period}-{shown.level}-{shown.vintage}-{shown.area}"

    def every() -> pd.DataFrame:
        return lines_file(all_lines(served, shown), served, words)

    def of_sheet() -> pd.DataFrame:
        if found.lines > MOST_OF_A_SHEET:
            return lines_file(found.first_lines, served, words)
        return every()

    row = buttons(
        lambda: units_file(served, shown, found).assign(**known(served, words)),
        t("Download this explanation"),
        f"explain-{name}",
        *(served, shown, ("period", "level", "vintage", "topic"), [shown.kpi]),
        more={
            t("Lines"): of_sheet,
            t("Files"): lambda: files_file(served, shown, found),
            t("Replaced lines"): lambda: replaced_file(
                changes(served, shown, found.exports), shown
            ),
            t("Checks"): lambda: checks_file(served, shown, found),
        },
    )
    with row:
        file_button(
            lambda: as_csv(every(), words),
            t("All {n} lines (CSV)", n=found.lines),
            f"lines-{name}.csv",
            f"lines-{name}",
        )
