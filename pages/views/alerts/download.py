"""Alerts as a file to take away; what a reader must know stands on every line."""

import pandas as pd

from geo.map.edges import written
from pages.shell.footer import demonstration
from pages.shell.opened import dated
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import alerts, formats
from pages.text import words as words_of
from pages.widgets.alerts import rule_name, subjects
from pages.widgets.files.contents import period
from pages.widgets.files.download import buttons


def download(served: Served, rows: pd.DataFrame, selection: Selection) -> None:
    """Draws the buttons for some alerts."""
    label, kpis = selection.language.t("Download these alerts"), _kpis(rows)
    name = f"alerts-{served.fact('last_month')[:7]}"
    buttons(lambda: table(served, rows, selection), label, name, served, selection, (), kpis)


def _kpis(rows: pd.DataFrame) -> list[str]:
    """The indicators that alerts are about; some are about groups, and no indicator."""
    return [kpi for kpi in rows["kpi"] if kpi in catalogue()]


def table(served: Served, rows: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """One line an alert, under the words of the page."""
    words, t = selection.language, selection.language.t
    note = demonstration(words) if served.fact("is_demonstration") == "true" else ""
    lines = []
    for row in rows.to_dict("records"):
        kpi, change = subjects()[row["kpi"]], row["change"]
        decimals = formats.DECIMALS[kpi.unit] + 1
        lines.append(
            {
                t("Severity"): alerts.severity(row["severity"], words),
                t("Rule"): rule_name(row["rule"], words),
                t("Indicator"): words.pick(kpi.name),
                t("Level"): words_of.level(row["level"], row["vintage"], words),
                t("Administrative units"): row["vintage"],
                t("Code"): row["area_code"],
                t("Unit"): alerts.place(row),
                t("Since"): period(row["since"], served, words),
                t("Period"): period(row["period"], served, words),
                t("Value"): written(row["value"], decimals),
                t("Compared with"): written(row["previous"], decimals),
                t("Target year"): row["target_year"],
                t("Target"): row["target"],
                t("Confirmation"): (
                    words_of.confirmation(row["target_status"], words)
                    if row["target_status"]
                    else ""
                ),
                t("Behind (−)"): written(row["gap"], decimals),
                t("What happened"): alerts.sentence(row, kpi, words),
                t("State"): alerts.state(row["state"], words),
                t("Office"): change.by if change else "",
                t("What was done"): change.note if change else "",
                t("Note"): note,
                t("Data published"): dated(served.name, words),
            }
        )
    return pd.DataFrame(lines).astype({t("Target year"): "Int64"})
