"""What the page for leaders reads: where everything stands in the last month, by snapshot."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from kpis.measure import published
from kpis.measure.extent import extent
from kpis.periods import Period, months_later
from kpis.progress import leader
from kpis.progress.due import CONFIRMED, counted, half, latest, on_track
from kpis.progress.leader import Number
from kpis.province import WHOLE
from pages.shell.periods import in_force
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text.chances import is_likely

COMPARED = 12  # months
# Of mart_status what is read of the units below the whole, of which there may be thousands.
OF_UNITS = (
    *("kpi", "level", "vintage", "area_code", "area_name", "period", "value", "comparability"),
    *("target_year", "target_status", "path", "gap", "status"),
)


@st.cache_resource(show_spinner=False)
def numbers() -> list[Number]:
    """The numbers that the page shows, loaded once; CatalogueError where the file is wrong."""
    return leader.numbers(catalogue(), leader.CHOICE)


def _standing(con, level: str, back: bool) -> pd.DataFrame:
    last = extent(con).last_month
    known = published.status_periods(con, level, CONFIRMED)
    month = max(_first_month(known), months_later(last, -COMPARED)) if back else last
    chosen = latest(known[known["is_aimed"]], month)
    periods = dict(zip(chosen["kpi"], chosen["period"], strict=True))
    columns = ("*",) if level == WHOLE else OF_UNITS
    return counted(published.statuses_of(con, level, periods, CONFIRMED, columns), last)


def as_of_last_month(served: Served, selection: Selection) -> Selection:
    """The selection at the last month of the data and the units then in force, of all communes."""
    month = served.fact("last_month")[:7]
    vintage = in_force(Period.parse(month), served)
    return replace(
        selection, period=month, vintage=vintage, level="commune", district="", area="", topic=""
    )


def standing(served: Served, level: str, back: bool = False) -> pd.DataFrame:
    """Of each indicator and area of a level the row of mart_status of the target that counts.

    In its last period; with `back` in that of a year ago, or of the first month that is kept. Of
    units below the whole the columns of OF_UNITS.
    """
    return served.once(_known, level, back)


def _known(served: Served, level: str, back: bool) -> pd.DataFrame:
    return _still_defined(served.ask(_standing, level, back))


def communes(served: Served, back: bool = False) -> pd.DataFrame:
    """`kpis.progress.due.on_track` of the communes."""
    return served.once(_communes, back)


def _communes(served: Served, back: bool) -> pd.DataFrame:
    return on_track(standing(served, "commune", back))


def chances(served: Served, year: int) -> pd.DataFrame:
    """The probability that the province meets each target of a year, as in mart_chance."""
    return _still_defined(served.published("chances", level=WHOLE, year=year))


def likely_communes(served: Served, year: int) -> pd.DataFrame:
    """`kpis.progress.due.half` of the communes: of their confirmed targets of a year the likely."""
    law = _still_defined(
        served.published("chances_of_targets", level="commune", year=year, target_status=CONFIRMED)
    )
    return half(law["area_code"], law["probability"].notna(), law["probability"].map(is_likely))


def _still_defined(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without those of indicators that the catalogue had when they were computed."""
    return rows[rows["kpi"].isin(list(catalogue()))]


def _first_month(rows: pd.DataFrame) -> date:
    months = [Period.parse(code) for code in rows["period"].unique()]
    return min(one.first_month for one in months if one.kind == "month")
