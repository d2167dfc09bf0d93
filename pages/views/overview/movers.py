"""What changed most: the communes whose shares moved furthest since the compared period."""

from html import escape

import numpy as np
import pandas as pd

from kpis.periods import Period
from pages.shell.periods import in_force, offered
from pages.shell.selection import Selection, link
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.markup import table
from pages.views.overview.standings import compared_with
from pages.widgets.explained import explained
from pages.widgets.readings import shares_of

LEAST = 50  # a share of fewer people or dossiers swings too much to be news


def moves_tables(served: Served, selection: Selection) -> tuple[str, str] | None:
    """The HTML tables of the rises and of the falls; None where nothing can be compared."""
    every = moves(served, selection.period, selection.compare)
    if every.empty:
        return None
    rises, falls = (_table(rows, selection) for rows in top_moves(every))
    return rises, falls


def moves(served: Served, code: str, compare: str) -> pd.DataFrame:
    """Every commune and percent KPI with both periods: before, now, change (in points).

    Also kpi, vintage, level, area_code, area_name; empty where there is no earlier period.
    """
    period, earlier = Period.parse(code), compared_with(code, compare)
    if earlier not in offered(period.kind, served):
        return pd.DataFrame()
    vintage = in_force(period, served)
    shares = shares_of(served, (earlier, code), vintage)
    known = np.where(shares.denominator >= LEAST, shares.value, np.nan)
    before, now = known[:, 0].ravel(), known[:, 1].ravel()
    names = served.names("commune", vintage)
    places = np.tile(np.arange(len(shares.areas)), len(shares.kpis))
    found = pd.DataFrame(
        {
            "kpi": np.repeat(shares.kpis, len(shares.areas)),
            "vintage": vintage,
            "level": "commune",
            "area_code": np.array(shares.areas)[places],
            "area_name": np.array([names[code] for code in shares.areas])[places],
            "before": before,
            "now": now,
            "change": now - before,
        }
    )
    return served.named(found.dropna(subset="change"))


def top_moves(every: pd.DataFrame, count: int = 5) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The largest rises and the largest falls, at most one line a KPI, so that one KPI cannot
    fill the list."""
    ranked = every.sort_values("change")
    rises = ranked[ranked["change"] > 0][::-1].drop_duplicates("kpi").head(count)
    falls = ranked[ranked["change"] < 0].drop_duplicates("kpi").head(count)
    return rises, falls


def _table(rows: pd.DataFrame, selection: Selection) -> str:
    """Place and KPI, before → now, change."""
    lines, t = [_line(row, selection) for row in rows.itertuples()], selection.language.t
    titles = [t("Unit"), t("Value"), t("Change")]
    kinds = {0: "name", 1: "num", 2: "num"}
    return table(titles, lines, kinds=kinds, numbers=(1, 2), labels=[""] * 3)


def _line(row, selection: Selection) -> list[str]:
    words, kpi = selection.language, catalogue()[row.kpi]
    place = link(
        "map",
        row.area_name,
        selection,
        kpi=row.kpi,
        level="commune",
        area=row.area_code,
        vintage=row.vintage,
        district="",
    )
    of = {"kpi": row.kpi, "level": "commune", "vintage": row.vintage, "area": row.area_code}
    period = selection.period
    before, now = (
        explained(formats.value(amount, kpi.unit, words), selection, period=code, **of)
        for amount, code in (
            (row.before, compared_with(period, selection.compare)),
            (row.now, period),
        )
    )
    change = formats.difference(row.change, kpi.unit, words)
    name = f"<span class='note'>{escape(words.pick(kpi.name))}</span>"
    return [place + name, f"{before} → {now}", f"<b>{change}</b>"]
