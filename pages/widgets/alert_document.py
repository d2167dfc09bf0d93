"""Alerts as a file to take away; what a reader must know stands on every line."""

import pandas as pd
import streamlit as st

from pages.widgets import alert_words, formats
from pages.widgets import words as words_of
from pages.widgets.alert_data import rule_name
from pages.widgets.notices import demonstration
from pages.widgets.selection import Selection
from pages.widgets.served import Served, catalogue


def download(served: Served, rows: pd.DataFrame, selection: Selection) -> None:
    """Draws the button for some alerts."""
    st.download_button(
        selection.language.t("Download these alerts (CSV)"),
        table(served, rows, selection).to_csv(index=False).encode("utf-8-sig"),
        file_name=f"alerts-{served.fact('last_month')[:7]}.csv",
        mime="text/csv",
        key="download-alerts",
        on_click="ignore",
    )


def table(served: Served, rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """One line an alert, under the words of the page."""
    words, t = selection.language, selection.language.t
    note = demonstration(words) if served.fact("is_demonstration") == "true" else ""
    lines = []
    for row in rows.to_dict("records"):
        kpi, change = catalogue()[row["kpi"]], row["change"]
        decimals = formats.DECIMALS[kpi.unit] + 1
        lines.append(
            {
                t("Severity"): alert_words.severity(row["severity"], words),
                t("Rule"): rule_name(row["rule"], words),
                t("Indicator"): words.pick(kpi.name),
                t("Level"): words_of.level(row["level"], row["vintage"], words),
                t("Administrative units"): row["vintage"],
                t("Code"): row["area_code"],
                t("Unit"): alert_words.place(row),
                t("Since"): row["since"],
                t("Period"): row["period"],
                t("Value"): round(row["value"], decimals),
                t("Compared with"): round(row["previous"], decimals),
                t("Target year"): row["target_year"],
                t("Target"): row["target"],
                t("Confirmation"): (
                    words_of.confirmation(row["target_status"], words)
                    if row["target_status"]
                    else ""
                ),
                t("Behind (−)"): round(row["gap"], decimals),
                t("What happened"): alert_words.sentence(row, kpi, words),
                t("State"): alert_words.state(row["state"], words),
                t("Office"): change.by if change else "",
                t("What was done"): change.note if change else "",
                t("Note"): note,
                t("Snapshot"): served.name,
            }
        )
    return pd.DataFrame(lines).astype({t("Target year"): "Int64"})
