"""Units coloured by the class of their value, however the classes are cut."""

from dataclasses import replace

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Unit
from pages.figures import palette
from pages.figures.choropleth import Marks
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text.language import Language
from pages.widgets.legend import (
    USUAL,
    breaks_for,
    hover_texts,
    legend_title,
    own_edges,
    spread,
    value_classes,
)
from pages.widgets.map.kinds.asked import GREY, UNSURE, Own
from pages.widgets.map.kinds.certainty import unsure_classes
from pages.widgets.map.kinds.shown import Shown


def classed(served: Served, selection: Selection, own: Own, rows: pd.DataFrame, kpi: Kpi) -> Shown:
    """The map of classes; of a count it says what it shows."""
    words, t = selection.language, selection.language.t
    breaks, below = breaks_for(rows, served, selection)
    codes, doubts = unsure_classes(own[UNSURE], rows, kpi, breaks, served, selection)
    said = [*_of_method(rows, served, selection, kpi), *doubts]
    if own[GREY] and selection.palette in palette.DIVERGING:
        said.append(t("In greys the two directions of these colours look alike."))
    warned = _refused(rows, served, selection, kpi)
    if kpi.unit == Unit.COUNT:
        warned.append(
            t("This is a count: a large unit has more of it. Circles show that without colours.")
        )
    return Shown(
        value_classes(rows, breaks, kpi.unit, words, below, selection.palette),
        hover_texts(rows, kpi, words),
        Marks(legend_title(_as_drawn(rows, served, selection), breaks)),
        codes,
        said,
        warned,
    )


def _as_drawn(rows: pd.DataFrame, served: Served, selection: Selection) -> Selection:
    """The selection with the usual classes where no own edge works."""
    is_own = selection.classes == "own"
    if is_own and not own_edges(rows, served, selection).inner:
        return replace(selection, classes=USUAL)
    return selection


def _of_method(rows: pd.DataFrame, served: Served, selection: Selection, kpi: Kpi) -> list[str]:
    """From what standard deviations are counted."""
    if selection.classes != "stdev":
        return []
    words, t = selection.language, selection.language.t
    mean, deviation = spread(rows, served, selection)
    told = {
        "mean": formats.value(mean, kpi.unit, words),
        "deviation": amount(deviation, kpi, words),
    }
    text = t("Mean {mean}, standard deviation {deviation}.", **told)
    if selection.cut != "shown":
        text += " " + t(
            "Both are of all periods published; the last year weighs as much as those before it."
        )
    return [text]


def amount(difference: float, kpi: Kpi, words: Language) -> str:
    """A difference of two values without a sign: "12,1 điểm %"."""
    text = formats.number(difference, words, formats.DECIMALS[kpi.unit])
    return f"{text} {words.t('pts')}" if kpi.unit == Unit.PERCENT else text


def _refused(rows: pd.DataFrame, served: Served, selection: Selection, kpi: Kpi) -> list[str]:
    """Why own edges are not used as they were typed, and what is shown instead."""
    if selection.classes != "own" or not selection.edges:
        return []
    words, t = selection.language, selection.language.t
    found = own_edges(rows, served, selection)
    if not found.problem:
        return []
    why = {
        "not_numbers": t("“{text}” is no number.", text=found.at or selection.edges),
        "out_of_order": t("“{text}” is not above the edge before it.", text=found.at),
        "equal": t("“{text}” stands there twice.", text=found.at),
        "beyond": t("No value lies on both sides of “{text}”.", text=found.at),
        "too_many": t("There are more than seven classes."),
    }[found.problem]
    edges = "; ".join(
        formats.number(one, words, 0 if one == int(one) else formats.DECIMALS[kpi.unit])
        for one in found.inner
    )
    if not edges:
        return [t("Own edges:") + f" {why} " + t("Shown with equal numbers of units.")]
    return [t("Own edges:") + f" {why} " + t("Shown with the nearest: {edges}.", edges=edges)]
