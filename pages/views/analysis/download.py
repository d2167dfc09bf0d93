"""The table of an analysis as files: the columns, the order and the numbers of the screen."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pages.filters.chosen import Filters, told
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import words as words_of
from pages.text.comparability import named
from pages.text.language import Language
from pages.views.analysis.columns import Column
from pages.widgets.files.contents import known, period
from pages.widgets.files.download import buttons

CHOSEN = ("period", "compare", "level", "vintage", "district", "topic", "year")


def files(
    served: Served,
    selection: Selection,
    rows: pd.DataFrame,
    numbers: Mapping[str, np.ndarray],
    columns: Mapping[str, Column],
    shown: Sequence[str],
    filters: Filters,
    titles: Mapping[str, str],
) -> None:
    """Draws the buttons: XLSX, CSV, to a meeting, save the view."""
    said = " · ".join(told(served, filters, selection, titles))
    kpis = [selection.kpi]
    buttons(
        lambda: table(served, selection, rows, numbers, columns, shown, said),
        selection.language.t("Download this table"),
        "-".join(("analysis", selection.kpi, selection.period, selection.level, selection.vintage)),
        *(served, selection, CHOSEN, kpis),
        told=[(selection.language.t("Filters"), said)] if filters.is_any else [],
        is_narrowed=filters.is_any,
    )


def table(
    served: Served,
    selection: Selection,
    rows: pd.DataFrame,
    numbers: Mapping[str, np.ndarray],
    columns: Mapping[str, Column],
    shown: Sequence[str],
    filters: str,
) -> pd.DataFrame:
    """A line a unit, as on the screen: columns, order, decimals; a lacking value has its reason.

    What a reader must know stands on every line: indicator, period, units, and the filters.
    """
    words, t = selection.language, selection.language.t
    found: dict[str, object] = {}
    for id in shown:
        if id == "value":
            found |= {t("Unit"): rows["area_name"], t("Code"): rows["area_code"]}
        amounts = pd.Series(numbers[id], index=rows.index)
        if id == "value":
            amounts = _or_why(amounts, rows["missing_reason"], words)
        found[columns[id].title] = amounts
    return pd.DataFrame(
        {
            **found,
            t("Comparability"): [named(mark, words) for mark in rows["comparability"]],
            t("Indicator"): words.pick(catalogue()[selection.kpi].name),
            t("Period"): period(selection.period, served, words),
            t("Administrative units"): rows["vintage"],
            t("Filters"): filters or t("None"),
            **known(served, words),
        }
    )


def _or_why(amounts: pd.Series, reasons: pd.Series, words: Language) -> pd.Series:
    is_lacking = amounts.isna() & reasons.notna()
    if not is_lacking.any():
        return amounts
    why = [words_of.missing(reason, words) for reason in reasons[is_lacking]]
    return amounts.astype("object").mask(is_lacking, pd.Series(why, reasons.index[is_lacking]))
