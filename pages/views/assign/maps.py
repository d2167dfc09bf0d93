"""Proposals side by side: a map for each method, all under one legend."""

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.whatif.proposal import Proposal, asked
from kpis.whatif.sharing import Method
from pages.shell.selection import Selection
from pages.shell.url import on_phone, store
from pages.text.comparability import estimated
from pages.text.markup import Markdown, hover_text, plain
from pages.views.assign.text import method_name, method_rule, of_unit, reached
from pages.widgets.legend import anew, legend, value_classes
from pages.widgets.map.drawing import draw_map, source_line

WIDTH, DESKTOP, PHONE = 450, 400, 330  # of each map in pixels


def maps(found: Proposal, kpi: Kpi, shown: str, chosen: Method, selection: Selection) -> None:
    """Draws the legend and the maps of the values asked for, or of what is to be gained.

    `selection` has the level and the vintage of the proposal; a click chooses a unit.
    """
    words = selection.language
    views = {method_name(one, words): _values(found, one, shown) for one in found.methods}
    breaks = anew(pd.concat(views.values())["value"], len(found.units))
    unit = kpi.unit if shown == "asked" else "ratio"  # a change is in points
    classes = {name: value_classes(rows, breaks, unit, words) for name, rows in views.items()}
    dotted = estimated(found.units)
    st.html(f"<p class='note'>{escape(_title(kpi, shown, selection))}</p>")
    st.html(legend(classes, dict.fromkeys(views, len(dotted)), words))
    for column, method in zip(st.columns(len(views), gap="small"), found.methods, strict=True):
        name = method_name(method, words)
        with column:
            mark = " ◀" if method is chosen else ""
            st.markdown(Markdown.bold(name, mark))
            hover = _hover(found, kpi, method, selection)
            size = (WIDTH, PHONE if on_phone() else DESKTOP)
            key = f"assign-{method}-{shown}"
            draw_map(classes[name], hover, selection, _choose, key, size, dotted, False)
            st.markdown(plain(reached(found, kpi, method, words)))
            st.caption(plain(method_rule(method, kpi, words)))
    st.caption(plain(source_line(selection)))


def _title(kpi: Kpi, shown: str, selection: Selection) -> str:
    t = selection.language.t
    if shown == "asked":
        return t("Colour: the value proposed, the same on all maps.")
    if kpi.unit == "percent":
        return t("Colour: what is to be gained, in percentage points, the same on all maps.")
    return t("Colour: what is to be gained, the same on all maps.")


def shown_selection(found: Proposal, selection: Selection) -> Selection:
    """The selection on the units of the proposal; a unit stays chosen if it is one of them."""
    known = selection.area in set(found.units["area_code"])
    area = selection.area if known else ""
    return replace(
        selection, vintage=found.vintage, period=found.period.code, district="", area=area, topic=""
    )


def _values(found: Proposal, method: Method, shown: str) -> pd.DataFrame:
    asked_for = found.units[method.value]
    return found.units.assign(
        value=asked_for if shown == "asked" else (asked_for - found.units["value"]).round(9)
    )


def _hover(found: Proposal, kpi: Kpi, method: Method, selection: Selection) -> dict[str, str]:
    words, texts = selection.language, {}
    for row in asked(found, kpi, method).to_dict("records"):
        told = of_unit(pd.Series(row), kpi, words).replace(", ", ",\n").replace(": ", ":\n")
        texts[row["area_code"]] = hover_text(row["area_name"], *told.split("\n"))
    lacking = found.units[found.units["value"].isna()]
    for row in lacking.itertuples():
        texts[row.area_code] = hover_text(row.area_name, words.t("No value: no proposal"))
    return texts


def _choose(code: str) -> None:
    store({"area": code})
