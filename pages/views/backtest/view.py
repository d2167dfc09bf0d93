"""The parts of the page on the test of the forecasts, from where it fails to the tables."""

from html import escape

import pandas as pd
import streamlit as st

from pages.figures.reliability import coverage, errors
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import on_phone
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import facts, label, plain
from pages.views.backtest.report import (
    by_step,
    covered,
    failures,
    judged,
    report,
    stated,
    wrapped,
)
from pages.views.backtest.tables import report_document, report_table, steps_document, steps_table
from pages.widgets.files.download import buttons
from pages.widgets.table import table


def failing(served: Served, selection: Selection) -> None:
    """Draws where forecasts fail, by name, before anything that they do well."""
    words, t = selection.language, selection.language.t
    st.header(t("Where the forecasts fail"), anchor=False)
    vintage = str(served.published("outlooks")["vintage"].iloc[0])
    found = failures(report(served, words), vintage, words)
    if not found:
        nowhere = escape(t("Nowhere, by the two measures of this page."))
        st.html(f"<p class='told'>{nowhere}</p>")
    for text, names, is_grave in found:
        if is_grave:
            st.html(f"<p class='told'><b>{escape(text)}</b></p>{_list(names)}")
        else:
            st.expander(label(text)).html(_list(names))
    said = t(
        "Of a single series, as that of the province, the outcomes hang together: a coverage that"
        " is off there is a hint and no proof."
    )
    st.html(f"<p class='note'>{escape(said)}</p>")


def summary(served: Served, selection: Selection) -> None:
    """Draws the level in a few figures."""
    words, t = selection.language, selection.language.t
    rows = judged(_of_level(served, selection))
    if rows.empty:
        st.info(plain(t("At this level no forecast could be tested yet.")))
        return
    total = rows["outcomes"].sum()
    shares = [(rows[f"coverage_{n}"] * rows["outcomes"]).sum() / total for n in (80, 95)]
    better = int((rows["mase"] < 1).sum())
    error = formats.number(rows["mase"].median(), words, 2)
    known = formats.number(total, words)
    of_all = t("of {n}", n=len(rows))
    pairs = [
        (t("Indicators tested"), str(len(rows)), ""),
        (t("Outcomes compared"), known, ""),
        (t("Better than “no change”"), str(better), of_all),
        (t("Error against “no change”, median"), error, ""),
        (t("Within 80%"), formats.value(100 * shares[0], "percent", words), ""),
        (t("Within 95%"), formats.value(100 * shares[1], "percent", words), ""),
    ]
    st.html(facts(pairs))


def figures(served: Served, selection: Selection) -> None:
    """Draws the errors and the coverage of the indicators of a level."""
    words, t = selection.language, selection.language.t
    rows, letters = judged(_of_level(served, selection)), 12 if on_phone() else 14
    if rows.empty:
        return
    left, right = st.columns(2, gap="medium")
    with left:
        st.header(t("Error against “no change”"), anchor=False)
        shown = pd.DataFrame({"label": rows["name"].map(wrapped), "mase": rows["mase"]})
        shown = shown.sort_values("mase", ascending=False)
        shown["text"] = [formats.number(mase, words, 2) for mase in shown["mase"]]
        _draw(errors(shown, t("← better than “no change”"), letters), "mase", words)
        st.caption(plain(t("0.5 is half the error of guessing that the last value stays.")))
    with right:
        st.header(t("Share of outcomes within the intervals"), anchor=False)
        named = {"80": t("● should be 80%"), "95": t("◆ should be 95%")}
        _draw(coverage(covered(rows, words), named, letters), "coverage", words)
        said = t(
            "Thick lines: 95% uncertainty if all outcomes were independent (Wilson). They are not,"
            " as origins overlap: thin lines count each series only once. The truth lies between."
        )
        st.caption(plain(said))


def reliability(served: Served, selection: Selection) -> None:
    """Draws what came true of what was stated: a row a class, the likeliest first."""
    words, t = selection.language, selection.language.t
    rows = stated(served.published("reliabilities", level=selection.level), words)
    if not rows:
        return
    st.header(t("What was stated, and what came true"), anchor=False)
    _, *figures = rows
    table(rows, t("What was stated, and what came true"), figures, "board")
    said = t(
        "Statements of the last year, half a year to a year ahead: that a share will reach a level"
        " it had not reached, each twentieth from 5% to 100%. Stated well is what comes true about"
        " as often as it was stated."
    )
    st.caption(plain(said))


def horizon(served: Served, selection: Selection) -> None:
    """Draws how errors grow with the months ahead."""
    words, t = selection.language, selection.language.t
    steps = served.published("backtest_steps", level=selection.level)
    if steps.empty:
        return
    st.header(t("Error by months ahead"), anchor=False)
    shown = by_step(steps, words)
    left, right = st.columns([3, 2], gap="medium")  # room for all six columns on the left
    with left:
        table(shown, t("Error by months ahead"), list(shown), "board")
        said = t(
            "12 months ahead there is one origin, so one outcome a series; 1 month ahead there are"
            " 12. Mean errors are in the unit of the indicator, of a percent in points."
        )
        st.caption(plain(said))
    with right:
        steps_table(steps, selection)
        label = t("Download errors by months ahead")
        name, kpis = f"backtest-steps-{selection.level}", list(steps["kpi"])
        rows = lambda: steps_document(served, steps, words)  # noqa: E731
        buttons(rows, label, name, served, selection, ["level"], kpis)


def tables(served: Served, selection: Selection) -> None:
    """Draws the whole report, all levels."""
    words, t = selection.language, selection.language.t
    rows = report(served, words)
    with st.expander(label(t("All indicators and levels"))):
        report_table(rows, selection)
        buttons(
            lambda: report_document(served, rows, words),
            *(t("Download this table"), "backtest", served, selection),
        )


def _list(names: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(name)}</li>" for name in names) + "</ul>"


def _of_level(served: Served, selection: Selection) -> pd.DataFrame:
    rows = report(served, selection.language)
    return rows[rows["level"] == selection.level]


def _draw(figure, key: str, language: Language) -> None:
    figure.update_layout(separators=formats.separators(language))
    told = language.t("Chart: the figures of this part by indicator. The table below holds them.")
    key, config = f"backtest-{key}", {"displayModeBar": False}
    st.plotly_chart(figure, theme=None, config=config, key=key, alt=told)
