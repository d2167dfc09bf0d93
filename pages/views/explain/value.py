"""The value with its formula in words and numbers, what to know of it, and its definition."""

from html import escape

import streamlit as st

from geo.map.edges import written as rounded
from kpis.explain.summary import Summary
from pages.shell.periods import name as period_name
from pages.shell.selection import Selection, link
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.comparability import named, reading
from pages.text.markup import definitions, facts, plain
from pages.widgets.comparability import notes
from pages.widgets.explained import formula, last_changed, over_time, times


def value(served: Served, shown: Selection, found: Summary) -> None:
    """Draws whose value it is, its two sides and how they give it, and what to know of it."""
    words, t, kpi = shown.language, shown.language.t, catalogue()[shown.kpi]
    row = found.reading
    rows = served.named(row.to_frame().T)
    when = formats.inside(period_name(shown.period, served, words), words)
    place = f"{rows['area_name'].iloc[0]}, {when}"
    st.header(plain(f"{words.pick(kpi.name)} — {place}"), anchor=False)
    written = reading(row["value"], kpi.unit, row["comparability"], row["missing_reason"], words)
    sides = [
        (formats.title(words.pick(label)), amount(row[side], words), "")
        for label, side in (
            (kpi.numerator_label, "numerator"),
            (kpi.denominator_label, "denominator"),
        )
    ]
    topic = served.parts(shown.kpi, shown.lang).get(shown.topic, "")
    st.html(facts([(t("Value"), written, topic), *sides]))
    lines = [f"{t('Formula')}: {formula(kpi, words)}."]
    if row["value"] is not None:
        computed = f"{amount(row['numerator'], words)} ÷ {amount(row['denominator'], words)}"
        known = formats.value(row["value"], kpi.unit, words)
        lines[0] = f"{lines[0][:-1]} = {computed}{times(kpi, words)} = {known}."
    st.html(
        "".join(f"<p class='told'>{escape(line)}</p>" for line in [*lines, *_known(row, shown)])
    )
    for text in notes(rows, served, shown):
        st.caption(plain(text))


def _known(row, shown: Selection) -> list[str]:
    """From how many units it comes, of which month the last report is, how it can be compared."""
    words, t = shown.language, shown.language.t
    if row["missing_reason"] == "suppressed":
        text = t("Few people stand behind this figure, or behind another one that it would tell.")
        is_shown = row["value"] is not None
        return [f"{text} {t('It is hidden everywhere else.')}" if is_shown else text]
    if row["value"] is None:
        return []
    n = formats.number
    parts = [
        t(
            "Reported by {n} of {all} units; last report: {month}.",
            n=n(row["units_reported"], words),
            all=n(row["units_expected"], words),
            month=formats.month(row["reported_month"], words),
        ),
        t("Comparability: {kind}.", kind=named(row["comparability"], words).lower()),
    ]
    return [" ".join(parts)]


def amount(number: float | None, words) -> str:
    """A side of a value: whole where it is, else with two decimals, as a part of a unit has."""
    if number is None or number != number:
        return formats.MISSING
    is_whole = abs(number - rounded(number, 0)) < 1e-6
    return formats.number(number, words, 0 if is_whole else 2)


def definition(shown: Selection) -> None:
    """Draws what the indicator means and when that last changed."""
    words, t, kpi = shown.language, shown.language.t, catalogue()[shown.kpi]
    way = link("catalogue", t("Catalogue of indicators"), shown)
    st.html(
        definitions(
            [
                (t("Definition"), escape(words.pick(kpi.definition))),
                (t("Over time"), escape(over_time(kpi, words))),
                (t("Note"), escape(words.pick(kpi.notes)) if kpi.notes else ""),
                (t("Definition last changed"), escape(last_changed(kpi, words))),
                (t("Open"), way),
            ]
        )
    )
