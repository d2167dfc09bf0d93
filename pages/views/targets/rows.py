"""The rows of the page of targets: one an area, of one target year, with its pace."""

import pandas as pd

from kpis.catalogue.catalogue import Kpi
from pages.shell.periods import fitting_period
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.results import YEAR
from pages.widgets.standings import of_year
from pages.widgets.target_columns import OUTLOOK, PACE
from pages.widgets.verdicts import is_due, judged

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

    And what is forecast for it, as `kpis.progress.momentum.with_outlook`.
    NaN where it has none: what is needed also where that year is over.
    """
    if rows.empty:
        return rows.assign(**dict.fromkeys(PACE, float("nan")), **dict.fromkeys(OUTLOOK))
    first, year = rows.iloc[0], int(selection.year)
    pace = served.momentum(kpi.id, first["level"], code, first["vintage"], year)
    found = pace.set_index("area_code")[[*PACE, *OUTLOOK]]
    found[list(PACE)] = found[list(PACE)].astype("float64")
    return rows.join(found, on="area_code")


def with_verdict(
    rows: pd.DataFrame, kpi: Kpi, selection: Selection, served: Served
) -> pd.DataFrame:
    """Rows of progress with `verdict` and `since`; None where the chosen year is not over in them.

    The counts of the page are those of `pages.widgets.verdicts.judged`, which gives both.
    """
    is_asked = selection.year == str(YEAR) and is_due(served, selection.period)
    if rows.empty or not is_asked or rows["target_year"].isna().all():
        return rows.assign(verdict=None, since=None)
    first = rows.iloc[0]
    found = judged(served, kpi.id, first["level"], first["period"], first["vintage"])
    return rows.join(found.set_index("area_code")[["verdict", "since"]], on="area_code")


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
        rows = with_verdict(rows, kpi, selection, served)
        frames.append(rows.assign(name=name, unit=str(kpi.unit)))
    return pd.concat(frames, ignore_index=True).sort_values("gap", ignore_index=True)
