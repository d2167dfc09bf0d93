"""The alerts of the snapshot that is shown, each with the state that people gave it."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from data.ledger.alert_states import Change, State, histories
from data.refusal import RefusedError, without_places
from kpis.alerts import evaluate as kpi_alerts
from kpis.alerts import published
from kpis.alerts.groups import SUBJECTS, Subject
from kpis.catalogue.catalogue import Kpi
from kpis.errors import KpiError
from pages.shell.served import Served, catalogue, store_directory
from pages.text.language import Language
from pages.text.markup import plain


@dataclass(frozen=True)
class Alerts:
    """Alerts with their columns `state` and `change` (the last one, None while new).

    `can_be_changed` is false where the ledger cannot be read.
    """

    rows: pd.DataFrame
    can_be_changed: bool = True


@st.cache_resource(show_spinner=False)
def rule_names() -> dict[str, dict[str, str]]:
    """The name of each rule in both languages, by its id; none where the rules are refused."""
    try:
        rules = kpi_alerts.load(catalogue())
    except KpiError:
        return {}
    return {rule.id: {"vi": rule.name.vi, "en": rule.name.en} for rule in rules}


def rule_name(rule: str, words: Language) -> str:
    """The name of a rule; its id where the rules do not have it any more."""
    return words.pick(rule_names()[rule]) if rule in rule_names() else rule


def subjects() -> dict[str, Kpi | Subject]:
    """What an alert may be about, by the id that stands in its `kpi`: indicators, groups."""
    return {**catalogue(), **SUBJECTS}


def alerts(served: Served, words: Language) -> Alerts | None:
    """The alerts of a snapshot, the worst first; None, with a word why, where it has none."""
    try:
        rows = served.ask(published.alerts)
    except KpiError as error:
        text = words.t("This snapshot holds no alerts. Publish the data again.")
        st.info(
            plain(text + " " + words.t("Detail: {problem}", problem=without_places(str(error))))
        )
        return None
    rows = rows[rows["kpi"].isin(list(subjects()))]
    states, whole = _states()
    last = [states.get(alert, [None])[-1] for alert in rows["alert"]]
    state = [str(change.state) if change else str(State.NEW) for change in last]
    return Alerts(rows.assign(state=state, change=pd.Series(last, rows.index, dtype=object)), whole)


def _states() -> tuple[dict[str, list[Change]], bool]:
    try:
        return histories(store_directory()), True
    except RefusedError:  # said above the page
        return {}, False
