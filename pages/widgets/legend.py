"""Readings in, the entries of a map's legend out: value classes first, then missing ones."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import cast, get_args

import numpy as np
import pandas as pd

from geo.map.breaks import Breaks, Scheme, class_breaks
from geo.map.own_breaks import Own, breaks_at, typed
from kpis.catalogue.catalogue import Kpi
from kpis.measure.readings import measure
from kpis.periods import Period, months_later
from pages.figures import palette
from pages.figures.choropleth import Hover, MapClass
from pages.shell.periods import offered
from pages.shell.pickers import class_names
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import marked, under_pointer
from pages.text.language import Language
from pages.text.markup import hover_text

CLASSES, FEW, OF_FEW = 5, 10, 3  # classes at most; below so many units so many
USUAL = "quantiles"
OF_ALL_PERIODS = 6  # classes of all periods: the values of one fill some of them


def value_classes(
    rows: pd.DataFrame,
    breaks: Breaks,
    unit: str,
    language: Language,
    below: int | None = None,
    colours: str = "",
) -> list[MapClass]:
    """One entry a class of [low, high), and one for each reason of a missing value that occurs.

    The outer classes are open, as the edges may have been cut from other values. `colours`: a
    palette of `pages.figures.palette.NAMES`.
    """
    known = rows["value"].notna().to_numpy()
    members = breaks.class_of(rows["value"].to_numpy()[known])
    codes = rows["area_code"].to_numpy()[known]
    count = max(len(breaks.edges) - 1, 0)
    shades = palette.classes(count, below, colours)
    entries = [
        MapClass(
            label=range_of(breaks.edges, i, unit, language),
            colour=shades[i],
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


def breaks_for(
    rows: pd.DataFrame, served: Served, selection: Selection
) -> tuple[Breaks, int | None]:
    """The class breaks that the reader chose, and how many classes lie below a locked target.

    Those of all published periods of the kind in the whole province, as they were reported: a
    colour means the same in every period, district and set of units. Only who asks for it has
    classes that are cut anew, from the readings `rows`.
    """
    if selection.classes == "anew":
        return anew(rows["value"], len(rows), int(selection.k or 0)), None
    chosen = selection.classes, int(selection.k or 0), selection.edges
    if selection.cut == "shown":
        return _cut(_known(rows), catalogue()[selection.kpi], *chosen, few(len(rows)))
    return served.once(_of_all_periods, *_which(selection), *chosen)


def _which(selection: Selection) -> tuple[str, str, str, str]:
    """Of which values of all periods the classes are cut."""
    kind = str(Period.parse(selection.period).kind)
    return selection.kpi, selection.level, kind, selection.topic


def own_edges(rows: pd.DataFrame, served: Served, selection: Selection) -> Own:
    """The edges that the reader typed, held against the values from which classes are cut."""
    if selection.cut == "shown":
        return typed(selection.edges, _known(rows))
    return served.once(_own, *_which(selection), selection.edges)


def spread(rows: pd.DataFrame, served: Served, selection: Selection) -> tuple[float, float]:
    """Mean and standard deviation of the values from which the classes are cut; NaN of too few."""
    is_shown = selection.cut == "shown"
    values = _known(rows) if is_shown else served.once(_values, *_which(selection))
    if len(values) < 2:
        return float("nan"), float("nan")
    return float(values.mean()), float(values.std(ddof=1))


def legend_title(selection: Selection, breaks: Breaks) -> str:
    """How the classes of a map were cut, over its legend; "" where they are the usual ones."""
    one, t = selection, selection.language.t
    if (one.classes, one.cut, one.k, one.palette) == (USUAL, "", "", ""):
        return ""
    name = class_names(one).get(one.classes, class_names(one)[USUAL])
    text = t("{method}, {n} classes", method=name, n=len(breaks.edges) - 1)
    return text + (", " + t("cut from this map") if one.cut == "shown" else "")


def _own(served: Served, kpi: str, level: str, kind: str, topic: str, edges: str) -> Own:
    return typed(edges, _values(served, kpi, level, kind, topic))


def anew(values: Iterable[float | None], units: int, k: int = 0) -> Breaks:
    """Breaks that are cut from the values of so many units: `k` classes, or few of few units."""
    return class_breaks(values, k=k or few(units))


def few(units: int) -> int:
    """How many classes so many units have."""
    return OF_FEW if units < FEW else CLASSES


def _of_all_periods(
    served: Served, kpi: str, level: str, kind: str, topic: str, classes: str, k: int, edges: str
) -> tuple[Breaks, int | None]:
    values = _values(served, kpi, level, kind, topic)
    return _cut(values, catalogue()[kpi], classes, k, edges, OF_ALL_PERIODS)


def _cut(
    values: np.ndarray, kpi: Kpi, classes: str, k: int, edges: str, usual: int
) -> tuple[Breaks, int | None]:
    if classes == "own" and (own := typed(edges, values).inner):
        return breaks_at(own, values), None
    return cut(values, kpi, classes, k or usual)


def _known(rows: pd.DataFrame) -> np.ndarray:
    return rows["value"].dropna().to_numpy(dtype=float)


def _values(served: Served, kpi: str, level: str, kind: str, topic: str) -> np.ndarray:
    periods = [Period.parse(code) for code in offered(kind, served)]
    return served.ask(_as_reported, catalogue()[kpi], level, periods, topic or None)


def of_all_topics(served: Served, kpi: str, level: str, kind: str) -> Breaks:
    """Breaks for maps of the topics of an indicator beside each other, of all periods of a kind."""
    parts = [_values(served, kpi, level, kind, topic) for topic in served.topics("vi")]
    return cut(np.concatenate(parts), catalogue()[kpi], "quantiles", OF_ALL_PERIODS)[0]


def _as_reported(
    con, kpi: Kpi, level: str, periods: Sequence[Period], topic: str | None
) -> np.ndarray:
    return weighed(measure(con, kpi, level, periods, None, topic))


def weighed(rows: pd.DataFrame) -> np.ndarray:
    """The values of readings, those of the last year as often as it takes to weigh the others up.

    Most shares rise from year to year: of all values alike the newest would all be in one class.
    """
    known = rows.dropna(subset="value")
    if known.empty:
        return np.array([])
    last = Period.parse(known["period"].max()).last_month
    codes = known["period"].unique()
    newest = {code for code in codes if Period.parse(code).last_month > months_later(last, -12)}
    is_new = known["period"].isin(newest)
    new, old = (known.loc[which, "value"].to_numpy() for which in (is_new, ~is_new))
    times = (2 * len(old) + len(new)) // (2 * len(new))  # half up
    return np.concatenate([old, *[new] * max(1, times)])


def cut(
    values: Iterable[float | None], kpi: Kpi, classes: str, most: int = CLASSES
) -> tuple[Breaks, int | None]:
    """Breaks of values by a choice of `Selection.classes`; how many lie below a locked target."""
    goal = next((g for g in kpi.targets if str(g.year) == classes and g.value is not None), None)
    if goal is None or goal.value is None:
        scheme = cast(Scheme, classes) if classes in get_args(Scheme) else "quantiles"
        return class_breaks(values, k=most, scheme=scheme), None
    breaks = class_breaks(values, k=most, lock=goal.value)
    return breaks, sum(edge < goal.value for edge in breaks.edges[:-1])


def hover_texts(rows: pd.DataFrame, kpi: Kpi, language: Language) -> Hover:
    """The text under the pointer, of each unit: name, value, numerator and denominator."""
    labels = [language.pick(label) for label in (kpi.numerator_label, kpi.denominator_label)]
    columns = ("area_code", "area_name", "value", "comparability", "missing_reason")
    counts = ("numerator", "denominator", "units_reported", "units_expected")
    parts = {}
    for code, name, value, mark, reason, *amounts, reported, expected in zip(
        *(rows[column].to_list() for column in (*columns, *counts)), strict=True
    ):
        told = formats.value(value, kpi.unit, language)
        first, note, last = marked(told, mark), under_pointer(mark, language), ""
        if told == formats.MISSING:
            first, note = words_of.missing(reason, language), ""
        elif reported < expected:
            last = language.t("from {n} of {all} units", n=reported, all=expected)
        written = [formats.number(amount, language) for amount in amounts]
        if formats.MISSING in written:
            lines = [f"{one}: {n}" for one, n in zip(labels, written, strict=True)]
            known = [line for line, n in zip(lines, written, strict=True) if n != formats.MISSING]
            parts[code] = (hover_text(name, first, note, *known, last),)
        else:
            more = [f"<br>{escape(text)}" if text else "" for text in (note, last)]
            parts[code] = (escape(name), escape(first), more[0], *written, more[1])
    top, bottom = (escape(label).replace("{", "{{").replace("}", "}}") for label in labels)
    return Hover(parts, f"<b>{{0}}</b><br>{{1}}{{2}}<br>{top}: {{3}}<br>{bottom}: {{4}}{{5}}")


def range_of(edges: tuple[float, ...], i: int, unit: str, language: Language) -> str:
    """A class in words: from its lower edge up to, but below, its upper one."""
    t, last = language.t, len(edges) - 2
    whole = all(edge == int(edge) for edge in edges)
    decimals = 0 if whole else formats.DECIMALS[unit]
    low, high = (formats.number(edge, language, decimals) for edge in edges[i : i + 2])
    sign = "%" if unit == "percent" else ""
    if last == 0:
        return low + sign if low == high else t("{low} to {high}", low=low, high=high + sign)
    if i == 0:
        return t("Below {high}", high=high + sign)
    if i == last:
        return t("{low} or more", low=low + sign)
    return t("{low} to below {high}", low=low, high=high + sign)


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
    note = f"<span class='note'>{escape(order)}</span>" if len(classes) > 1 else ""
    return f"<p class='swatches'>{''.join(spans)}{note}</p>"


def _entry(label: str, style: str, counts: dict[str, int], vintages: list[str]) -> str:
    numbers = " · ".join(str(counts.get(vintage, 0)) for vintage in vintages)
    return f"<span><i style='{style}'></i>{escape(label)} ({numbers})</span>"


def shared_legend(classes: Sequence[MapClass], estimate: str = "") -> str:
    """The HTML of a legend of several maps that count nothing: each entry once, reasons last.

    `estimate`: the words of the dots, where a map has some.
    """
    entries = sorted(classes, key=lambda one: bool(one.reason))
    looks = {entry.label: f"background:{entry.colour}" for entry in entries}
    looks |= {estimate: DOT} if estimate else {}
    spans = (f"<span><i style='{look}'></i>{escape(text)}</span>" for text, look in looks.items())
    return f"<p class='swatches'>{''.join(spans)}</p>"


def why_empty(rows, selection: Selection) -> str:
    """Why no unit has a value, and what to choose instead where that is known."""
    words = selection.language
    reasons = sorted(rows["missing_reason"].dropna().unique())
    named = ", ".join(words_of.missing(reason, words).lower() for reason in reasons)
    text = words.t("No unit has a value for this choice: {reasons}.", reasons=named)
    if catalogue()[selection.kpi].frequency == "year" and "not_applicable" in reasons:
        text += " " + words.t("This indicator is measured once a year: choose a whole year.")
    return text
