"""The pace of the chosen units, and what the others do."""

import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.whatif.course import Others
from kpis.whatif.scenario import Choice
from pages.widgets.picking import bar, picked, segments, store
from pages.widgets.reach_pick import FASTEST, OTHERS, PACE, QUARTER
from pages.widgets.selection import Selection


def pick_pace(choice: Choice, quarter: float, kpi: Kpi, selection: Selection) -> None:
    """Draws both; `quarter` is the pace from which the reader's own starts."""
    t = selection.language.t
    with bar():
        names = {QUARTER: t("That of the fastest quarter"), "own": t("My own")}
        current = QUARTER if choice.pace is None else "own"
        st.session_state["reach-kind"] = current
        st.segmented_control(
            t("Pace of the chosen units"),
            list(names),
            format_func=names.__getitem__,
            key="reach-kind",
            required=True,
            on_change=lambda: store({PACE: _pace(st.session_state["reach-kind"], quarter)}),
        )
        if choice.pace is not None:
            st.session_state["pick_pace"] = choice.pace
            label = t("Points a month") if kpi.unit == "percent" else t("Change a month")
            st.number_input(
                label,
                0.0,
                FASTEST,
                step=0.1,
                format="%.2f",
                key="pick_pace",
                on_change=picked,
                args=(PACE,),
                width=150,
            )
        ways = {
            Others.OBSERVED.value: t("Go on as in the last 12 months"),
            Others.STILL.value: t("Stand still"),
        }
        segments(OTHERS, t("The others"), list(ways), choice.others.value, ways)


def _pace(kind: str, quarter: float) -> str:
    return "" if kind == QUARTER else str(round(quarter, 2))
