"""What became of decisions: what their offices said, and what the figures did since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from data.ledger.meetings.agenda import Meeting
from data.ledger.meetings.decisions import Decision
from kpis.errors import KpiError
from kpis.periods import Period
from kpis.province import WHOLE
from pages.shell.periods import fitting_period, offered
from pages.shell.selection import Selection, link
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text import words as words_of
from pages.text.language import Language
from pages.text.markup import table
from pages.text.meetings.sentences import joined

MOST = 3  # units that are named


@dataclass(frozen=True)
class Outcome:
    """The value of the units of a decision when it was taken and now; None where there is none."""

    before: float | None
    now: float | None
    newest: str  # the code of the period of `now`


def of_earlier(
    meeting: Meeting, every: Sequence[Meeting], found: Sequence[Decision]
) -> list[Decision]:
    """The decisions of the meetings that were held before one."""
    earlier = {one.id for one in every if (one.held_on, one.id) < (meeting.held_on, meeting.id)}
    return [one for one in found if one.meeting in earlier]


def outcome(served: Served, decision: Decision) -> Outcome | None:
    """What the figures did since; None of a decision about no indicator that is still known."""
    kpi = catalogue().get(decision.kpi)
    if kpi is None or not decision.period:
        return None
    try:
        kind = Period.parse(decision.period).kind
        newest = fitting_period(kpi, offered(kind, served)[0], served)
        before, now = (_value(served, decision, code) for code in (decision.period, newest))
    except KpiError:  # a period or units that these data do not hold
        return None
    return Outcome(before, now, newest)


def outcomes_table(
    served: Served, found: Sequence[Decision], selection: Selection, today: date
) -> None:
    """Draws decisions in a table: what, who, by when, and value then, now and expected."""
    t = selection.language.t
    titles = [
        *(t("Decision"), t("Office"), t("By when"), t("State"), t("About")),
        *(t("When decided"), t("Now"), t("Value that is expected")),
    ]
    kinds = {0: "name", 5: "num", 6: "num", 7: "num"}
    lines = [_line(served, one, selection, today) for one in found]
    st.html(table(titles, lines, kinds=kinds, labels=titles))


def state_name(decision: Decision, words: Language, today: date) -> str:
    """The state of a decision in words; one that should have been done is overdue."""
    return words_of.decision(decision.state, decision.is_overdue(today), words)


def about(served: Served, decision: Decision, words: Language) -> str:
    """Indicator and units of a decision in words; "" where it is about none."""
    kpi = catalogue().get(decision.kpi)
    if kpi is None:
        return decision.kpi
    names = served.names(decision.level, decision.vintage) if decision.units else {}
    units = [names.get(code, code) for code in decision.units]
    if not units:
        where = words_of.level(WHOLE, decision.vintage, words)
    elif len(units) > MOST:
        where = words.plural("{n} unit", "{n} units", len(units), n=len(units))
    else:
        where = joined(units, words)
    return f"{words.pick(kpi.name)}: {where}"


def _line(served: Served, one: Decision, selection: Selection, today: date) -> list[str]:
    words = selection.language
    due = formats.iso_day(one.due, words) if one.due else ""
    found, kpi = outcome(served, one), catalogue().get(one.kpi)
    values = [""] * 3
    if kpi is not None and found is not None:
        amounts = (found.before, found.now, one.expected)
        values = [formats.value(amount, kpi.unit, words) for amount in amounts]
        fields = {"kpi": one.kpi, "level": one.level, "period": found.newest, "area": ""}
        values[1] = link("map", values[1], selection, **fields)
    state = escape(state_name(one, words, today))
    if one.report:
        state += f"<br><small>{escape(one.report)}</small>"
    told = escape(one.text).replace("\n", "<br>")
    cells = [told, escape(one.owner), due, state, escape(about(served, one, words))]
    return [*cells, *values]


def _value(served: Served, decision: Decision, code: str) -> float | None:
    """The ratio of the sums over the units of a decision; over the whole province for none."""
    kpi = catalogue()[decision.kpi]
    level = decision.level if decision.units else WHOLE
    vintage = decision.vintage if decision.units else None
    rows = served.measure(kpi.id, level, [code], vintage)
    if decision.units:
        rows = rows[rows["area_code"].isin(decision.units)]
    known = rows.dropna(subset=["numerator", "denominator"])
    bottom = float(known["denominator"].sum())
    return float(kpi.unit.scale * known["numerator"].sum() / bottom) if bottom else None
