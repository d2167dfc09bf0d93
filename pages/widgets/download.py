"""Readings as a file to take away: every line says how far it can be compared."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from geo.map.edges import shown
from pages.shell.footer import demonstration
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import named
from pages.text.markup import Markdown
from pages.widgets.comparability import notes


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
    st.download_button(
        Markdown.label(label),
        lambda: as_csv(rows()),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"download-{name}",
        on_click="ignore",
    )


def as_csv(rows: pd.DataFrame) -> bytes:
    """The file of a table: UTF-8 with the mark that Excel asks for."""
    return rows.to_csv(index=False).encode("utf-8-sig")


def as_written(amounts: pd.Series, decimals: int) -> pd.Series:
    """Numbers with so many decimals, as `formats.number` writes them; whole ones stay whole."""
    if pd.api.types.is_integer_dtype(amounts):
        return amounts
    return pd.Series(shown(amounts.astype("float64").to_numpy(), decimals), index=amounts.index)


def table(
    served: Served, rows: pd.DataFrame, selection: Selection, more: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The readings under the words of the page, one a line; `rows` may be of several target years.

    What a reader must know stands on every line, which may be copied elsewhere alone.
    """
    words, t = selection.language, selection.language.t
    kpi = catalogue()[selection.kpi]
    rows = rows.drop_duplicates(["vintage", "area_code"])
    reasons = [
        words_of.missing(reason, words) if isinstance(reason, str) else ""
        for reason in rows["missing_reason"]
    ]
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
        t("Value"): as_written(rows["value"], formats.DECIMALS[kpi.unit] + 1),
        t("Missing because"): reasons,
        t("Comparability"): [named(mark, words) for mark in rows["comparability"]],
        t("Note"): " ".join(said),
        t("Snapshot"): selection.snapshot or served.name,
    }
    found = pd.DataFrame(columns, index=rows.index)
    if more is not None:
        found = found.join(more)
    return found.reset_index(drop=True)
