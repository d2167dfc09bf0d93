"""Where every KPI stands: value, change, last months, progress to the targets."""

from dataclasses import dataclass
from html import escape

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from pages.figures import palette
from pages.shell.periods import fitting_period, offered
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text.language import Language
from pages.text.markup import UNCONFIRMED, badge
from pages.text.results import YEAR, verdict_line

SPARK_MONTHS = 24


@dataclass(frozen=True)
class Standing:
    """One KPI at the province; without a province level only `progress` (of all units) speaks."""

    kpi: Kpi
    level: str
    period: str
    progress: pd.DataFrame  # one row an area and target year
    change: float | None
    spark: list[float | None]


def standings(served: Served, selection: Selection) -> list[Standing]:
    """All KPIs in the order of the catalogue."""
    return [_standing(kpi, served, selection) for kpi in catalogue().values()]


def of_year(progress: pd.DataFrame, year: int) -> pd.DataFrame:
    """The rows of progress that speak of one target year; a row without any target has none."""
    return progress[progress["target_year"].eq(year).fillna(False)]


def compared_with(code: str, selection: Selection) -> str:
    """The code of the period that a change is measured against."""
    period = Period.parse(code)
    earlier = period.same_last_year() if selection.compare == "year" else period.previous()
    return earlier.code


def change_of(served: Served, kpi: Kpi, code: str, selection: Selection) -> pd.Series:
    """The change of each province value since the compared period, by area code; may be empty."""
    earlier = compared_with(code, selection)
    if "province" not in kpi.levels or earlier not in offered(Period.parse(code).kind, served):
        return pd.Series(dtype=float)
    pair = served.measure(kpi.id, "province", [earlier, code])
    wide = pair.pivot_table(index="area_code", columns="period", values="value", dropna=False)
    return wide[code] - wide[earlier] if {earlier, code} <= set(wide.columns) else pd.Series()


def _standing(kpi: Kpi, served: Served, selection: Selection) -> Standing:
    code = fitting_period(kpi, selection.period, served)
    level = "province" if "province" in kpi.levels else kpi.levels[-1]
    change = change_of(served, kpi, code, selection).dropna()
    return Standing(
        kpi=kpi,
        level=level,
        period=code,
        progress=served.progress(kpi.id, level, code),
        change=float(change.iloc[0]) if len(change) else None,
        spark=_spark(kpi, level, code, served),
    )


def _spark(kpi: Kpi, level: str, code: str, served: Served) -> list[float | None]:
    if level != "province":
        return []
    kind, end = "year" if kpi.frequency == "year" else "month", Period.parse(code).last_month
    codes = [c for c in offered(kind, served) if Period.parse(c).first_month <= end]
    series = served.measure(kpi.id, level, codes[:SPARK_MONTHS][::-1])
    return [None if pd.isna(v) else float(v) for v in series["value"]]


def status_tally(
    standings: list[Standing], judged: pd.DataFrame | None, selection: Selection
) -> str:
    """One line a target year: of one that is over the verdict and what became of it, else statuses.

    `judged`: rows of `pages.widgets.verdicts.judged_in_province`; None where the year of the
    verdict is not over in the period that is shown.
    """
    words, lines = selection.language, []
    for year in YEARS:
        if year == YEAR and judged is not None:
            lines.append(verdict_line(judged, words))
            continue
        parts = [of_year(s.progress, year) for s in standings if s.level == "province"]
        rows = pd.concat([part for part in parts if len(part)] or parts[:1])
        if len(rows):
            title = escape(words.t("Status against {year}", year=year))
            lines.append(f"<p class='tally'><b>{title}:</b> {counted(rows, words)}</p>")
    return "".join(lines)


def counted(rows: pd.DataFrame, language: Language) -> str:
    """The number of rows of progress in each status; apart, those whose target is no law."""
    is_law = ~rows["target_status"].isin(UNCONFIRMED)
    law = _badges(rows[is_law], "", language)
    others = _badges(rows[~is_law], UNCONFIRMED[0], language)
    if not others:
        return law
    note = escape(language.t("target unconfirmed or proposed:"))
    return f"{law} <span class='apart'><span class='note'>{note}</span> {others}</span>"


def _badges(rows: pd.DataFrame, target_status: str, language: Language) -> str:
    counts = rows["status"].value_counts()
    return " ".join(
        f"<span class='count'><b>{counts[status]}</b>&nbsp;"
        f"{badge(status, language, target_status)}</span>"
        for status in palette.STATUS
        if status in counts
    )


YEARS = (YEAR, 2030)
