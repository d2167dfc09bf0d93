"""The list of alerts, by indicator and place, and the buttons that say what became of them."""

from collections.abc import Hashable
from html import escape

import pandas as pd
import streamlit as st

from data.ledger.alert_states import LONGEST, Change, State, set_state
from data.refusal import RefusedError
from pages.shell.offered.at_work import is_offered
from pages.shell.refused import draw_refusal
from pages.shell.selection import LEVELS, YEARS, Selection, link
from pages.shell.served import store_directory
from pages.shell.url import folded_bar, on_phone
from pages.text import alerts as alert_words
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import Markdown, label
from pages.widgets.alerts import Alerts, subjects

MOST = 60  # alerts at once
ROW = 8  # pages whose buttons fit into a row with the word beside each
FEW = 12  # alerts that are not folded away under their indicators
ROUND = "alert-round"  # counts what was said: each time the list starts with no row chosen


def alert_list(alerts: Alerts, rows: pd.DataFrame, selection: Selection) -> None:
    """Draws the alerts under their indicators, that of the worst first; in each by place.

    The state of chosen ones, or of all, can be said.
    """
    t, words = selection.language.t, selection.language
    shown = _page(by_indicator(rows), words)
    st.session_state.setdefault(ROUND, 0)
    is_asked = alerts.can_be_changed and is_offered(
        "set_alert_state", words, t("What became of the chosen alerts")
    )
    form = st.form(f"alerts-{st.session_state[ROUND]}", border=False)
    with form if is_asked else st.container():
        said = _buttons(len(rows), words) if is_asked else None
        chosen = [
            name
            for _, mine in shown.groupby("kpi", sort=False)
            for name in _indicator(mine, len(shown) <= FEW, is_asked, selection)
        ]
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


def by_indicator(rows: pd.DataFrame) -> pd.DataFrame:
    """Alerts, the worst first, in the order of the list.

    The indicators by their worst alert, within them alike ones together: first those of the
    province, then districts and communes by name. With a column `alike`.
    """
    kpis = {kpi: at for at, kpi in enumerate(dict.fromkeys(rows["kpi"]))}
    alike = [_alike(row) for row in rows.to_dict("records")]
    places = {one: at for at, one in enumerate(dict.fromkeys(alike))}
    order = rows.assign(
        alike=[places[one] for one in alike],
        indicator=rows["kpi"].map(kpis),
        size=rows["level"].map(LEVELS.index),
    )
    order = order.sort_values(["indicator", "alike", "size", "area_name", "area_code"])
    return order.drop(columns=["indicator", "size"])


def _alike(alert: dict[Hashable, object]) -> tuple[object, ...]:
    """What alerts under one heading share."""
    names = ("kpi", "condition", "target_year", "difficulty", "months")
    return tuple(None if pd.isna(alert[name]) else alert[name] for name in names)


def _page(rows: pd.DataFrame, words: Language) -> pd.DataFrame:
    """The alerts of one page; draws the picker of the page where there are several."""
    pages = -(-len(rows) // MOST)
    if pages <= 1:
        return rows
    are_many = pages > ROW
    place = st.segmented_control(
        words.t("Page"),
        range(1, pages + 1),
        default=1,
        format_func=lambda page: label(str(page) if are_many else words.t("Page {n}", n=page)),
        key="alert-page",
        required=True,
        label_visibility="visible" if are_many else "collapsed",
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


def _indicator(
    rows: pd.DataFrame, is_open: bool, can_choose: bool, selection: Selection
) -> list[str]:
    """Draws the alerts of one indicator; those that are chosen."""
    words, first = selection.language, rows.iloc[0].to_dict()
    kpi, chosen = subjects()[first["kpi"]], []
    name, counts = words.pick(kpi.name), f" · {_count(rows, words)}"
    is_worst = (rows["severity"] == "serious").any()
    with st.expander(Markdown.bold(name, counts), expanded=bool(is_open or is_worst)):
        for _, alike in rows.groupby("alike", sort=False):
            every = alike.to_dict("records")
            goals = [alert_words.target(row, kpi, words) for row in every]
            is_shared = len(set(goals)) == 1
            told = alert_words.heading(first := every[0], kpi, words)
            if is_shared and goals[0] != formats.MISSING:
                told += f": {goals[0]}"
            there = ""
            if first["condition"] not in alert_words.OF_GROUPS:  # those have no target
                fields = _place(first, selection)
                there = link("targets", words.t("Targets"), selection, **fields)
            with st.container(gap=None):
                st.html(f"<p class='alert-head'><b>{escape(told)}</b> {there}</p>")
                for row, goal in zip(every, goals, strict=True):
                    if _row(row, "" if is_shared else goal, can_choose, selection):
                        chosen.append(row["alert"])
    return chosen


def _count(rows: pd.DataFrame, words: Language) -> str:
    """How many alerts of each severity, the worst first: "2 nghiêm trọng, 12 cần chú ý"."""
    counts = rows["severity"].value_counts()
    return ", ".join(
        f"{counts[code]} {alert_words.severity(code, words).lower()}"
        for code in alert_words.SEVERITIES
        if code in counts
    )


def _row(row: dict, goal: str, can_choose: bool, selection: Selection) -> bool:
    """Draws one alert, with its target where that is its own; whether it is chosen."""
    words, kpi = selection.language, subjects()[row["kpi"]]
    told = alert_words.fact(row, kpi, words)
    if goal:
        told += f" ({words.t('target {goal}', goal=goal)})"
    beside = not on_phone()  # there a label breaks into lines only where it has the whole width
    with st.container(horizontal=beside, gap="small" if beside else None):
        place, width = alert_words.place(row), "content"
        is_chosen = False
        if can_choose:
            key = f"alert-{st.session_state[ROUND]}-{row['alert']}"
            is_chosen = st.checkbox(
                Markdown.bold(place, f" – {told}"),
                key=key,
                width=width if beside else "stretch",
                wrap=True,
            )
        else:
            st.markdown(Markdown.bold(place, f" – {told}"), width=width if beside else "stretch")
        became = escape(_what_became(row["change"], words))
        page, fields = alert_words.way(row)
        to = alert_words.way_title(page, words)
        there = link(page, to, selection, **{**_place(row, selection), **fields})
        st.html(f"<span class='alert-line'>{became} {there}</span>", width="content")
    return is_chosen


def _what_became(change: Change | None, words: Language) -> str:
    """What was done about an alert; "" of a new one."""
    if change is None:
        return ""
    when = formats.day(formats.in_vietnam(change.at).date(), words)
    parts = [alert_words.state(change.state, words), when, change.by, change.note]
    return ", ".join(part for part in parts if part) + " ·"


def _place(row: dict, selection: Selection) -> dict[str, str]:
    """The fields of a link to the same figures."""
    about = {} if row["condition"] in alert_words.OF_GROUPS else {"kpi": row["kpi"]}
    return {
        **about,
        "level": row["level"],
        "period": row["period"],
        "vintage": row["vintage"],
        "area": row["area_code"],
        "district": "",
        "scope": "one",
        "year": year if (year := str(row["target_year"])) in YEARS else selection.year,
    }
