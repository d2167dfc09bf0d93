"""The units and the topics of the work that a value is made of."""

import numpy as np
import pandas as pd
import streamlit as st

from kpis.explain.summary import Summary
from pages.shell.offered.few import parts_are_hidden, why_no_parts
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.markup import plain
from pages.views.explain.value import amount
from pages.widgets.table import sortable, table

HEIGHT = 12  # rows on the screen


def units_table(served: Served, shown: Selection, found: Summary) -> None:
    """Draws the units under which the lines were reported, with what they add to both sides."""
    words, t = shown.language, shown.language.t
    if parts_are_hidden(catalogue()[shown.kpi], shown.level, shown.area):
        st.caption(plain(why_no_parts(words)))
        return
    rows = units_file(served, shown, found)
    numbers = list(rows.columns[-2:])
    said = t("By the units of the month that counts; lines of a group count for the one it is in.")
    st.caption(plain(said))
    sortable(
        rows,
        {name: [amount(one, words) for one in rows[name].to_list()] for name in numbers},
        "explain-units",
        formats.table_height(rows, HEIGHT),
    )


def units_file(served: Served, shown: Selection, found: Summary) -> pd.DataFrame:
    """The same as a table, numbers as numbers."""
    words, t, kpi = shown.language, shown.language.t, catalogue()[shown.kpi]
    units = served.named(found.units)
    if parts_are_hidden(kpi, shown.level, shown.area):
        units = units.assign(numerator=np.nan, denominator=np.nan)
    return pd.DataFrame(
        {
            t("Unit"): units["area_name"].fillna(units["area_code"]),
            t("Units of"): units["vintage"],
            formats.title(words.pick(kpi.numerator_label)): units["numerator"],
            formats.title(words.pick(kpi.denominator_label)): units["denominator"],
        }
    )


def topics_table(served: Served, shown: Selection, found: Summary) -> None:
    """Draws the topics that the lines of the numerator name; nothing where they name none."""
    words, t, kpi = shown.language, shown.language.t, catalogue()[shown.kpi]
    if found.topics.empty or parts_are_hidden(kpi, shown.level, shown.area):
        return
    names = served.topics(shown.lang)
    side = formats.title(words.pick(kpi.numerator_label))
    st.caption(plain(t("Numerator by topic of the work.")))
    table(
        {
            t("Topic"): [names.get(code, code) for code in found.topics["topic"]],
            t("Lines"): [formats.number(n, words) for n in found.topics["lines"]],
            side: [amount(one, words) for one in found.topics["numerator"]],
        },
        t("Numerator by topic of the work."),
        [t("Lines"), side],
    )
