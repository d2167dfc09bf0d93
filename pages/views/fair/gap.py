"""What would close the gap: units that reach the median or a target, most people first."""

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi, Target
from kpis.catalogue.vocabulary import Direction
from kpis.compare.gap import Gap, gap, median
from pages.figures.fair.cumulative import cumulative
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.comparability import named
from pages.text.language import Language
from pages.text.markup import facts, hover_text, plain
from pages.views.fair import drawing, text
from pages.views.fair.pickers import MEDIAN, Own, mark_of, pick_mark
from pages.views.fair.rows import asked, readings
from pages.widgets.files.contents import as_written


def gap_view(served: Served, own: Own, selection: Selection) -> None:
    """Draws where the units together would be, step by step, and which units that takes."""
    kpi, words, t = catalogue()[selection.kpi], selection.language, selection.language.t
    rows = readings(served, asked(selection))
    chosen = mark_of(own, kpi)
    goal = next((one for one in kpi.targets if str(one.year) == chosen), None)
    mark = median(rows) if goal is None or goal.value is None else goal.value
    due = goal or _next_target(rows, kpi)
    found = gap(rows, kpi, mark, due.value if due else None)
    pick_mark(chosen, kpi, selection)
    named_mark = t("the median of the units, {value}", value=formats.value(mark, kpi.unit, words))
    if chosen != MEDIAN:
        told = formats.target_amount(mark, kpi.unit, words)
        named_mark = t("the target for {year}, {value}", year=chosen, value=told)
    known = int((rows["denominator"] > 0).sum())
    st.html(facts(_facts(found, kpi, known, words)))
    st.markdown(plain(text.closed(found, kpi, named_mark, known, words)))
    written = ""
    if due is not None and due.value is not None:
        amount = formats.target_amount(due.value, kpi.unit, words)
        written = t("the target for {year}, {value}", year=due.year, value=amount)
        st.markdown(plain(text.smallest(found, kpi, written, words)))
    if len(found.units):
        _chart(found, kpi, formats.title(written), selection)
        _table(found, kpi, selection)
    said = [
        t(
            "Arithmetic, not a forecast: denominators are held, and nobody is asked to fall. Most"
            " people first is the smallest set of units for any goal."
        )
    ]
    if found.missing:
        names = text.listed(pd.Series(found.missing), words)
        said.append(t("Without a value, so in no total: {names}.", names=names))
    drawing.below(said, rows, served, selection)
    drawing.files(lambda: _file(found, kpi, served, selection), "gap", served, selection)


def _next_target(rows: pd.DataFrame, kpi: Kpi) -> Target | None:
    """The first target that the units together have not reached; the last one where all are."""
    stated = [goal for goal in kpi.targets if goal.value is not None]
    sides = rows[["numerator", "denominator"]].sum()
    now = kpi.unit.scale * sides["numerator"] / sides["denominator"]
    sign = -1 if kpi.direction is Direction.DOWN else 1
    open_ones = [goal for goal in stated if sign * (now - (goal.value or 0)) < 0]
    return next(iter([*open_ones, *stated[-1:]]), None)


def _facts(found: Gap, kpi: Kpi, known: int, words: Language) -> list[tuple[str, str, str]]:
    t = words.t
    return [
        (t("All units together"), formats.value(found.now, kpi.unit, words), ""),
        (t("The mark"), formats.value(found.mark, kpi.unit, words), ""),
        (
            t("Units behind it"),
            t("{n} of {all}", n=len(found.units), all=known),
            "",
        ),
        (
            t("If all of them reached it"),
            formats.value(found.then, kpi.unit, words),
            formats.difference(found.then - found.now, kpi.unit, words),
        ),
    ]


def _chart(found: Gap, kpi: Kpi, goal: str, selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    texts = [hover_text(t("Today"), formats.value(found.now, kpi.unit, words))]
    texts += [
        hover_text(
            row.area_name,
            f"{formats.difference(_signed(row.won, kpi), 'count', words)}"
            f" {words.pick(kpi.numerator_label)}",
            t("all units together {value}", value=formats.value(row.then, kpi.unit, words)),
        )
        for row in found.units.itertuples()
    ]
    rows = pd.DataFrame(
        {
            "x": range(len(found.units) + 1),
            "y": [found.now, *found.units["then"]],
            "text": texts,
        }
    )
    drawn = {
        "x": t("units that reach the mark, most people first"),
        "y": "",
        "goal": goal,
        "sign": drawing.sign(kpi),
        "whole": t("All units together"),
    }
    # a goal that is reached today, or by none of them, would press the steps into a line
    goal_of = found.goal if found.smallest else None
    figure = cumulative(rows, goal_of, found.smallest, drawn, drawing.size(340, 320))
    told = t("Chart: the whole as units reach the mark. The table below holds its figures.")
    drawing.chart(figure, "fair-gap", told, words)


def _table(found: Gap, kpi: Kpi, selection: Selection) -> None:
    words, t, units = selection.language, selection.language.t, found.units
    won = _signed(units["won"], kpi)
    places = pd.Series(range(1, len(units) + 1), dtype="float64")
    columns: drawing.Columns = {
        t("Order"): (places, [formats.number(n, words) for n in places], 50),
        t("Unit"): (units["area_name"], None, 210),
        t("Value"): (
            units["value"],
            drawing.values(units.assign(missing_reason=None), kpi, words),
            100,
        ),
        _more(kpi, words): (won, [formats.difference(v, "count", words) for v in won], 190),
        t("All units together then"): (
            units["then"],
            [formats.value(v, kpi.unit, words) for v in units["then"]],
            150,
        ),
    }
    drawing.unit_table(columns, units["area_code"], "gap", selection)


def _more(kpi: Kpi, words: Language) -> str:
    count = formats.title(words.pick(kpi.numerator_label))
    if kpi.direction is Direction.DOWN:
        return words.t("Fewer: {what}", what=count)
    return words.t("More: {what}", what=count)


def _signed(won, kpi: Kpi):
    return -won if kpi.direction is Direction.DOWN else won


def _file(found: Gap, kpi: Kpi, served: Served, selection: Selection) -> pd.DataFrame:
    words, t, units = selection.language, selection.language.t, found.units
    decimals = formats.DECIMALS[kpi.unit] + 1
    return pd.DataFrame(
        {
            **drawing.heads(units, kpi, served, selection),
            **drawing.sides(units, kpi, words),
            t("Value"): as_written(units["value"], decimals),
            t("The mark"): found.mark,
            _more(kpi, words): as_written(_signed(units["won"], kpi), 0),
            t("All units together then"): as_written(units["then"], decimals),
            t("Comparability"): [named(mark, words) for mark in units["comparability"]],
            **drawing.tails(served, words),
        }
    )
