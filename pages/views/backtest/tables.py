"""The tables of the test of the forecasts, and the files made of them."""

import pandas as pd
import streamlit as st

from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text import words as words_of
from pages.text.forecasts import model
from pages.text.language import Language
from pages.text.markup import plain
from pages.views.backtest.report import AHEAD
from pages.widgets.files.contents import as_written, known
from pages.widgets.table import sortable

MODELS = ("logistic", "line", "walk", "still", "damped", "bottom_up")
NAME_WIDTH = 190  # of the column that stays: on a phone the figures need the rest
COUNTS = ("series", "forecast", "certain", "insufficient", "origins", "outcomes")


def report_table(rows: pd.DataFrame, selection: Selection) -> None:
    """Draws rows of `backtest_data.report`; numbers sort as numbers."""
    words, t = selection.language, selection.language.t
    shown = _report(rows, selection.vintage, words)
    share = [t("Within 80% (should be 80%)"), t("Within 95% (should be 95%)")]
    texts = {
        name: [formats.value(v, "percent", words) for v in shown[name].to_list()] for name in share
    }
    error = t("Error against “no change”")
    shown = shown.rename(columns={"MASE": error})
    texts[error] = [formats.number(v, words, 2) for v in shown[error].to_list()]
    outcomes = t("Outcomes")
    texts[outcomes] = [formats.number(v, words) for v in shown[outcomes].to_list()]
    sortable(
        shown,
        texts,
        "backtest-table",
        min(600, formats.table_height(rows, len(rows))),
        {
            name: st.column_config.Column(
                help=plain(name), pinned=at == 0, width=NAME_WIDTH if at == 0 else None
            )
            for at, name in enumerate(shown.columns)
        },
    )


def report_document(served: Served, rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The same as a file; what a reader must know stands on every line."""
    vintage = str(served.published("outlooks")["vintage"].iloc[0])
    found = _report(rows, vintage, language)
    figures = {name: as_written(found[name], 3) for name in found.select_dtypes("float")}
    units = {language.t("Administrative units"): vintage}
    return found.assign(**figures, **units, **known(served, language))


def steps_table(steps: pd.DataFrame, selection: Selection) -> None:
    """Draws the errors of each indicator of a level 1, 3, 6 and 12 months ahead."""
    words, t = selection.language, selection.language.t
    wide = steps.pivot(index="kpi", columns="step", values=["mase", "error"])
    ids = [kpi for kpi in catalogue() if kpi in wide.index]
    columns: dict[str, object] = {t("Indicator"): [words.pick(catalogue()[k].name) for k in ids]}
    for side, title in (
        ("mase", t("Error against “no change”, {n} months ahead")),
        ("error", t("Mean error, {n} months ahead")),
    ):
        for ahead in AHEAD:
            if ahead in wide[side]:
                columns[title.format(n=ahead)] = wide[side][ahead].reindex(ids).to_list()
    first, *figures = columns
    shown = pd.DataFrame(columns)
    sortable(
        shown,
        {name: [formats.number(v, words, 2) for v in shown[name].to_list()] for name in figures},
        "steps-table",
        formats.table_height(wide, 8),
        {first: st.column_config.Column(pinned=True, width=NAME_WIDTH)},
    )


def steps_document(served: Served, steps: pd.DataFrame, language: Language) -> pd.DataFrame:
    """All months ahead as a file; errors are in the unit of the indicator."""
    t = language.t
    columns = {
        t("Indicator"): [language.pick(catalogue()[kpi].name) for kpi in steps["kpi"]],
        t("Level"): steps["level"],
        t("Months ahead"): steps["step"],
        t("Series"): steps["series"],
        t("Outcomes"): steps["outcomes"],
        t("Mean absolute error"): as_written(steps["error"], 4),
        t("The same of “no change”"): as_written(steps["naive_error"], 4),
        "MASE": as_written(steps["mase"], 4),
        t("Share of outcomes within 80%"): as_written(steps["coverage_80"], 4),
        t("Share of outcomes within 95%"): as_written(steps["coverage_95"], 4),
        **known(served, language),
    }
    return pd.DataFrame(columns, index=steps.index)


def _report(rows: pd.DataFrame, vintage: str, language: Language) -> pd.DataFrame:
    t = language.t
    counts = (
        *(t("Series"), t("Forecast"), t("Certain"), t("Not enough data")),
        *(t("Origins"), t("Outcomes")),
    )
    return pd.DataFrame(
        {
            t("Indicator"): rows["name"],
            t("Level"): [words_of.level(level, vintage, language) for level in rows["level"]],
            "MASE": rows["mase"],
            t("Within 80% (should be 80%)"): 100 * rows["coverage_80"],
            t("Within 95% (should be 95%)"): 100 * rows["coverage_95"],
            **{title: rows[name] for title, name in zip(counts, COUNTS, strict=True)},
            **{formats.title(model(name, language)): rows[name] for name in MODELS},
        }
    )
