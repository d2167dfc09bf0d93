"""Which alerts a reader sees: rule, indicator, level, district, state; fields of the link."""

import pandas as pd
import streamlit as st

from geo.units.spelling import by_name, letters
from kpis.province import PART
from pages.shell import url
from pages.shell.selection import LEVELS, Selection
from pages.shell.served import Served
from pages.shell.url import dropdown, more_choices, picked
from pages.text import alerts
from pages.text import words as words_of
from pages.text.language import Language
from pages.widgets.alerts import rule_name, subjects

PICKED = ("alert_rule", "alert_kpi", "alert_level", "alert_district", "alert_state")
FIRST = ("alert_kpi", "alert_state")  # beside the search; the others are chosen less often
WIDTHS = dict(zip(PICKED, (280, 280, 150, 210, 170), strict=True))  # pixels
FIND = "alert_find"  # words of a place or an indicator
FIELDS = (*PICKED, FIND)
LONGEST = 100  # letters that are looked for
OPEN, ALL = "", "all"  # neither handled; whatever the state
STATES = (OPEN, "new", "seen", "handled", ALL)

Wishes = dict[str, str]


def remember_link() -> Wishes:
    """What the link asks for, kept before the selection, which does not know these fields."""
    return url.remember_link(*FIELDS)


def pick_alerts(
    rows: pd.DataFrame, wishes: Wishes, served: Served, selection: Selection
) -> pd.DataFrame:
    """Draws the pickers; returns the alerts that are wanted. What no alert has is no wish."""
    t = selection.language.t
    choices = _choices(rows, served, selection)
    labels = {
        "alert_rule": t("Rule"),
        "alert_kpi": t("Indicator"),
        "alert_level": t("Level"),
        "alert_district": words_of.level(PART, _vintage(rows), selection.language),
        "alert_state": t("State"),
    }
    chosen = {FIND: wishes[FIND], **{f: wishes[f] * (wishes[f] in choices[f]) for f in PICKED}}
    st.session_state[f"pick_{FIND}"] = wishes[FIND]
    st.text_input(
        t("Find a place or an indicator"),
        key=f"pick_{FIND}",
        on_change=picked,
        args=(FIND,),
        max_chars=LONGEST,
        width=230,
    )
    for field in FIRST:
        _pick(field, labels[field], choices[field], chosen[field])
    others = [field for field in PICKED if field not in FIRST]
    with more_choices(t("More choices"), [choices[f][chosen[f]] for f in others if chosen[f]]):
        for field in others:
            _pick(field, labels[field], choices[field], chosen[field])
    return wanted(rows, chosen, selection.language)


def _pick(field: str, label: str, names: Wishes, chosen: str) -> None:
    dropdown(field, label, list(names), chosen, names.__getitem__, width=WIDTHS[field])


def wanted(rows: pd.DataFrame, chosen: Wishes, words: Language) -> pd.DataFrame:
    """The alerts that have what was chosen; a district has its communes with it.

    What is to be found needs no accents, and may stand in the names of unit, indicator and rule.
    """
    if sought := letters(chosen[FIND]).split():
        texts = [letters(_named(row, words)) for row in rows.to_dict("records")]
        rows = rows[[all(word in text for word in sought) for text in texts]]
    for field in ("alert_rule", "alert_kpi", "alert_level"):
        if chosen[field]:
            rows = rows[rows[field.removeprefix("alert_")] == chosen[field]]
    if district := chosen["alert_district"]:
        inside = (rows["level"] == "commune") & (rows["parent_code"] == district)
        itself = (rows["level"] == PART) & (rows["area_code"] == district)
        rows = rows[inside | itself]
    if chosen["alert_state"] == OPEN:
        return rows[rows["state"] != "handled"]
    return rows if chosen["alert_state"] == ALL else rows[rows["state"] == chosen["alert_state"]]


def _named(alert: dict, words: Language) -> str:
    subject = subjects()[alert["kpi"]]
    told = f"{words.pick(subject.name)} {alerts.heading(alert, subject, words)}"
    return f"{alerts.place(alert)} {told} {rule_name(alert['rule'], words)}"


def _choices(rows: pd.DataFrame, served: Served, selection: Selection) -> dict[str, Wishes]:
    """Field → its values, each with its name; those that some alert has, and those of the link."""
    words, t, vintage = selection.language, selection.language.t, _vintage(rows)
    about = [one for one in subjects().values() if one.id in set(rows["kpi"])]
    levels = [level for level in LEVELS if level in set(rows["level"])]
    return {
        "alert_rule": {
            "": t("All rules"),
            **{rule: rule_name(rule, words) for rule in dict.fromkeys(rows["rule"])},
        },
        "alert_kpi": {
            "": t("All indicators"),
            **{one.id: words.pick(one.name) for one in about},
        },
        "alert_level": {
            "": t("All levels"),
            **{level: words_of.level(level, vintage, words) for level in levels},
        },
        "alert_district": {
            "": t("Whole province"),
            **by_name(served.names(PART, vintage)),
        },
        "alert_state": {
            OPEN: t("Not handled yet"),
            **{code: alerts.state(code, words) for code in STATES[1:-1]},
            ALL: t("All states"),
        },
    }


def _vintage(rows: pd.DataFrame) -> str:
    return str(rows["vintage"].iloc[0]) if len(rows) else ""
