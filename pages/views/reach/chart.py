"""The chart of a scenario: what was, all as observed, with the choice, another one, the path."""

from collections.abc import Sequence
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from data.ledger.scenarios import Scenario, scenarios
from data.refusal import RefusedError
from kpis.catalogue.catalogue import Kpi
from kpis.errors import KpiError
from kpis.periods import Period, months_later
from kpis.province import WHOLE
from kpis.whatif.aims import Aim
from kpis.whatif.course import Others
from kpis.whatif.scenario import Choice, Outcome, outcome
from pages.figures.courses import Band, Course, Mark, courses
from pages.shell.periods import offered
from pages.shell.selection import Selection
from pages.shell.served import Served, store_directory
from pages.shell.url import on_phone
from pages.text import formats
from pages.text import words as words_of
from pages.text.markup import UNCONFIRMED
from pages.widgets.aims import path_of, situation_of
from pages.widgets.forecasts import why_none

PAST = 24  # months before the end of the data


def chart(
    served: Served,
    found: Outcome,
    aims: list[Aim],
    kpi: Kpi,
    aim: Aim,
    beside: str,
    selection: Selection,
) -> None:
    """Draws it; `beside` names a saved scenario of the same indicator that is laid over it.

    The forecast of the province lies beside the straight lines, which no reader may take for one.
    """
    t = selection.language.t
    past = _past(served, found, kpi, selection)
    ahead = province_months(served, kpi)
    due = found.months.index(date(aim.year, 12, 1))
    start = float(found.observed[0])
    needed = [start + (aim.value - start) * step / due for step in range(due + 1)]
    lines = [
        *past,
        *_forecast(ahead, found, kpi, selection),
        _line(t("Needed, in a straight line"), "needed", found.months[: due + 1], needed, kpi),
        _line(t("All as in the last 12 months"), "observed", found.months, found.observed, kpi),
        *_beside(served, beside, aims, kpi),
    ]
    if len(found.chosen):
        chosen = _line(t("With the choice"), "chosen", found.months, found.course, kpi)
        lines.append(chosen)
    path = path_of(served, kpi.id, found.months)
    if any(value is not None for value in path):
        lines.append(_line(t("Path to the targets"), "path", found.months, path, kpi))
    lines = [_worded(line, kpi, selection) for line in lines]
    marks = [_mark(aim, kpi, selection) for aim in aims if aim.status is not None]
    sign = "%" if kpi.unit == "percent" else ""
    st.plotly_chart(
        courses(
            lines,
            marks,
            t("Target"),
            sign,
            560 if on_phone() else 480,
            _band(ahead, found, selection),
        ),
        theme=None,
        config={"displayModeBar": False},
        key="reach-chart",
        alt=t("Chart: the way of the province to its target. The figures above it say the same."),
    )


def province_months(served: Served, kpi: Kpi) -> pd.DataFrame:
    """The forecast of the province month by month, as mart_forecast; empty without one."""
    if why_none(served) or WHOLE not in kpi.levels:
        return pd.DataFrame(columns=["period", "value", "low_80", "high_80"])
    return served.published("forecasts", kpi=kpi.id, level=WHOLE)


def _forecast(ahead: pd.DataFrame, found: Outcome, kpi: Kpi, selection: Selection) -> list[Course]:
    """The median of the forecast, from the present month on."""
    if ahead.empty:
        return []
    months = [found.months[0], *(Period.parse(code).first_month for code in ahead["period"])]
    values = [float(found.observed[0]), *ahead["value"].tolist()]
    return [_line(selection.language.t("Forecast"), "forecast", months, values, kpi)]


def _band(ahead: pd.DataFrame, found: Outcome, selection: Selection) -> Band | None:
    if ahead.empty:
        return None
    now = float(found.observed[0])
    months = [found.months[0], *(Period.parse(code).first_month for code in ahead["period"])]
    low, high = [now, *ahead["low_80"].tolist()], [now, *ahead["high_80"].tolist()]
    return Band(selection.language.t("80% of outcomes"), months, low, high)


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
    if WHOLE not in kpi.levels:
        return []
    first = months_later(found.months[0], -PAST)
    codes = [c for c in offered("month", served)[::-1] if Period.parse(c).first_month >= first]
    rows = served.measure(kpi.id, WHOLE, codes)
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
