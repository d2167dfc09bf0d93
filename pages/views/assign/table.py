"""The table of a proposal: every unit, what each method asks, what the chosen one means."""

import pandas as pd
import streamlit as st

from geo.units.spelling import sorting
from kpis.catalogue.catalogue import Kpi
from kpis.whatif.proposal import Proposal, asked
from kpis.whatif.sharing import Method
from pages.shell.selection import Selection
from pages.shell.url import on_phone
from pages.text import formats
from pages.text.aims import decimals_of
from pages.text.comparability import readings
from pages.text.markup import plain
from pages.views.assign.text import method_name
from pages.widgets.table import sortable_units


def proposal_table(found: Proposal, kpi: Kpi, method: Method, selection: Selection) -> None:
    """Draws all units, most asked for first, those without a value last; a click chooses one."""
    words, t = selection.language, selection.language.t
    told = asked(found, kpi, method).drop(columns=["area_name", "value"])
    rows = found.units.merge(told, on="area_code", how="left")
    rows = rows.assign(order=rows["rise"].abs()).sort_values(
        ["order", "area_name"],
        ascending=[False, True],
        na_position="last",
        ignore_index=True,
        key=sorting,
    )
    wide = 120 if on_phone() else 210
    now_wide = 140 if rows["value"].isna().any() else 80
    columns = {t("Unit"): (rows["area_name"], wide), t("Value now"): (rows["value"], now_wide)}
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
    unit, now, *_ = columns
    rise, people, month = means
    decimals = decimals_of(told["people_month"])
    texts = {
        title: [formats.value(amount, kpi.unit, words) for amount in values.to_list()]
        for title, (values, _) in columns.items()
        if title not in (unit, rise, people, month)
    }
    texts[now] = readings(rows, kpi.unit, words)
    texts[rise] = [formats.difference(v, kpi.unit, words) for v in rows["rise"].to_list()]
    texts[people] = [formats.difference(v, "count", words) for v in columns[people][0].to_list()]
    texts[month] = [formats.number(v, words, decimals) for v in rows["people_month"].to_list()]
    sortable_units(
        pd.DataFrame({title: list(values) for title, (values, _) in columns.items()}),
        texts,
        list(rows["area_code"]),
        selection,
        f"assign-table-{kpi.id}-{selection.level}-{method}",
        formats.table_height(rows, 16),
        {
            title: st.column_config.Column(width=width, help=plain(title))
            for title, (_, width) in columns.items()
        },
    )
