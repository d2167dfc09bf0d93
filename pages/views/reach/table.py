"""The table of the chosen units: now, the pace asked for, people a month each, where they end."""

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.whatif.aims import Aim
from kpis.whatif.scenario import Outcome
from pages.shell.selection import Selection
from pages.shell.url import on_phone
from pages.text import formats
from pages.text.aims import counted, decimals_of, points
from pages.text.markup import plain
from pages.widgets.table import sortable


def chosen_table(found: Outcome, aim: Aim, kpi: Kpi, selection: Selection) -> None:
    """Draws it, most people a month first, with their sum below."""
    words, t = selection.language, selection.language.t
    if found.chosen.empty:
        st.info(plain(t("No unit is chosen yet: choose above or on the map.")))
        return
    order = found.chosen["people_month"].abs().sort_values(ascending=False).index
    rows = found.chosen.loc[order].reset_index(drop=True)
    per_month = t("{what} each month", what=formats.title(words.pick(kpi.numerator_label)))
    columns = {
        t("Unit"): (rows["area_name"], 120 if on_phone() else 165),
        t("Value now"): (rows["value"], 75),
        t("Pace, a month"): (rows["pace"], 105),
        per_month: (rows["people_month"], 120),
        f"12/{aim.year}": (rows["end"], 75),
    }
    _, now, pace, people, end = columns
    decimals = decimals_of(rows["people_month"])
    texts = {
        now: [formats.value(v, kpi.unit, words) for v in rows["value"].to_list()],
        pace: [points(v, kpi, words, 2) for v in rows["pace"].to_list()],
        people: [formats.number(v, words, decimals) for v in rows["people_month"].to_list()],
        end: [formats.value(v, kpi.unit, words) for v in rows["end"].to_list()],
    }
    sortable(
        pd.DataFrame({title: list(values) for title, (values, _) in columns.items()}),
        texts,
        "reach-table",
        formats.table_height(rows, 12),
        {
            title: st.column_config.Column(width=width, help=plain(title))
            for title, (_, width) in columns.items()
        },
    )
    total = float(rows["people_month"].sum())
    text = t(
        "{n} units together: {people} each month.",
        n=len(rows),
        people=counted(total, kpi, words),
    )
    st.markdown(plain(text))
