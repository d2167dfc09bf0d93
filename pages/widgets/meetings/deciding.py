"""The form of a decision on an item, as the room takes it."""

from dataclasses import replace

import streamlit as st

from data.ledger.meetings.agenda import Item
from data.ledger.meetings.decisions import LONGEST, Decision, save_decision
from data.refusal import RefusedError
from pages.briefs.frozen import FrozenView
from pages.shell.refused import draw_refusal
from pages.shell.served import Served, catalogue, store_directory
from pages.text.language import Language
from pages.text.markup import labels, plain
from pages.widgets.meetings.taking import OFFICE, office_input

MEASURED = ("kpi", "level", "vintage", "period")  # the fields of a view that say what is measured


def decide(item: Item, view: FrozenView | None, served: Served, words: Language) -> None:
    """Draws the form of a decision on an item; its indicator and units are those of the view."""
    t = words.t
    about = dict(view.selection) if view else {}
    kpi = catalogue().get(about["kpi"]) if about.keys() >= set(MEASURED) else None
    with st.form(f"decide-{item.id}", clear_on_submit=True, border=False):
        text = st.text_area(t("Decision"), max_chars=LONGEST["text"], height=80)
        owner = st.text_input(t("Which office does it"), max_chars=LONGEST["owner"])
        due = st.date_input(t("By when"), None, format="DD/MM/YYYY")
        units, expected = [], None
        if kpi is not None:
            st.caption(plain(words.pick(kpi.name)))
            names = served.names(about["level"], about["vintage"])
            chosen = [about["area"]] if about.get("area") in names else []
            units = st.multiselect(
                t("Units; none is the whole province"), list(names), chosen,
                format_func=labels(dict(names)), placeholder=t("Choose"),
            )  # fmt: skip
            expected = st.number_input(
                t("Value that is expected"), value=None, step=0.1, format="%.1f"
            )
        office = office_input(words)
        if not st.form_submit_button(t("Save"), type="primary"):
            return
    made = Decision(text, owner, due.isoformat() if due else "", meeting=item.meeting, item=item.id)
    if kpi is not None:
        fields = {name: about[name] for name in MEASURED}
        made = replace(made, units=tuple(units), expected=expected, **fields)
    st.session_state[OFFICE] = office
    try:
        save_decision(store_directory(), made, office)
    except RefusedError as refused:
        draw_refusal(refused, words)
    else:
        st.rerun()
