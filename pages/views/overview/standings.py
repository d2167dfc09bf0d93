"""Where every KPI stands: value, change, last months, progress to the targets."""

from dataclasses import dataclass
from html import escape

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from pages.shell.periods import fitting_period, offered
from pages.shell.selection import COMPARED
from pages.shell.served import Served, catalogue
from pages.text.language import Language
from pages.text.results import YEAR, verdict_line
from pages.views.overview.readings import Row, Rows, level_of, rows_of
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
    kind, level = Period.parse(code).kind, level_of(kpi)
    rows = rows_of(served, kpi, kind)
    change, spark = None, list[float | None]()
    if level == "province":
        earlier = compared_with(code, compare)
        if earlier in offered(kind, served):
            now, then = _value(rows, kpi, code), _value(rows, kpi, earlier)
            change = None if now is None or then is None else now - then
        spark = _spark(kpi, code, served)
    return Standing(kpi, level, code, rows[kpi.id, code], change, spark)


def _spark(kpi: Kpi, code: str, served: Served) -> list[float | None]:
    kind, end = "year" if kpi.frequency == "year" else "month", Period.parse(code).last_month
    codes = [c for c in offered(kind, served) if Period.parse(c).first_month <= end]
    rows = rows_of(served, kpi, kind)
    return [_value(rows, kpi, one) for one in codes[:SPARK_MONTHS][::-1]]


def _value(rows: Rows, kpi: Kpi, code: str) -> float | None:
    return rows[kpi.id, code][0]["value"]


def status_tally(served: Served, period: str, language: Language) -> str:
    """One line a target year: the verdict and what became of it where it is over, else statuses."""
    lines = []
    for year in YEARS:
        if year == YEAR and is_due(served, period):
            lines.append(verdict_line(judged_in_province(served, period), language))
            continue
        every = served.once(standings, period, COMPARED[0])
        rows = [row for one in every if one.level == "province" for row in of_year(one.rows, year)]
        if rows:
            told = counted(pd.DataFrame(rows, columns=["target_status", "status"]), language)
            title = escape(language.t("Status against {year}", year=year))
            lines.append(f"<p class='tally'><b>{title}:</b> {told}</p>")
    return "".join(lines)
