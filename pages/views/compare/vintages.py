"""One indicator and period on the units of every vintage: maps with one legend, totals, checks."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from kpis.province import WHOLE
from pages.shell.periods import in_force, name, vintages
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import on_phone
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import estimated
from pages.text.markup import Markdown, plain
from pages.views.compare.marked import marked_on, marked_unit
from pages.views.compare.narrowed import Narrowed
from pages.views.compare.panels import opener
from pages.views.compare.pickers import Own
from pages.views.compare.totals_table import totals_table
from pages.widgets.comparability import notes
from pages.widgets.files.download import download
from pages.widgets.legend import breaks_for, hover_texts, legend, value_classes, why_empty
from pages.widgets.map.drawing import draw_map, source_line
from pages.widgets.units_shown import Total, agreement, asked, fraction, kinds, total_of

WIDTH, DESKTOP, PHONE = 370, 370, 330  # of each map in pixels: its width, its heights


def side_by_side(served: Served, _own: Own, selection: Selection, narrow: Narrowed) -> None:
    """Draws the legend, a map for each vintage with its total, and the table of totals."""
    kpi, words = catalogue()[selection.kpi], selection.language
    when = formats.inside(name(selection.period, served, words), words)
    narrow.heading(f"{words.pick(kpi.name)} — {when}")
    shown = {v: _of_vintage(selection, v) for v in vintages(served)}
    rows = {v: narrow.rows(_rows(served, one, one.level), v) for v, one in shown.items()}
    every = pd.concat(rows.values(), ignore_index=True)
    if narrow.is_empty(every):
        return
    if every["value"].isna().all():
        st.info(plain(why_empty(every, selection)))
        return
    breaks, below = breaks_for(every, served, selection)
    classes = {
        v: value_classes(part, breaks, kpi.unit, words, below, selection.palette)
        for v, part in rows.items()
    }
    st.html(legend(classes, {v: len(estimated(part)) for v, part in rows.items()}, words))
    is_whole = WHOLE in kpi.levels and not narrow.codes
    whole = _rows(served, selection, WHOLE).iloc[0] if is_whole else None
    totals = [total_of(part, vintage) for vintage, part in rows.items()]
    st.caption(words.t("Click a unit on a map to open its card."))
    columns = st.columns(len(shown), gap="small")
    for column, total in zip(columns, totals, strict=True):
        with column:
            one = shown[total.vintage]
            _heading(served, total, one)
            if not total.units:
                st.caption(plain(words.t("No unit passes the filters here.")))
                continue
            hover = hover_texts(rows[total.vintage], kpi, words)
            size = (WIDTH, PHONE if on_phone() else DESKTOP)
            dotted = estimated(rows[total.vintage])
            key = f"side-{total.vintage}"
            title = words.t("Units of {vintage}", vintage=total.vintage)
            draw_map(
                classes[total.vintage],
                *(hover, one, opener(one), key, size, dotted),
                legend=False,
                title=title,
                marked=marked_on(selection, total.vintage),
            )
            _below(served, rows[total.vintage], total, whole, kpi, one, narrow)
    st.header(words.t("Totals"), anchor=False)
    st.html(totals_table(totals, whole, kpi, words))
    units = [(words.t("Units of {vintage}", vintage=v), shown[v], rows[v]) for v in shown]
    marked_unit(units, selection)


def _of_vintage(selection: Selection, vintage: str) -> Selection:
    """The selection on the units of a vintage: a district and a unit are those of their own."""
    if vintage == selection.vintage:
        return selection
    return replace(selection, vintage=vintage, district="", area="")


def _rows(served: Served, selection: Selection, level: str) -> pd.DataFrame:
    topic = selection.topic or None
    return served.measure(selection.kpi, level, [selection.period], selection.vintage, topic)


def _heading(served: Served, total: Total, selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    level = words_of.level(selection.level, total.vintage, words)
    base = in_force(Period.parse(selection.period), served)
    title = t("Units of {vintage}", vintage=total.vintage)
    count = f"{total.units} {level[:1].lower()}{level[1:]}"
    reported = " · " + t("as reported") if total.vintage == base else ""
    st.markdown(Markdown.bold(title, f" · {count}{reported}"))
    st.caption(plain(kinds(total, words)))


def _below(
    served: Served,
    rows: pd.DataFrame,
    total: Total,
    whole: pd.Series | None,
    kpi: Kpi,
    selection: Selection,
    narrow: Narrowed,
) -> None:
    words, t = selection.language, selection.language.t
    st.markdown(plain(t("Total: {total}", total=fraction(total, kpi, words))))
    said = [*notes(rows, served, selection), source_line(selection)]
    if whole is not None:
        told, more = agreement(total, whole, kpi, words)
        if more:
            st.html(f"<div class='note'>{asked(more, words)}</div>")
        else:
            said.insert(0, told)
    st.caption(plain(" ".join(said)))
    download(served, rows, selection, told=narrow.told(), is_narrowed=bool(narrow.codes))
