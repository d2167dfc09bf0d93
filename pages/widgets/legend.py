"""Readings in, the entries of a map's legend out: value classes first, then missing ones."""

from html import escape

import pandas as pd

from geo.map.breaks import Breaks, class_breaks
from kpis.catalogue.catalogue import Kpi
from pages.figures import palette
from pages.figures.choropleth import Hover, MapClass
from pages.shell.selection import Selection
from pages.shell.served import catalogue
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import marked, under_pointer
from pages.text.language import Language
from pages.text.markup import hover_text


def value_classes(
    rows: pd.DataFrame, breaks: Breaks, unit: str, language: Language, below: int | None = None
) -> list[MapClass]:
    """One entry a class of [low, high), and one for each reason of a missing value that occurs."""
    known = rows["value"].notna().to_numpy()
    members = breaks.class_of(rows["value"].to_numpy()[known])
    codes = rows["area_code"].to_numpy()[known]
    count = max(len(breaks.edges) - 1, 0)
    colours = palette.classes(count, below)
    entries = [
        MapClass(
            label=_range(breaks.edges, i, unit, language),
            colour=colours[i],
            codes=list(codes[members == i]),
        )
        for i in range(count)
    ]
    return entries + missing_classes(rows, language)


def missing_classes(rows: pd.DataFrame, language: Language) -> list[MapClass]:
    """One grey, hatched entry for each reason for which values are missing."""
    lacking: dict[str, list[str]] = {}
    is_lacking = rows["value"].isna().to_numpy()
    columns = (rows[name].to_numpy()[is_lacking] for name in ("missing_reason", "area_code"))
    for reason, code in zip(*columns, strict=True):
        if isinstance(reason, str):
            lacking.setdefault(reason, []).append(code)
    return [
        MapClass(
            f"{palette.HATCH_SIGN[reason]} {words_of.missing(reason, language)}",
            palette.NO_VALUE,
            codes,
            reason,
        )
        for reason, codes in sorted(lacking.items())
    ]


def breaks_for(rows: pd.DataFrame, kpi: Kpi, classes: str) -> tuple[Breaks, int | None]:
    """The class breaks that the reader chose, and how many classes lie below a locked target."""
    goal = next((g for g in kpi.targets if str(g.year) == classes and g.value is not None), None)
    if goal is None or goal.value is None:
        scheme = classes if classes == "equal" else "quantiles"
        return class_breaks(rows["value"], k=5, scheme=scheme), None
    breaks = class_breaks(rows["value"], k=5, lock=goal.value)
    return breaks, sum(edge < goal.value for edge in breaks.edges[:-1])


def hover_texts(rows: pd.DataFrame, kpi: Kpi, language: Language) -> Hover:
    """The text under the pointer, of each unit: name, value, numerator and denominator."""
    top, bottom = (
        escape(language.pick(label)).replace("{", "{{").replace("}", "}}")
        for label in (kpi.numerator_label, kpi.denominator_label)
    )
    columns = ("area_code", "area_name", "value", "comparability", "missing_reason")
    counts = ("numerator", "denominator", "units_reported", "units_expected")
    parts = {}
    for code, name, value, mark, reason, *amounts in zip(
        *(rows[column].to_list() for column in (*columns, *counts)), strict=True
    ):
        above, below, reported, expected = amounts
        told = formats.value(value, kpi.unit, language)
        lines = [marked(told, mark), under_pointer(mark, language)]
        if told == formats.MISSING:
            lines = [words_of.missing(reason, language)]
        written = [formats.number(amount, language) for amount in (above, below)]
        last = ""
        if reported < expected and told != formats.MISSING:
            last = language.t("from {n} of {all} units", n=reported, all=expected)
        if formats.MISSING in written:
            labels = (kpi.numerator_label, kpi.denominator_label)
            lines += [
                f"{language.pick(label)}: {amount}"
                for label, amount in zip(labels, written, strict=True)
                if amount != formats.MISSING
            ]
            parts[code] = (hover_text(name, *lines, last),)
        else:
            head, end = hover_text(name, *lines), f"<br>{escape(last)}" if last else ""
            parts[code] = (head, written[0], written[1] + end)
    return Hover(parts, f"{{0}}<br>{top}: {{1}}<br>{bottom}: {{2}}")


def _range(edges: tuple[float, ...], i: int, unit: str, language: Language) -> str:
    # The edge rule in the words of the legend: from the first up to, but below, the second.
    whole = all(edge == int(edge) for edge in edges)
    decimals = 0 if whole else formats.DECIMALS[unit]
    low, high = (formats.number(edge, language, decimals) for edge in edges[i : i + 2])
    sign = "%" if unit == "percent" else ""
    if low == high:
        return low + sign
    return f"{low}–{high}{sign}" if i == len(edges) - 2 else f"{low}–<{high}{sign}"


DOT = "border-radius:50%;width:.55rem;height:.55rem;border:1.5px solid " + palette.INK


def legend(classes: dict[str, list[MapClass]], estimates: dict[str, int], words: Language) -> str:
    """The HTML; each entry with its number of units on each map, in the order of the maps."""
    counts: dict[str, dict[str, int]] = {}
    colours: dict[str, str] = {}
    # values first, in their order; a reason may be missing on some of the maps
    for is_reason in (False, True):
        for vintage, entries in classes.items():
            for entry in entries:
                if bool(entry.reason) == is_reason:
                    colours[entry.label] = f"background:{entry.colour}"
                    counts.setdefault(entry.label, {})[vintage] = len(entry.codes)
    if any(estimates.values()):
        label = words.t("Estimate, apportioned by residents")
        colours[label], counts[label] = DOT, estimates
    spans = [_entry(label, colours[label], counts[label], list(classes)) for label in counts]
    order = words.t("In brackets: the units on each map, {vintages}.", vintages=" · ".join(classes))
    note = f"<span class='note'>{escape(order)}</span>"
    return f"<p class='swatches'>{''.join(spans)}{note}</p>"


def _entry(label: str, style: str, counts: dict[str, int], vintages: list[str]) -> str:
    numbers = " · ".join(str(counts.get(vintage, 0)) for vintage in vintages)
    return f"<span><i style='{style}'></i>{escape(label)} ({numbers})</span>"


def why_empty(rows, selection: Selection) -> str:
    """Why no unit has a value, and what to choose instead where that is known."""
    words = selection.language
    reasons = sorted(rows["missing_reason"].dropna().unique())
    named = ", ".join(words_of.missing(reason, words).lower() for reason in reasons)
    text = words.t("No unit has a value for this choice: {reasons}.", reasons=named)
    if catalogue()[selection.kpi].frequency == "year" and "not_applicable" in reasons:
        text += " " + words.t("This indicator is measured once a year: choose a whole year.")
    return text
