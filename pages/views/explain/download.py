"""The explanation as files: a workbook with its parts, and every line as CSV."""

from collections.abc import Iterator

import pandas as pd

from data.access.check import is_allowed
from kpis.explain.summary import Summary
from pages.shell.offered.few import sees_few
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.views.explain.checks import checks_file
from pages.views.explain.files import files_file
from pages.views.explain.lines import lines_file
from pages.views.explain.made_of import units_file
from pages.views.explain.queries import all_lines, changes
from pages.views.explain.replaced import lines_file as replaced_file
from pages.widgets.files.contents import as_csv
from pages.widgets.files.download import buttons, file_button

MOST_OF_A_SHEET = 200_000  # lines; Excel itself ends at 1,048,576, long after it is of use


def download(served: Served, shown: Selection, known: Summary, found: Summary) -> None:
    """Draws the buttons; of more lines than a sheet is good for the workbook has the first.

    `known` is what all may know of the value, `found` has the lines, which not everybody may read.
    """
    words, t, kpi = shown.language, shown.language.t, catalogue()[shown.kpi]
    is_long = found.lines > MOST_OF_A_SHEET
    name = f"{shown.kpi}-{shown.period}-{shown.level}-{shown.vintage}-{shown.area}"

    def every() -> Iterator[pd.DataFrame]:
        return (lines_file(part, served, words) for part in all_lines(served, shown))

    def of_sheet() -> pd.DataFrame:
        if is_long:
            return lines_file(found.first_lines, served, words)
        return pd.concat(every(), ignore_index=True)

    def every_csv() -> bytes:
        parts = [as_csv(part, words) for part in every()]
        return b"".join([*parts[:1], *(part.split(b"\n", 1)[1] for part in parts[1:])])

    more = {t("Checks"): lambda: checks_file(served, shown, known)}
    has_lines = found.lines > 0 and is_allowed("read_rows")
    if has_lines:
        more = {
            t("First lines") if is_long else t("Lines"): of_sheet,
            t("Files"): lambda: files_file(served, shown, found),
            t("Replaced lines"): lambda: replaced_file(
                changes(served, shown, found.exports), shown
            ),
            **more,
        }
    row = buttons(
        lambda: units_file(served, shown, known).assign(**known(served, words)),
        t("Download this explanation"),
        f"explain-{name}",
        *(served, shown, ("period", "level", "vintage", "topic"), [shown.kpi]),
        of_few=kpi.is_personal and sees_few(shown.level, shown.area),
        more=more,
    )
    if not has_lines:
        return
    with row:
        file_button(
            every_csv,
            t("All {n} lines (CSV)", n=formats.number(found.lines, words)),
            f"lines-{name}.csv",
            f"lines-{name}",
        )
