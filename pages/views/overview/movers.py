"""What changed most: the communes whose shares moved furthest since the compared period."""

from html import escape

import pandas as pd

from kpis.periods import Period
from pages.shell.periods import in_force, offered
from pages.shell.selection import Selection, link
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.markup import table
from pages.widgets.standings import compared_with

LEAST = 50  # a share of fewer people or dossiers swings too much to be news


def moves(served: Served, selection: Selection) -> pd.DataFrame:
    """Every commune and percent KPI with both periods: kpi, area, before, now, change (points)."""
    code, earlier = selection.period, compared_with(selection.period, selection)
    period = Period.parse(code)
    if earlier not in offered(period.kind, served):
        return pd.DataFrame()
    vintage = in_force(period, served)
    frames = []
    for kpi in catalogue().values():
        if kpi.unit == "percent" and kpi.frequency == "month" and "commune" in kpi.levels:
            pair = served.measure(kpi.id, "commune", [earlier, code], vintage)
            frames.append(_change(pair[pair["denominator"] >= LEAST], earlier, code))
    return pd.concat(frames, ignore_index=True).dropna(subset="change")


def top_moves(every: pd.DataFrame, count: int = 5) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The largest rises and the largest falls, at most one line a KPI, so that one KPI cannot
    fill the list."""
    ranked = every.sort_values("change")
    rises = ranked[ranked["change"] > 0][::-1].drop_duplicates("kpi").head(count)
    falls = ranked[ranked["change"] < 0].drop_duplicates("kpi").head(count)
    return rises, falls


def moves_table(rows: pd.DataFrame, selection: Selection) -> str:
    """The HTML table of some moves: place, KPI, before → now, change."""
    lines = [_line(row, selection) for row in rows.itertuples()]
    return table([], lines, kinds={0: "name", 1: "num", 2: "num"}, labels=[""] * 3)


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
    before, now = (formats.value(v, kpi.unit, words) for v in (row.before, row.now))
    change = formats.difference(row.change, kpi.unit, words)
    name = f"<span class='note'>{escape(words.pick(kpi.name))}</span>"
    return [place + name, f"{before} → {now}", f"<b>{change}</b>"]


def _change(pair: pd.DataFrame, earlier: str, code: str) -> pd.DataFrame:
    keys = ["kpi", "vintage", "area_code", "area_name"]
    wide = pair.pivot(index=keys, columns="period", values="value").reset_index()
    if not {earlier, code} <= set(wide.columns):
        return pd.DataFrame(columns=[*keys, "before", "now", "change"])
    wide = wide.rename(columns={earlier: "before", code: "now"})
    return wide.assign(change=wide["now"] - wide["before"])
