"""The targets of all indicators of the province as one file."""

from dataclasses import replace

import pandas as pd

from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.widgets.files.contents import table
from pages.widgets.target_columns import for_file


def table_of_all(served: Served, rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Rows of progress of several indicators, a line each, under the words of the page.

    The columns of the file of one indicator, but numerator and denominator under these words, as
    each indicator counts something else.
    """
    words, t = selection.language, selection.language.t
    beside, parts = for_file(rows, selection), []
    for kpi, mine in rows.groupby("kpi", sort=False):
        first = mine.iloc[0]
        measured = replace(
            selection,
            kpi=str(kpi),
            period=first["period"],
            level=first["level"],
            vintage=first["vintage"],
        )
        counted = {
            formats.title(words.pick(catalogue()[kpi].numerator_label)): t("Numerator"),
            formats.title(words.pick(catalogue()[kpi].denominator_label)): t("Denominator"),
        }
        parts.append(table(served, mine, measured, beside.loc[mine.index]).rename(columns=counted))
    return pd.concat(parts, ignore_index=True)
