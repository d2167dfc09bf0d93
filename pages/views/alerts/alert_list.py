"""The list of alerts: one sentence each, and the buttons that say what became of them."""

from html import escape

import pandas as pd
import streamlit as st

from data.ledger.alert_states import LONGEST, Change, State, set_state
from data.refusal import RefusedError
from pages.shell.selection import YEARS, Selection, link
from pages.shell.served import catalogue, store_directory
from pages.shell.url import folded_bar
from pages.text import alerts as alert_words
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import Markdown, label
from pages.widgets.alerts import Alerts, rule_name
from pages.widgets.publishing import draw_refusal

MOST = 30  # alerts at once
ROUND = "alert-round"  # counts what was said: each time the list starts with no row chosen


def alert_list(alerts: Alerts, rows: pd.DataFrame, selection: Selection) -> None:
    """Draws the alerts, the worst first; the state of chosen ones, or of all, can be said."""
    t, words = selection.language.t, selection.language
    shown = _page(rows, words)
    st.session_state.setdefault(ROUND, 0)
    with st.form(f"alerts-{st.session_state[ROUND]}", border=False):
        said = _buttons(len(rows), words) if alerts.can_be_changed else None
        chosen = [row["alert"] for row in shown.to_dict("records") if _row(row, selection)]
    if said is None:
        return
    state, by, note, for_all = said
    names = rows["alert"].tolist() if for_all else chosen
    if not names:
        st.warning(t("Choose at least one alert."))
        return
    try:
        set_state(store_directory(), names, state, by, note)
    except RefusedError as refused:  # BusyError is one too
        draw_refusal(refused, words)
        return
    st.session_state[ROUND] += 1
    st.rerun()


def _page(rows: pd.DataFrame, words: Language) -> pd.DataFrame:
    """The alerts of one page; draws the picker of the page where there are several."""
    pages = -(-len(rows) // MOST)
    if pages <= 1:
        return rows
    place = st.segmented_control(
        words.t("Page"),
        range(1, pages + 1),
        default=1,
        format_func=lambda page: label(words.t("Page {n}", n=page)),
        key="alert-page",
        required=True,
        label_visibility="collapsed",
    )
    return rows.iloc[MOST * (place - 1) : MOST * place]


def _buttons(count: int, words: Language) -> tuple[State, str, str, bool] | None:
    """Draws what can be said of alerts; what was said just now: state, office, note, of all?"""
    t, turn = words.t, st.session_state[ROUND]
    with folded_bar(t("What became of the chosen alerts")):
        by = st.text_input(
            t("Office"),
            key=f"alert-by-{turn}",
            placeholder=t("Not a person: “Department …”"),
            max_chars=LONGEST["by"],
            width=250,
        )
        note = st.text_input(
            t("What was done"), key=f"alert-note-{turn}", max_chars=LONGEST["note"], width=260
        )
        for_all = st.checkbox(
            label(t("All {n} alerts of this list", n=count)), key=f"alert-all-{turn}"
        )
        pressed = {
            State.SEEN: st.form_submit_button(t("Seen"), key="alert-seen"),
            State.HANDLED: st.form_submit_button(t("Handled"), key="alert-handled"),
            State.NEW: st.form_submit_button(t("Back to new"), key="alert-new"),
        }
    state = next((state for state, is_pressed in pressed.items() if is_pressed), None)
    return None if state is None else (state, by, note, for_all)


def _row(row: dict, selection: Selection) -> bool:
    """Draws one alert; whether it is chosen."""
    words, kpi = selection.language, catalogue()[row["kpi"]]
    text = alert_words.sentence(row, kpi, words)
    with st.container(gap=None):
        is_chosen = st.checkbox(
            Markdown.bold(alert_words.place(row), f" – {text}"),
            key=f"alert-{st.session_state[ROUND]}-{row['alert']}",
        )
        st.html(
            f"<p class='alert-line {row['severity']}'>"
            f"<b>{escape(alert_words.severity(row['severity'], words))}</b>"
            f" · {escape(rule_name(row['rule'], words))}"
            f" · {escape(_what_became(row['change'], words))} · {_links(row, selection)}</p>"
        )
    return is_chosen


def _what_became(change: Change | None, words: Language) -> str:
    if change is None:
        return alert_words.state(State.NEW, words)
    when = formats.day(formats.in_vietnam(change.at).date(), words)
    parts = [alert_words.state(change.state, words), when, change.by, change.note]
    return ", ".join(part for part in parts if part)


def _links(row: dict, selection: Selection) -> str:
    """Links to the same figures on the map and against the targets."""
    t = selection.language.t
    there = {
        "kpi": row["kpi"],
        "level": row["level"],
        "period": row["period"],
        "vintage": row["vintage"],
        "area": row["area_code"],
        "district": "",
        "scope": "one",
        "year": year if (year := str(row["target_year"])) in YEARS else selection.year,
    }
    return (
        link("map", t("Map"), selection, **there)
        + " · "
        + link("targets", t("Targets"), selection, **there)
    )
