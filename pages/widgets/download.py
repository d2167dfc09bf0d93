"""Readings as a file to take away: every line says how far it can be compared."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from data.spreadsheet import harmless
from geo.map.edges import shown as rounded
from pages.shell.footer import demonstration
from pages.shell.opened import dated
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import named
from pages.text.language import Language
from pages.text.markup import Markdown
from pages.widgets.comparability import notes

MIME = {
    ".csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(
    served: Served,
    rows: pd.DataFrame,
    selection: Selection,
    more: Callable[[], pd.DataFrame] | None = None,
) -> None:
    """Draws the button for the readings of one period and one set of units.

    `more` gives columns to stand beside them, with the index of `rows`.
    """
    name = "-".join((selection.kpi, selection.period, selection.level, selection.vintage))
    label = selection.language.t("Download these figures (CSV)")
    button(lambda: table(served, rows, selection, more() if more else None), label, name)


def button(rows: Callable[[], pd.DataFrame], label: str, name: str) -> None:
    """Draws the button for a table as a file, which is written when somebody takes it."""
    file_button(lambda: as_csv(rows()), label, f"{name}.csv", f"download-{name}")


def file_button(content: Callable[[], bytes], label: str, file: str, key: str) -> None:
    """Draws the button for any file, in whose cells no text may be a formula."""
    st.download_button(
        Markdown.label(label), content, file_name=file, mime=MIME[file[-4:]], key=key,
        on_click="ignore",
    )  # fmt: skip


def as_csv(rows: pd.DataFrame) -> bytes:
    """The file of a table: UTF-8 with the mark that Excel asks for; no cell is a formula."""
    shown = rows.rename(columns=harmless)
    texts = shown.select_dtypes(["object", "string", "category"])
    return (
        shown.assign(**{name: texts[name].map(_harmless).astype("object") for name in texts})
        .to_csv(index=False)
        .encode("utf-8-sig")
    )


def _harmless(cell: object) -> object:
    return harmless(cell) if isinstance(cell, str) else cell


def as_written(amounts: pd.Series, decimals: int) -> pd.Series:
    """Numbers with so many decimals, as `formats.number` writes them; whole ones stay whole."""
    if pd.api.types.is_integer_dtype(amounts):
        return amounts
    return pd.Series(rounded(amounts.astype("float64").to_numpy(), decimals), index=amounts.index)


def or_why(rows: pd.DataFrame, decimals: int, language: Language) -> pd.Series:
    """The values of readings as numbers; where there is none, in its place the reason of that."""
    values = as_written(rows["value"], decimals)
    is_lacking = values.isna() & rows["missing_reason"].notna()
    if not is_lacking.any():
        return values
    reasons = [words_of.missing(reason, language) for reason in rows["missing_reason"][is_lacking]]
    return values.astype("object").mask(is_lacking, pd.Series(reasons, rows.index[is_lacking]))


def table(
    served: Served, rows: pd.DataFrame, selection: Selection, more: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The readings under the words of the page, one a line; `rows` may be of several target years.

    What a reader must know stands on every line, which may be copied elsewhere alone.
    """
    words, t = selection.language, selection.language.t
    kpi = catalogue()[selection.kpi]
    rows = rows.drop_duplicates(["vintage", "area_code"])
    said = notes(rows, served, selection)
    if served.fact("is_demonstration") == "true":
        said.append(demonstration(words))
    columns = {
        t("Indicator"): words.pick(kpi.name),
        t("Period"): formats.period(selection.period, words),
        t("Administrative units"): rows["vintage"],
        t("Code"): rows["area_code"],
        t("Unit"): rows["area_name"],
        formats.title(words.pick(kpi.numerator_label)): as_written(rows["numerator"], 2),
        formats.title(words.pick(kpi.denominator_label)): as_written(rows["denominator"], 2),
        t("Value"): or_why(rows, formats.DECIMALS[kpi.unit] + 1, words),
        t("Comparability"): [named(mark, words) for mark in rows["comparability"]],
        t("Note"): " ".join(said),
        t("Data published"): dated(served.name, words),
    }
    found = pd.DataFrame(columns, index=rows.index)
    if more is not None:
        found = found.join(more)
    return found.reset_index(drop=True)
