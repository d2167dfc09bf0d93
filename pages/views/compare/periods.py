"""The same indicator and units at several periods, under one legend that all of them share."""

from collections.abc import Callable, Sequence
from html import escape

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from pages.figures.choropleth import Hover
from pages.shell.periods import name, offered
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.comparability import estimated
from pages.text.comparability import readings as written
from pages.text.language import Language
from pages.text.markup import plain
from pages.views.compare.marked import marked_unit, units_table
from pages.views.compare.narrowed import Narrowed
from pages.views.compare.panels import (
    Panel,
    at_period,
    draw_panels,
    files,
    height,
    in_order,
    readings,
    tell,
)
from pages.views.compare.pickers import Own, other_period
from pages.widgets.files.download import buttons
from pages.widgets.legend import (
    breaks_for,
    hover_texts,
    legend,
    shared_legend,
    value_classes,
    why_empty,
)

TWO = (580, 360, 330)  # of each of two maps, in pixels: its width, its heights on desk and phone
MANY, A_ROW, MOST = (290, 225, 240), 4, 12  # of each of many; how many in a row, and in all
Told = Callable[[pd.DataFrame, Kpi, Language], Hover]


def two_periods(served: Served, own: Own, selection: Selection, narrow: Narrowed) -> None:
    """Draws the legend and the maps of two periods, the earlier one first."""
    codes = in_order([other_period(served, own, selection), selection.period])
    panels = _panels(served, selection, codes, hover_texts, narrow)
    if panels:
        words = selection.language
        classes = {panel.title: panel.classes for panel in panels}
        estimates = {panel.title: len(estimated(panel.rows)) for panel in panels}
        st.html(legend(classes, estimates, words))
        draw_panels(panels, 2, (TWO[0], height(*TWO[1:])))
        st.caption(words.t("Click a unit on a map to open its card."))
        _below(served, selection, panels, narrow)


def many_periods(served: Served, _own: Own, selection: Selection, narrow: Narrowed) -> None:
    """Draws the legend and a small map for each of the last periods up to the selected one."""
    kind = Period.parse(selection.period).kind
    until = [one for one in offered(kind, served) if one <= selection.period][:MOST]
    panels = _panels(served, selection, in_order(until), short, narrow)
    if panels:
        is_dotted = any(estimated(panel.rows) for panel in panels)
        dots = selection.language.t("Estimate, apportioned by residents") if is_dotted else ""
        st.html(shared_legend([entry for panel in panels for entry in panel.classes], dots))
        draw_panels(panels, A_ROW, (MANY[0], height(*MANY[1:])))
        _below(served, selection, panels, narrow)


def short(rows: pd.DataFrame, kpi: Kpi, words: Language) -> Hover:
    """The text under the pointer on a small map: name and value, or why there is none."""
    told = zip(rows["area_code"], rows["area_name"], written(rows, kpi.unit, words), strict=True)
    parts = {code: (escape(unit), escape(value)) for code, unit, value in told}
    return Hover(parts, "<b>{0}</b><br>{1}")


def _panels(
    served: Served, selection: Selection, codes: Sequence[str], hover: Told, narrow: Narrowed
) -> list[Panel]:
    """A map for each period in classes that all share; none, and why, where no unit has a value."""
    kpi, words = catalogue()[selection.kpi], selection.language
    names = [name(code, served, words) for code in codes]
    span = formats.inside(names[0], words), formats.inside(names[-1], words)
    when = (" · " if len(codes) == 2 else " – ").join(dict.fromkeys(span))
    narrow.heading(f"{words.pick(kpi.name)} — {when}")
    shown = [at_period(selection, code) for code in codes]
    rows = [narrow.rows(readings(served, one)) for one in shown]
    every = pd.concat(rows, ignore_index=True)
    if narrow.is_empty(every):
        return []
    if every["value"].isna().all():
        st.info(plain(why_empty(every, selection)))
        return []
    breaks, below = breaks_for(every, served, selection)
    return [
        Panel(
            title,
            one,
            part,
            value_classes(part, breaks, kpi.unit, words, below, selection.palette),
            hover(part, kpi, words),
        )
        for title, one, part in zip(names, shown, rows, strict=True)
    ]


def _below(served: Served, selection: Selection, panels: Sequence[Panel], narrow: Narrowed) -> None:
    marked_unit([(one.title, *one.shown) for one in panels], selection)
    units_table(panels, selection, with_change=len(panels) == 2)
    tell(served, [panel.shown for panel in panels])
    ends = panels[0].selection.period, panels[-1].selection.period
    buttons(
        lambda: files(served, [panel.shown for panel in panels]),
        selection.language.t("Download these figures"),
        "-".join((selection.kpi, *ends, selection.level, selection.vintage)),
        *(served, selection, ("level", "vintage", "district", "topic"), [selection.kpi]),
        told=narrow.told(),
        is_narrowed=narrow.chosen.is_any,
    )
