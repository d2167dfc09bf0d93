"""Forecasts as pages read them: what the publish stored, one row a unit or an indicator."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.forecast.history import LEAST_MONTHS
from kpis.measure import published
from kpis.measure.extent import Extent
from kpis.periods import months_later
from kpis.province import WHOLE
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import plain

UNTIL = 2030
KEYS = ["kpi", "level", "area_code"]
NOW = ["area_name", "period", "value", "comparability", "missing_reason"]
THEN = ["value", "low_80", "high_80", "low_95", "high_95"]


@dataclass(frozen=True)
class Due:
    """The December for which is forecast, and in which a target is due."""

    year: int

    @property
    def month(self) -> str:
        """Its code, 2030-12."""
        return f"{self.year}-12"


def why_none(served: Served, table: str = "mart_status") -> str:
    """Why a snapshot has no forecasts, or has no such table; "" where it has."""
    return served.ask(published.problem, table) or ""


def years(served: Served, kpi: str | None, level: str) -> list[int]:
    """The years to come with a target of any unit of the level, and the end of all forecasts."""
    found = served.published("chances", level=level)
    mine = found if kpi is None else found[found["kpi"] == kpi]
    return sorted({*map(int, mine["year"]), UNTIL})


def units(served: Served, kpi: Kpi, level: str, due: Due) -> pd.DataFrame:
    """All units of a level with one indicator: where they stand, and what is expected of them.

    Columns: of mart_outlook; area_name, period and value of the last reading; forecast, low_80,
    high_80, low_95, high_95 at the end of the year; target, target_max, target_status and
    probability of that year (missing without a target); ahead (months until then).
    """
    rows = everything(served, level, due)
    return rows[rows["kpi"] == kpi.id].reset_index(drop=True)


def everything(served: Served, level: str, due: Due) -> pd.DataFrame:
    """All indicators of a level in all its units, with the columns of `units`."""
    return served.once(_joined, level, due)


def months(served: Served, kpi: Kpi, level: str, area: str) -> pd.DataFrame:
    """The forecasts of one unit, month by month to the end of 2030, as mart_forecast."""
    return served.published("forecasts", kpi=kpi.id, level=level, area=area)


def targets(served: Served, kpi: Kpi, level: str, area: str) -> pd.DataFrame:
    """The last row of mart_status of one unit for each of its targets, in the order of years."""
    rows = served.published("last_statuses", level=level)
    rows = rows[rows["kpi"].eq(kpi.id) & rows["area_code"].eq(area) & rows["target_year"].notna()]
    return rows.sort_values("target_year")


def _joined(served: Served, level: str, due: Due) -> pd.DataFrame:
    statuses = served.published("last_statuses", level=level)
    chances = served.published("chances", level=level, year=due.year)
    then = served.published("forecasts_at", period=due.month, level=level)
    now = statuses.drop_duplicates(KEYS)[[*KEYS, *NOW]]
    law = statuses[statuses["target_year"].eq(due.year).fillna(False)]
    law = law[[*KEYS, "target_status"]]
    ahead = then[[*KEYS, *THEN]].rename(columns={"value": "forecast"})
    aims = chances[[*KEYS, "target", "target_max", "probability"]]
    rows = served.published("outlooks", level=level)
    for more in (now, ahead, aims, law):
        rows = rows.merge(more, on=KEYS, how="left")
    last = served.extent().last_month
    return rows.assign(ahead=(due.year - last.year) * 12 + 12 - last.month)


def can_forecast(served: Served, language: Language, table: str = "mart_status") -> bool:
    """Whether the snapshot has what a publish computes; draws why not, and what to do."""
    t, why = language.t, why_none(served, table)
    if not why:
        if len(served.published("outlooks", level=WHOLE)):
            return True
        text = t("The data reach beyond 2030: there is nothing left to forecast.")
    else:
        text = t(
            "This snapshot has no forecasts yet. Publish the data again, on the page “Load data” or"
            " with: python -m data.publish EXPORTS_DIR. Reason recorded: {why}.",
            why=why,
        )
    st.info(plain(text), icon=":material/info:")
    return False


def say_if_early(served: Served, language: Language) -> None:
    """Says where the data are too young for any forecast, and with which month the first comes."""
    if text := too_early(served.extent(), language):
        st.info(plain(text), icon=":material/info:")


def too_early(reach: Extent, language: Language) -> str:
    """That the data are too young for any forecast, and with which month the first one comes."""
    first = months_later(reach.first_month, LEAST_MONTHS - 1)
    if reach.last_month >= first:
        return ""
    return language.t(
        "Forecasts need {n} months of data. Those here begin in {first}: the first forecasts come"
        " with the data of {month}.",
        n=LEAST_MONTHS,
        first=formats.month(reach.first_month, language),
        month=formats.month(first, language),
    )


def on_units_in_force(served: Served, selection: Selection) -> Selection:
    """The selection on the units that are forecast; says so where others were asked for."""
    vintage = str(served.published("outlooks", level=WHOLE)["vintage"].iloc[0])
    if selection.vintage == vintage:
        return replace(selection, district="", topic="")
    text = selection.language.t(
        "Forecasts are made for the units in force ({vintage}) only; those of {asked} were asked"
        " for.",
        vintage=vintage,
        asked=selection.vintage,
    )
    st.info(plain(text), icon=":material/info:")
    kept = selection.area in set(served.units(selection.level, vintage)["code"])
    area = selection.area if kept else ""
    return replace(selection, vintage=vintage, area=area, district="", topic="")
