"""The chart of a scenario: what was, all as observed, with the choice, another one, the path."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from data.ledger.scenarios import Scenario, scenarios
from data.refusal import RefusedError
from kpis.catalogue.catalogue import Kpi
from kpis.errors import KpiError
from kpis.periods import Period, months_later
from kpis.whatif.aims import Aim
from kpis.whatif.course import Others
from kpis.whatif.scenario import Choice, Outcome, outcome
from pages.figures.courses import Course, Mark, courses
from pages.shell.periods import offered
from pages.shell.selection import Selection
from pages.shell.served import Served, store_directory
from pages.shell.url import on_phone
from pages.text import formats
from pages.text import words as words_of
from pages.text.markup import UNCONFIRMED
from pages.widgets.aims import path_of, situation_of

PAST = 24  # months before the end of the data


def chart(
    served: Served,
    found: Outcome,
    aims: list[Aim],
    kpi: Kpi,
    beside: str,
    selection: Selection,
) -> None:
    """Draws it; `beside` names a saved scenario of the same indicator that is laid over it."""
    t = selection.language.t
    lines = [
        *_past(served, found, kpi, selection),
        _line(t("All as in the last 12 months"), "observed", found.months, found.observed, kpi),
        _line(t("With the choice"), "chosen", found.months, found.course, kpi),
        *_beside(served, beside, aims, kpi),
    ]
    path = path_of(served, kpi.id, found.months)
    if any(value is not None for value in path):
        lines.append(_line(t("Path to the targets"), "path", found.months, path, kpi))
    lines = [_worded(line, kpi, selection) for line in lines]
    marks = [_mark(aim, kpi, selection) for aim in aims if aim.status is not None]
    sign = "%" if kpi.unit == "percent" else ""
    st.plotly_chart(
        courses(lines, marks, t("Target"), sign, 380 if on_phone() else 440),
        theme=None,
        config={"displayModeBar": False},
        key="reach-chart",
    )


def _mark(aim: Aim, kpi: Kpi, selection: Selection) -> Mark:
    """A target; one that no published source confirms says so."""
    words = selection.language
    text = formats.target_amount(aim.value, kpi.unit, words)
    is_confirmed = str(aim.status) not in UNCONFIRMED
    if not is_confirmed:
        text += f" · {words_of.confirmation(str(aim.status), words)}"
    return Mark(date(aim.year, 12, 1), aim.value, text, is_confirmed)


def _line(
    name: str, kind: str, months: Sequence[date], values: Sequence[float | None], kpi: Kpi
) -> Course:
    return Course(name, kind, months, list(values), [])


def _worded(line: Course, kpi: Kpi, selection: Selection) -> Course:
    texts = [
        f"{line.name}: {formats.value(value, kpi.unit, selection.language)}"
        for value in line.values
    ]
    return Course(line.name, line.kind, line.months, line.values, texts)


def _past(served: Served, found: Outcome, kpi: Kpi, selection: Selection) -> list[Course]:
    """The last months of the province, where the indicator is measured for it."""
    if "province" not in kpi.levels:
        return []
    first = months_later(found.months[0], -PAST)
    codes = [c for c in offered("month", served)[::-1] if Period.parse(c).first_month >= first]
    rows = served.measure(kpi.id, "province", codes)
    months = [Period.parse(code).first_month for code in rows["period"]]
    values = [None if value != value else value for value in rows["value"].tolist()]
    return [_line(selection.language.t("Until now"), "past", months, values, kpi)]


def _beside(served: Served, name: str, aims: list[Aim], kpi: Kpi) -> list[Course]:
    try:
        kept = scenarios(store_directory()).get(name)
    except RefusedError:  # said above the page
        return []
    if kept is None or kept.kpi != kpi.id:
        return []
    try:
        other = recomputed(served, kept, aims, kpi)
    except KpiError:
        return []
    # the chart reads HTML, which a name may hold
    return [_line(escape(name), "other", other.months, list(other.course), kpi)]


def recomputed(served: Served, kept: Scenario, aims: list[Aim], kpi: Kpi) -> Outcome:
    """What becomes of a saved scenario on the data on screen."""
    choice = Choice(kept.units, kept.pace, Others(kept.others))
    aim = next((one for one in aims if one.year == kept.year), aims[-1])
    now = situation_of(served, kpi.id, kept.level)
    return outcome(now, kpi, choice, aim.value, aim.year, aims[-1].year)
