"""The rows of the page of targets: one an area, of one target year, with its pace."""

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.widgets.standings import fitting_period, of_year
from pages.widgets.target_columns import PACE

OF_TARGET = (  # of a row of progress; None where nothing is asked
    *("target_year", "target", "target_max", "target_status", "target_source"),
    *("path", "gap", "caveat"),
)


def of_target_year(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """One row an area: that of the year, or one that asks nothing where it has no such target."""
    mine = of_year(rows, year)
    others = rows[~rows["area_code"].isin(mine["area_code"])].drop_duplicates("area_code")
    if others.empty:
        return mine
    blank = others.assign(status="no_target", **dict.fromkeys(OF_TARGET)).astype(rows.dtypes)
    return pd.concat([mine, blank]) if len(mine) else blank


def with_pace(
    rows: pd.DataFrame, kpi: Kpi, code: str, selection: Selection, served: Served
) -> pd.DataFrame:
    """Rows of progress of one level with the pace of each area to its target of the chosen year.

    NaN where it has none: what is needed also where that year is over.
    """
    if rows.empty:
        return rows.assign(**dict.fromkeys(PACE, float("nan")))
    first, year = rows.iloc[0], int(selection.year)
    pace = served.pace(kpi.id, first["level"], code, first["vintage"], year)
    found = pace.set_index("area_code")[list(PACE)].astype("float64")
    return rows.join(found, on="area_code")


def of_all(served: Served, selection: Selection) -> pd.DataFrame:
    """Rows of the province: one an indicator with a target of the chosen year, with name and unit.

    The furthest behind come first. A yearly indicator has the newest year that has ended, and says
    so in its name.
    """
    words, frames = selection.language, []
    for kpi in catalogue().values():
        if "province" not in kpi.levels or selection.year not in [str(g.year) for g in kpi.targets]:
            continue
        code = fitting_period(kpi, selection.period, served)
        rows = of_target_year(served.progress(kpi.id, "province", code), int(selection.year))
        name = words.pick(kpi.name)
        if code != selection.period:
            name += f" ({formats.period(code, words)})"
        rows = with_pace(rows, kpi, code, selection, served)
        frames.append(rows.assign(name=name, unit=str(kpi.unit)))
    return pd.concat(frames, ignore_index=True).sort_values("gap", ignore_index=True)
