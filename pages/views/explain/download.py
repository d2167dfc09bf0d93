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
from pages.widgets.files.contents import as_csv, known
from pages.widgets.files.download import buttons, file_button

MOST_OF_A_SHEET = 200_000  # lines; Excel itself ends at 1,048,576, long after it is of use


def download(served: Served, shown: Selection, every: Summary, found: Summary) -> None:
    """Draws the buttons; of more lines than a sheet is good for the workbook has the first.

    `every` is what all may know of the value, `found` has the lines, which not everybody may read.
    """
    words, t, kpi = shown.language, shown.language.t, catalogue()[shown.kpi]
    is_long = found.lines > MOST_OF_A_SHEET
    name = f"{shown.kpi}-{shown.period}-{shown.level}-{shown.vintage}-{shown.area}"

    def parts() -> Iterator[pd.DataFrame]:
        return (lines_file(part, served, words) for part in all_lines(served, shown))

    def of_sheet() -> pd.DataFrame:
        if is_long:
            return lines_file(found.first_lines, served, words)
        return pd.concat(parts(), ignore_index=True)

    def every_csv() -> bytes:
        texts = [as_csv(part, words) for part in parts()]
        return b"".join([*texts[:1], *(text.split(b"\n", 1)[1] for text in texts[1:])])

    more = {t("Checks"): lambda: checks_file(served, shown, every)}
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
        lambda: figures_file(served, shown, every),
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


def figures_file(served: Served, shown: Selection, every: Summary) -> pd.DataFrame:
    """The units that the value is made of; what a reader must know stands on every line."""
    return units_file(served, shown, every).assign(**known(served, shown.language))
