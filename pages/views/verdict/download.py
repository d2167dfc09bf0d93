"""Verdicts as a file to take away; what a reader must know stands on every line."""

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from pages.shell.footer import demonstration
from pages.shell.opened import dated
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import named
from pages.text.language import Language
from pages.text.results import YEAR, became
from pages.text.verdicts import result, since
from pages.widgets.files.contents import as_written, or_why
from pages.widgets.files.download import buttons
from pages.widgets.verdicts import units_of

Judged = list[tuple[Kpi, pd.DataFrame]]


def download(served: Served, found: Judged, name: str, selection: Selection) -> None:
    """Draws the buttons for the verdicts on one indicator or on many."""
    words, kpis = selection.language, [kpi.id for kpi, _ in found]
    chosen = ["level", "vintage"] if len(kpis) == 1 else []
    label, name = words.t("Download these figures"), f"verdict-{YEAR}-{name}"
    buttons(lambda: table(served, found, words), label, name, served, selection, chosen, kpis)


def table(served: Served, found: Judged, language: Language) -> pd.DataFrame:
    """One line a verdict, under the words of the page."""
    return pd.concat([_lines(served, kpi, rows, language) for kpi, rows in found])


def _lines(served: Served, kpi: Kpi, rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    t, decimals = language.t, formats.DECIMALS[kpi.unit] + 1
    counts = kpi.denominator_label if kpi.unit == "percent" else kpi.numerator_label
    is_demonstration = served.fact("is_demonstration") == "true"
    every = list(rows.itertuples())
    return pd.DataFrame(
        {
            t("Indicator"): language.pick(kpi.name),
            t("Administrative units"): units_of(served),
            t("Code"): rows["area_code"],
            t("Unit"): rows["area_name"],
            t("Period"): [formats.period(row.period, language) for row in every],
            t("Target"): [
                formats.target_range(row.target, row.target_max, kpi.unit, language)
                for row in every
            ],
            t("Confirmation"): [
                words_of.confirmation(row.target_status, language) if row.target_status else ""
                for row in every
            ],
            t("Value"): or_why(rows, decimals, language),
            t("Verdict 12/{year}", year=YEAR): [result(row.verdict, language) for row in every],
            t("Short (−) or over (+)"): as_written(rows["gap"], decimals),
            t("The same in whole numbers"): rows["people"].astype("Int64"),
            t("Counted are"): language.pick(counts),
            t("First met"): _periods(rows["first_met"], language),
            t("Lost in"): _periods(rows["lost"], language),
            t("What became of it"): [became(one, language) for one in rows["since"]],
            t("Since then"): [since(row, kpi, language) for row in every],
            t("Latest period"): _periods(rows["latest"], language),
            t("Latest value"): as_written(rows["latest_value"], decimals),
            t("Comparability"): [named(mark, language) for mark in rows["comparability"]],
            t("Note"): demonstration(language) if is_demonstration else "",
            t("Data published"): dated(served.name, language),
        }
    )


def _periods(codes: pd.Series, language: Language) -> list[str]:
    """Whole periods in words; "" where there is none."""
    return [formats.period(one, language) if isinstance(one, str) and one else "" for one in codes]
