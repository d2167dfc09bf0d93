"""The card of one unit: its value, its way to the targets, who works there, what hinders them."""

from datetime import date

import pandas as pd
import streamlit as st

from kpis.catalogue import Kpi
from kpis.periods import Period
from pages.figures.trend import trend
from pages.widgets import formats
from pages.widgets import words as words_of
from pages.widgets.markup import badge, definitions, facts, link
from pages.widgets.network import difficulties, network
from pages.widgets.selection import Selection
from pages.widgets.served import Served
from pages.widgets.spans import changes, offered


def unit_card(served: Served, selection: Selection, rows: pd.DataFrame, kpi: Kpi) -> None:
    """Draws the card of the chosen unit; `rows` are the ranked readings of all units beside it."""
    t = selection.language.t
    row = rows[rows["area_code"] == selection.area].iloc[0]
    with st.container(border=True):
        st.subheader(str(row["area_name"]), anchor=False)
        unit = (
            served.units(selection.level, selection.vintage).set_index("code").loc[selection.area]
        )
        if isinstance(unit["straddles"], str):
            st.caption(t("This unit joins communes of several former districts."))
        if selection.level != "province":  # nothing happened to the province but to its units
            key = f"{selection.vintage}-{selection.level}-{selection.area}"
            st.html(link("communes", t("History of this unit"), selection, unit=key))
        st.html(facts(_figures(row, rows, kpi, selection)))
        left, right = st.columns([3, 2], gap="large")
        with left:
            _history(served, selection, kpi)
        with right:
            progress = served.progress(kpi.id, selection.level, selection.period, selection.vintage)
            st.html(definitions(_progress(progress, kpi, selection)))
            st.html(facts(network(served, selection)))
            named = difficulties(served, selection)
            if named:
                st.html(definitions([(t("Difficulties that the groups report"), named)]))


def _figures(row: pd.Series, rows: pd.DataFrame, kpi: Kpi, selection: Selection):
    words, t = selection.language, selection.language.t
    value = formats.value(row["value"], kpi.unit, words)
    if pd.isna(row["value"]):
        value = words_of.missing(row["missing_reason"], words)
    ranks = int(rows["rank"].notna().sum())
    place = t("{n} of {all}", n=formats.number(row["rank"], words), all=ranks)
    sides = ((kpi.numerator_label, "numerator"), (kpi.denominator_label, "denominator"))
    return [
        (words.pick(kpi.name), value, ""),
        (t("Rank"), place if pd.notna(row["rank"]) else formats.MISSING, ""),
        *(
            (formats.title(words.pick(label)), formats.number(row[side], words), "")
            for label, side in sides
        ),
    ]


def _progress(progress: pd.DataFrame, kpi: Kpi, selection: Selection) -> list[tuple[str, str]]:
    words, t = selection.language, selection.language.t
    mine = progress[progress["area_code"] == selection.area].dropna(subset="target_year")
    return [
        (
            t("Target {year}", year=int(row.target_year)),
            badge(row.status, words, row.target_status)
            + " "
            + formats.target_range(row.target, row.target_max, kpi.unit, words)
            + " · "
            + words_of.confirmation(row.target_status, words)
            + " · "
            + t("gap to the path {gap}", gap=formats.difference(row.gap, kpi.unit, words)),
        )
        for row in mine.itertuples()
    ]


def _history(served: Served, selection: Selection, kpi: Kpi) -> None:
    words, t = selection.language, selection.language.t
    kind = "year" if kpi.frequency == "year" else "month"
    codes = offered(kind, served)[::-1]
    series = served.measure(
        kpi.id, selection.level, codes, selection.vintage, selection.topic or None
    )
    mine = series[series["area_code"] == selection.area]
    ends = [Period.parse(code).last_month for code in mine["period"]]
    texts = [
        f"{formats.period(row.period, words)}: {formats.value(row.value, kpi.unit, words)}"
        for row in mine.itertuples()
    ]
    frame = pd.DataFrame({"date": ends, "value": mine["value"].to_numpy(), "text": texts})
    breaks = [(moment, t("{n} communes", n=count)) for moment, count in changes(served)]
    labels = {"value": words.pick(kpi.name), "path": words.t("Path to the targets")}
    chart = trend(frame, _path(served, selection, kpi), breaks, labels)
    st.plotly_chart(chart, theme=None, config={"displayModeBar": False}, key="card-trend")


def _path(served: Served, selection: Selection, kpi: Kpi) -> pd.DataFrame:
    progress = served.progress(kpi.id, selection.level, selection.period, selection.vintage)
    mine = progress[(progress["area_code"] == selection.area) & progress["target"].notna()]
    mine = mine.dropna(subset="base_value")
    if mine.empty or selection.topic:
        return pd.DataFrame(columns=["date", "value"])
    first = mine.iloc[0]
    points = [(Period.parse(first["base_period"]).last_month, first["base_value"])]
    points += [(date(int(row.target_year), 12, 31), row.target) for row in mine.itertuples()]
    end = date.fromisoformat(served.fact("last_month"))
    near = [p for p in points if p[0] <= end] or points[:1]
    after = [p for p in points if p[0] > end][:1]
    return pd.DataFrame(near + after, columns=["date", "value"])
