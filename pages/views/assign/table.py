"""The table of a proposal: every unit, what each method asks, what the chosen one means."""

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.whatif.proposal import Proposal, asked
from kpis.whatif.sharing import Method
from pages.shell.selection import Selection
from pages.shell.url import on_phone
from pages.text import formats
from pages.text.aims import decimals_of
from pages.text.comparability import ESTIMATED, marked
from pages.views.assign.text import method_name
from pages.widgets.ranking import unit_table


def proposal_table(found: Proposal, kpi: Kpi, method: Method, selection: Selection) -> None:
    """Draws all units, most asked for first, those without a value last; a click chooses one."""
    words, t = selection.language, selection.language.t
    told = asked(found, kpi, method).drop(columns=["area_name", "value"])
    rows = found.units.merge(told, on="area_code", how="left")
    rows = rows.assign(order=rows["rise"].abs()).sort_values(
        ["order", "area_name"], ascending=[False, True], na_position="last", ignore_index=True
    )
    wide = 120 if on_phone() else 210
    columns = {t("Unit"): (rows["area_name"], wide), t("Value now"): (rows["value"], 80)}
    if rows["given"].notna().any():
        columns[t("Assigned already")] = (rows["given"], 90)
    proposed = {method_name(one, words): (rows[one.value], 110) for one in found.methods}
    count = formats.title(words.pick(kpi.numerator_label))
    means = {
        t("To be gained"): (rows["rise"], 110),
        t("More: {what}", what=count): (rows["people"].astype("float64"), 150),
        t("of them each month"): (rows["people_month"], 100),
    }
    if on_phone():  # what one method means first: the others are a swipe away
        mine = method_name(method, words)
        columns |= {mine: proposed.pop(mine), **means, **proposed}
    else:
        columns |= {**proposed, **means}
    frame = pd.DataFrame({title: list(values) for title, (values, _) in columns.items()})
    unit, now, *_ = columns
    rise, people, month = means
    decimals = decimals_of(told["people_month"])
    values = [title for title in columns if title not in (unit, rise, people, month)]
    is_estimate = [mark == ESTIMATED for mark in rows["comparability"]]
    style = (
        frame.style.format(lambda v: formats.value(v, kpi.unit, words), subset=values)
        .format(lambda v: formats.difference(v, kpi.unit, words), subset=rise)
        .format(lambda v: formats.difference(v, "count", words), subset=people)
        .format(lambda v: formats.number(v, words, decimals), subset=month)
        .format(
            lambda v: marked(formats.value(v, kpi.unit, words), ESTIMATED),
            subset=(is_estimate, now),
        )
    )
    unit_table(
        style,
        list(rows["area_code"]),
        selection,
        f"assign-table-{kpi.id}-{selection.level}-{method}",
        formats.table_height(frame, 16),
        {
            title: st.column_config.Column(width=width, help=title)
            for title, (_, width) in columns.items()
        },
    )
