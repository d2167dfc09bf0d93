"""Readings as a file to take away: every line says how far it can be compared."""

import pandas as pd
import streamlit as st

from pages.widgets import formats
from pages.widgets import words as words_of
from pages.widgets.comparable import named, notes
from pages.widgets.notices import demonstration
from pages.widgets.selection import Selection
from pages.widgets.served import Served, catalogue


def download(
    served: Served,
    rows: pd.DataFrame,
    selection: Selection,
    more: pd.DataFrame | None = None,
) -> None:
    """Draws the button for the readings of one period and one set of units.

    `more` are columns to stand beside them, with the index of `rows`.
    """
    name = "-".join((selection.kpi, selection.period, selection.level, selection.vintage))
    button(name, document(served, rows, selection, more), selection)


def button(name: str, content: bytes, selection: Selection) -> None:
    """Draws the button for a file of figures."""
    st.download_button(
        selection.language.t("Download these figures (CSV)"),
        content,
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"download-{name}",
        on_click="ignore",
    )


def document(
    served: Served, rows: pd.DataFrame, selection: Selection, more: pd.DataFrame | None = None
) -> bytes:
    """The file: one line a reading, UTF-8 with the mark that Excel asks for.

    What a reader must know stands on every line, which may be copied elsewhere alone.
    """
    return table(served, rows, selection, more).to_csv(index=False).encode("utf-8-sig")


def table(
    served: Served, rows: pd.DataFrame, selection: Selection, more: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The readings under the words of the page; `rows` may be of several target years."""
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
        formats.title(words.pick(kpi.numerator_label)): rows["numerator"].round(2),
        formats.title(words.pick(kpi.denominator_label)): rows["denominator"].round(2),
        t("Value"): rows["value"].round(formats.DECIMALS[kpi.unit] + 1),
        t("Missing because"): reasons,
        t("Comparability"): [named(mark, words) for mark in rows["comparability"]],
        t("Note"): " ".join(said),
        t("Snapshot"): selection.snapshot or served.name,
    }
    found = pd.DataFrame(columns, index=rows.index)
    if more is not None:
        found = found.join(more)
    return found.reset_index(drop=True)
