"""Forecasts as files to take away; what a reader must know stands on every line."""

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.chance import TOLD, class_of
from pages.shell.footer import demonstration
from pages.shell.opened import dated
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text import words as words_of
from pages.text.chances import word
from pages.text.comparability import named
from pages.text.forecasts import INSUFFICIENT, model, why_short
from pages.text.language import Language
from pages.widgets.files.contents import as_written, or_why, period
from pages.widgets.forecasts import Due

ENDS = ("low_80", "high_80", "low_95", "high_95")


def table(served: Served, rows: pd.DataFrame, due: Due, language: Language) -> pd.DataFrame:
    """One line a unit and indicator, under the words of the page; probabilities are 0 to 1."""
    t, every = language.t, list(rows.itertuples())
    columns = {
        t("Indicator"): [language.pick(catalogue()[row.kpi].name) for row in every],
        t("Administrative units"): rows["vintage"],
        t("Code"): rows["area_code"],
        t("Unit"): rows["area_name"],
        t("Latest period"): [period(one, served, language) for one in rows["period"]],
        t("Latest value"): or_why(rows, 2, language),
        t("Comparability"): [named(mark, language) for mark in rows["comparability"]],
        t("Forecast for 12/{year}", year=due.year): as_written(rows["forecast"], 2),
        **_ends(rows, language),
        t("Target"): [
            formats.target_range(row.target, row.target_max, catalogue()[row.kpi].unit, language)
            for row in every
        ],
        t("Confirmation"): [
            words_of.confirmation(row.target_status, language)
            if isinstance(row.target_status, str)
            else ""
            for row in every
        ],
        t("Probability (0 to 1)"): as_written(rows["probability"].where(rows["ahead"] <= TOLD), 4),
        t("Class of the probability"): [
            "" if pd.isna(row.probability) else word(class_of(row.probability), language)
            for row in every
        ],
        t("Model"): [model(row.model, language) for row in every],
        "MASE": as_written(rows["mase"], 3),
        t("Share of outcomes within 80%"): as_written(rows["coverage_80"], 3),
        t("Share of outcomes within 95%"): as_written(rows["coverage_95"], 3),
        t("No forecast because"): [
            why_short(row.reason, language) if row.status == INSUFFICIENT else "" for row in every
        ],
        **_known(served, language),
    }
    return pd.DataFrame(columns, index=rows.index)


def months_table(
    served: Served, months: pd.DataFrame, unit: pd.Series, kpi: Kpi, language: Language
) -> pd.DataFrame:
    """One line a month to come of one unit; `unit` is its row of `forecast_data.units`."""
    t = language.t
    columns = {
        t("Indicator"): language.pick(kpi.name),
        t("Administrative units"): unit["vintage"],
        t("Code"): unit["area_code"],
        t("Unit"): unit["area_name"],
        t("Period"): [period(one, served, language) for one in months["period"]],
        t("Forecast"): as_written(months["value"], 2),
        **_ends(months, language),
        formats.title(language.pick(kpi.numerator_label)): as_written(months["numerator"], 0),
        formats.title(language.pick(kpi.denominator_label)): as_written(months["denominator"], 0),
        t("Model"): model(unit["model"], language),
        **_known(served, language),
    }
    return pd.DataFrame(columns, index=months.index)


def _ends(rows: pd.DataFrame, language: Language) -> dict[str, pd.Series]:
    t = language.t
    titles = (t("80% from"), t("80% to"), t("95% from"), t("95% to"))
    return {title: as_written(rows[end], 2) for title, end in zip(titles, ENDS, strict=True)}


def _known(served: Served, language: Language) -> dict[str, str]:
    is_demonstration = served.fact("is_demonstration") == "true"
    note = language.t("The denominator is held at the last one known.")
    said = [note, demonstration(language)] if is_demonstration else [note]
    return {
        language.t("Note"): " ".join(said),
        language.t("Data published"): dated(served.name, language),
    }
