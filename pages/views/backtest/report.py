"""The report of the back-test as the page reads it: with names, and with where it fails."""

from html import escape
from textwrap import wrap

import pandas as pd

from kpis.catalogue.chance import Chance
from kpis.forecast.report import wilson
from pages.shell.selection import LEVELS
from pages.shell.served import Served, catalogue
from pages.shell.url import on_phone
from pages.text import formats
from pages.text import words as words_of
from pages.text.chances import chance_badge, edges
from pages.text.language import Language
from pages.widgets.table import Html

AHEAD = (1, 3, 6, 12)  # months ahead that are shown
TOO_NARROW, TOO_WIDE = 0.75, 0.90  # coverage of the interval of 80 % that is remarked on


def report(served: Served, language: Language) -> pd.DataFrame:
    """mart_backtest with `name`, sorted by level and then as the catalogue is."""
    return served.once(_report, language.code)


def _report(served: Served, code: str) -> pd.DataFrame:
    rows, language = served.published("backtests"), Language(code)
    names = [language.pick(catalogue()[kpi].name) for kpi in rows["kpi"]]
    rows = rows.assign(name=names, place=rows["level"].map(LEVELS.index))
    return rows.sort_values("place", kind="stable", ignore_index=True).drop(columns="place")


def judged(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a report that have outcomes to be judged by."""
    return rows[rows["outcomes"] > 0]


def failures(
    rows: pd.DataFrame, vintage: str, language: Language
) -> list[tuple[str, list[str], bool]]:
    """Where forecasts fail: what is wrong, and who it concerns by name, level and figure.

    The last of the three: whether it is grave; too wide is the least of faults.
    """
    t, rows = language.t, judged(rows)
    found = [
        (
            t("No better than guessing “no change”"),
            _named(rows[rows["mase"] >= 1], "mase", vintage, language),
            True,
        ),
        (
            t("Intervals too narrow (the one of 80% held less than 75%)"),
            _named(rows[rows["coverage_80"] < TOO_NARROW], "coverage_80", vintage, language),
            True,
        ),
        (
            t("Intervals too wide (the one of 80% held more than 90%)"),
            _named(rows[rows["coverage_80"] > TOO_WIDE], "coverage_80", vintage, language),
            False,
        ),
    ]
    return [one for one in found if one[1]]


def _named(rows: pd.DataFrame, column: str, vintage: str, language: Language) -> list[str]:
    """ "Name 72.6%" of each row, a text a level."""
    texts = []
    for level in LEVELS:
        part = rows[rows["level"] == level].sort_values(column)
        names = [
            f"{name} {_figure(value, column, language)}"
            for name, value in zip(part["name"], part[column], strict=True)
        ]
        if names:
            texts.append(f"{words_of.level(level, vintage, language)}: {'; '.join(names)}")
    return texts


def _figure(value: float, column: str, language: Language) -> str:
    if column == "mase":
        return formats.number(value, language, 2)
    return formats.value(100 * value, "percent", language)


def wrapped(name: str) -> str:
    """A name in lines that leave room for a figure beside it, HTML."""
    return "<br>".join(map(escape, wrap(name, 30 if on_phone() else 40)))


def covered(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """What the figure of coverage shows: both shares in percent, each with two uncertainties.

    low and high: if all outcomes were independent; least and most: if those of one series all hang
    together, so that only the number of series counts. The truth lies between.
    """
    t, found = language.t, {"label": rows["name"].map(wrapped)}
    for share in ("80", "95"):
        values = rows[f"coverage_{share}"]
        found[f"share_{share}"] = 100 * values
        for low, high, counts in (
            ("low", "high", rows["outcomes"]),
            ("least", "most", rows["forecast"]),
        ):
            ends = [wilson(v, n) for v, n in zip(values, counts, strict=True)]
            found[f"{low}_{share}"] = [100 * end[0] for end in ends]
            found[f"{high}_{share}"] = [100 * end[1] for end in ends]
        found[f"text_{share}"] = [
            f"{escape(name)}<br>"
            + t(
                "{a}% of {n} outcomes within the interval of {share}%",
                a=formats.number(100 * value, language, 1),
                n=formats.number(outcomes, language),
                share=share,
            )
            for name, value, outcomes in zip(rows["name"], values, rows["outcomes"], strict=True)
        ]
    return pd.DataFrame(found, index=rows.index).sort_values("share_80")


def stated(rows: pd.DataFrame, language: Language) -> dict[str, list[str]]:
    """A row a class of probability, the likeliest first: all indicators of a level together.

    Texts by their title: the class, cases, the mean probability that was stated and
    the share that came true, of which those that have few cases prove little.
    """
    t, lines = language.t, []
    for at, name in reversed(list(enumerate(Chance))):
        part = rows[rows["class"] == name]
        cases = part["cases"].sum()
        if not cases:
            continue
        shares = [
            formats.value(100 * (part[side] * part["cases"]).sum() / cases, "percent", language)
            for side in ("stated", "reached")
        ]
        count = formats.number(cases, language)
        badge = Html(chance_badge(at, language))
        lines.append((badge, edges(at, language), count, *shares))
    titles = [t("Class of the probability"), t("Edges"), t("Cases"), t("Stated"), t("Came true")]
    return _by_title(titles, lines)


def _by_title(titles: list[str], lines: list[tuple[str, ...]]) -> dict[str, list[str]]:
    """The cells of rows by the title of their column; nothing without a row."""
    return dict(zip(titles, map(list, zip(*lines, strict=True)), strict=True)) if lines else {}


def by_step(steps: pd.DataFrame, language: Language) -> dict[str, list[str]]:
    """A row for 1, 3, 6 and 12 months ahead: all indicators of a level together, by title."""
    t, lines = language.t, []
    for ahead in AHEAD:
        rows = steps[steps["step"] == ahead]
        total = rows["outcomes"].sum()
        if not total:
            continue
        shares = [
            (rows[f"coverage_{share}"] * rows["outcomes"]).sum() / total for share in (80, 95)
        ]
        lines.append(
            (
                str(ahead),
                str(len(rows)),
                formats.number(total, language),
                formats.number(rows["mase"].median(), language, 2),
                *(formats.value(100 * share, "percent", language) for share in shares),
            )
        )
    titles = [
        *(t("Months ahead"), t("Indicators"), t("Outcomes"), t("Error against “no change”")),
        *(t("Within 80%"), t("Within 95%")),
    ]
    return _by_title(titles, lines)
