"""Two indicators of the same units and period, each in its own classes."""

from dataclasses import replace

import streamlit as st

from pages.shell.periods import name
from pages.shell.pickers import other_kpi
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.comparability import estimated
from pages.text.markup import plain
from pages.views.compare.marked import marked_unit, units_table
from pages.views.compare.narrowed import Narrowed
from pages.views.compare.panels import Panel, draw_panels, files, height, readings, tell
from pages.views.compare.periods import TWO
from pages.views.compare.pickers import OTHER_KPI, Own
from pages.widgets.files.download import buttons
from pages.widgets.legend import breaks_for, hover_texts, legend, value_classes, why_empty


def two_indicators(served: Served, own: Own, selection: Selection, narrow: Narrowed) -> None:
    """Draws a map with its legend for each indicator."""
    words = selection.language
    when = formats.inside(name(selection.period, served, words), words)
    narrow.heading(words.t("Two indicators — {period}", period=when))
    panels = []
    for id in filter(None, (selection.kpi, other_kpi(own[OTHER_KPI], selection))):
        topic = selection.topic if catalogue()[id].breakdown else ""
        panel = _panel(served, replace(selection, kpi=id, topic=topic), narrow)
        if narrow.is_empty(panel.rows):
            return
        if panel.rows["value"].isna().all():
            why = why_empty(panel.rows, panel.selection)
            st.info(plain(f"{panel.title}: {why}"))
        else:
            panels.append(panel)
    if not panels:
        return
    legends = [
        legend({"": panel.classes}, {"": len(estimated(panel.rows))}, words) for panel in panels
    ]
    draw_panels(panels, 2, (TWO[0], height(*TWO[1:])), legends)
    tell(served, [panel.shown for panel in panels])
    marked_unit([(one.title, *one.shown) for one in panels], selection)
    units_table(panels, selection)
    ids = [panel.selection.kpi for panel in panels]
    buttons(
        lambda: files(served, [panel.shown for panel in panels]),
        words.t("Download these figures"),
        "-".join((*ids, selection.period, selection.level, selection.vintage)),
        *(served, selection, ("period", "level", "vintage", "district", "topic"), ids),
        told=narrow.told(),
        is_narrowed=narrow.chosen.is_any,
    )


def _panel(served: Served, selection: Selection, narrow: Narrowed) -> Panel:
    kpi, words = catalogue()[selection.kpi], selection.language
    rows = narrow.rows(readings(served, selection))
    breaks, below = breaks_for(rows, served, selection)
    classes = value_classes(rows, breaks, kpi.unit, words, below, selection.palette)
    hover = hover_texts(rows, kpi, words)
    return Panel(words.pick(kpi.name), selection, rows, classes, hover)
