"""Ranks with their uncertainty: of complete units only, and how sure each place is."""

import numpy as np
import pandas as pd
import streamlit as st

from geo.units.spelling import alphabet
from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Direction
from kpis.compare.rank_interval import DRAWS
from pages.figures.fair.caterpillar import caterpillar
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.comparability import named
from pages.text.language import Language
from pages.text.markup import hover_text, plain
from pages.views.fair import drawing, text
from pages.views.fair.pickers import Own
from pages.views.fair.rows import asked, intervals_of, readings, shrunk_of
from pages.widgets.files.contents import or_why

PLACES = ("rank_low", "rank_high")


def ranks_view(served: Served, _own: Own, selection: Selection) -> None:
    """Draws the ranks, their intervals where chance can be computed, and who has no place."""
    kpi, words, t = catalogue()[selection.kpi], selection.language, selection.language.t
    of = asked(selection)
    rows = readings(served, of)
    has_intervals = kpi.is_proportion and kpi.direction is not Direction.RANGE
    table = rows.set_index("area_code")
    if has_intervals:
        shrunk = shrunk_of(served, of)
        table = table.join(intervals_of(served, of)[list(PLACES)])
        table = table.join(100 * shrunk.units.set_index("area_code")["shrunk"])
    table = table.reset_index()
    keys = list(zip(table["rank"].fillna(np.inf), map(alphabet, table["area_name"]), strict=True))
    table = table.iloc[sorted(range(len(table)), key=keys.__getitem__)].reset_index(drop=True)
    ranked = table[table["rank"].notna()]
    if has_intervals:
        st.markdown(plain(_sentence(ranked, words)))
        _chart(ranked, kpi, selection)
    else:
        st.info(plain(text.no_proportion(kpi, words)))
    _table(table, len(ranked), has_intervals, kpi, selection)
    said = [text.unranked(rows, words)]
    if has_intervals:
        said = [
            t(
                "Interval of 95%: of each unit a share is drawn {n} times from its beta posterior"
                " (prior of Jeffreys), with a fixed seed, and all are ranked anew each time.",
                n=formats.number(DRAWS, words),
            ),
            text.corrected(shrunk, rows.set_index("area_code")["area_name"], kpi, words),
            *said,
        ]
    drawing.below(said, rows, served, selection)
    drawing.files(
        lambda: _file(table, has_intervals, kpi, served, selection), "ranks", served, selection
    )


def _sentence(ranked: pd.DataFrame, words: Language) -> str:
    """How wide the intervals are, and whom no luck moves from the first tenth or to it."""
    t, count = words.t, len(ranked)
    width = float((ranked["rank_high"] - ranked["rank_low"] + 1).median())
    tenth = max(1, count // 10)
    sure_best = int((ranked["rank_high"] <= tenth).sum())
    sure_last = int((ranked["rank_low"] > count - tenth).sum())
    return t(
        "By chance alone a unit could as well stand on any of {width} places around its own (the"
        " median unit). Surely among the first {tenth}: {best} units; surely among the last"
        " {tenth}: {last} units.",
        width=formats.number(width, words),
        tenth=tenth,
        best=sure_best,
        last=sure_last,
    )


def _chart(ranked: pd.DataFrame, kpi: Kpi, selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    texts = [
        hover_text(row.area_name, told, _place(row, len(ranked), words))
        for row, told in zip(ranked.itertuples(), drawing.values(ranked, kpi, words), strict=True)
    ]
    points = pd.DataFrame(
        {
            "code": ranked["area_code"],
            "name": drawing.plotted(ranked["area_name"]),
            "x": np.arange(1, len(ranked) + 1),
            "y": ranked["rank"],
            "rank_low": ranked["rank_low"],
            "rank_high": ranked["rank_high"],
            "text": texts,
        }
    )
    drawn = {
        "x": t("Units, the best first"),
        "y": t("Rank"),
        "interval": t("Interval of 95%"),
        "rank": t("Rank as counted"),
    }
    drawing.chart(
        caterpillar(points, drawn, selection.area, drawing.size(380, 340)),
        "fair-ranks",
        t("Chart: ranks with their intervals. The table below holds its figures."),
        words,
    )


def _place(row, count: int, words: Language) -> str:
    """The rank with its interval: "rank 12–31 of 57"."""
    if row.rank_low == row.rank_high:
        return words.t("rank {rank} of {all}", rank=int(row.rank_low), all=count)
    span = f"{int(row.rank_low)}–{int(row.rank_high)}"
    return words.t("rank {rank} of {all}", rank=span, all=count)


def _spans(table: pd.DataFrame) -> list[str]:
    return [
        formats.MISSING if low != low else f"{int(low)}–{int(high)}"
        for low, high in zip(table["rank_low"], table["rank_high"], strict=True)
    ]


def _table(
    table: pd.DataFrame, count: int, has_intervals: bool, kpi: Kpi, selection: Selection
) -> None:
    words, t = selection.language, selection.language.t
    columns: drawing.Columns = {
        t("Rank"): (table["rank"], [formats.number(r, words) for r in table["rank"]], 60),
        t("Unit"): (table["area_name"], None, 210),
        t("Value"): (table["value"], drawing.values(table, kpi, words), 110),
    }
    if has_intervals:
        title = t("Rank by chance, of {all}", all=count)
        columns[title] = (table["rank_low"].astype("float64"), _spans(table), 130)
        columns[t("Corrected for size")] = (
            table["shrunk"],
            [formats.value(v, kpi.unit, words) for v in table["shrunk"]],
            120,
        )
    columns |= {
        formats.title(words.pick(kpi.denominator_label)): (
            table["denominator"],
            [formats.number(n, words) for n in table["denominator"]],
            130,
        ),
        t("Reported"): (
            100 * table["reported"],
            [formats.value(100 * v, "percent", words) for v in table["reported"]],
            90,
        ),
    }
    drawing.unit_table(columns, table["area_code"], "ranks", selection)


def _file(
    table: pd.DataFrame, has_intervals: bool, kpi: Kpi, served: Served, selection: Selection
) -> pd.DataFrame:
    words, t = selection.language, selection.language.t
    decimals = formats.DECIMALS[kpi.unit] + 1
    columns = {
        **drawing.heads(table, kpi, served, selection),
        **drawing.sides(table, kpi, words),
        t("Value"): or_why(table, decimals, words),
        t("Rank"): table["rank"],
    }
    if has_intervals:
        columns |= {
            t("Rank by chance, from"): table["rank_low"],
            t("Rank by chance, to"): table["rank_high"],
            t("Corrected for size"): drawing.as_written(table["shrunk"], decimals),
        }
    return pd.DataFrame(
        {
            **columns,
            t("Reported"): drawing.as_written(100 * table["reported"], 1),
            t("Comparability"): [named(mark, words) for mark in table["comparability"]],
            **drawing.tails(served, words),
        }
    )
