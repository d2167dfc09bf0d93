"""Where every KPI stands: value, change, last months, progress to the targets."""

from dataclasses import dataclass
from html import escape

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from kpis.progress.results import since
from kpis.province import WHOLE
from pages.shell.periods import fitting_period, offered
from pages.shell.selection import COMPARED, usual_level
from pages.shell.served import Served, catalogue
from pages.text.language import Language
from pages.text.results import YEAR, verdict_line
from pages.widgets.readings import Row, rows_of, value_of, values_of
from pages.widgets.standings import YEARS, counted
from pages.widgets.verdicts import is_due, judged_in_province

SPARK_MONTHS = 24


@dataclass(frozen=True)
class Standing:
    """One KPI at the province; without a province level only `rows` (of all units) speak."""

    kpi: Kpi
    level: str
    period: str
    rows: list[Row]  # one an area and target year
    change: float | None
    spark: list[float | None]


def standings(served: Served, period: str, compare: str) -> list[Standing]:
    """All KPIs in the order of the catalogue, against the period compared: see `compared_with`."""
    return [_standing(kpi, served, period, compare) for kpi in catalogue().values()]


def of_year(rows: list[Row], year: int) -> list[Row]:
    """The rows that speak of one target year; a row without any target has none."""
    return [row for row in rows if row["target_year"] == year]


def compared_with(code: str, compare: str) -> str:
    """The code of the period that a change is measured against: of a year ago, or the previous."""
    period = Period.parse(code)
    return (period.same_last_year() if compare == "year" else period.previous()).code


def _standing(kpi: Kpi, served: Served, period: str, compare: str) -> Standing:
    code = fitting_period(kpi, period, served)
    if WHOLE not in kpi.levels:
        level = usual_level(kpi.levels)
        rows = served.progress(kpi.id, level, code).astype(object)
        plain = rows.where(rows.notna(), None).to_dict("records")
        return Standing(kpi, level, code, plain, change=None, spark=[])
    earlier, change = compared_with(code, compare), None
    if earlier in offered(Period.parse(code).kind, served):
        now, then = value_of(served, kpi, code), value_of(served, kpi, earlier)
        change = None if now is None or then is None else now - then
    rows = rows_of(served, kpi, code)
    return Standing(kpi, WHOLE, code, rows, change, _spark(kpi, code, served))


def _spark(kpi: Kpi, code: str, served: Served) -> list[float | None]:
    kind, end = "year" if kpi.frequency == "year" else "month", Period.parse(code).last_month
    codes = [c for c in offered(kind, served) if Period.parse(c).first_month <= end]
    values = values_of(served, kpi, kind)
    return [values[kpi.id, one] for one in codes[:SPARK_MONTHS][::-1]]


def verdicts(served: Served, period: str) -> dict[str, Row]:
    """By KPI of the province the row of `pages.widgets.verdicts.judged`, and what became of it.

    That is asked of another period than the last one: verdict and target stay.
    """
    found = {}
    for row in judged_in_province(served).to_dict("records"):
        kpi = catalogue()[row["kpi"]]
        value = value_of(served, kpi, fitting_period(kpi, period, served))
        row["value_now"] = float("nan") if value is None else value
        found[kpi.id] = {**row, "since": str(since(kpi, row, YEAR))}
    return found


def status_tally(served: Served, period: str, language: Language) -> str:
    """One line a target year: the verdict and what became of it where it is over, else statuses."""
    lines = []
    for year in YEARS:
        if year == YEAR and is_due(served, period):
            rows = pd.DataFrame(served.once(verdicts, period).values())
            lines.append(verdict_line(rows, language))
            continue
        every = served.once(standings, period, COMPARED[0])
        rows = [row for one in every if one.level == WHOLE for row in of_year(one.rows, year)]
        if rows:
            told = counted(pd.DataFrame(rows, columns=["target_status", "status"]), language)
            title = escape(language.t("Status against {year}", year=year))
            lines.append(f"<p class='tally'><b>{title}:</b> {told}</p>")
    return "".join(lines)
