"""Who differs by more than chance: the funnel plot, its words, its table."""

import numpy as np
import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.compare.funnel import Funnel
from kpis.compare.shrinkage import Shrunk
from pages.figures.fair import funnel as figure
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.comparability import named
from pages.text.markup import facts, hover_text, plain
from pages.views.fair import drawing, text
from pages.views.fair.pickers import Own
from pages.views.fair.rows import asked, complete, funnel_of, readings, shrunk_of
from pages.widgets.files.contents import as_written

ENDS = ("low_inner", "high_inner", "low_outer", "high_outer")


def funnel_view(served: Served, _own: Own, selection: Selection) -> None:
    """Draws the funnel of a proportion; of what is none it says why there is no funnel."""
    kpi, words, t = catalogue()[selection.kpi], selection.language, selection.language.t
    if not kpi.is_proportion:
        st.info(plain(text.no_proportion(kpi, words)))
        return
    of = asked(selection)
    found, shrunk, rows = funnel_of(served, of), shrunk_of(served, of), readings(served, of)
    table = _rows(complete(served, of), found, shrunk)
    below, above = int((table["place"] < 0).sum()), int((table["place"] > 0).sum())
    pairs = [
        (t("All units together"), formats.value(100 * found.rate, kpi.unit, words), ""),
        (
            t("Outside the limits of 95%"),
            t("{n} of {all}", n=below + above, all=len(table)),
            t("{low} below, {high} above", low=below, high=above),
        ),
        (
            t("Outside by chance alone"),
            t("some {n}", n=text.expected_outside(found.dispersion, words)),
            t("so many in {all} where nothing is the matter", all=len(table)),
        ),
    ]
    st.html(facts(pairs))
    st.markdown(plain(text.dispersed(found, kpi, words)))
    _chart(table, found, kpi, selection)
    _table(table, kpi, selection)
    said = [
        text.corrected(shrunk, rows.set_index("area_code")["area_name"], kpi, words),
        text.unranked(rows, words),
    ]
    drawing.below(said, rows, served, selection)
    drawing.files(lambda: _file(table, kpi, served, selection), "funnel", served, selection)


def _rows(rows: pd.DataFrame, found: Funnel, shrunk: Shrunk) -> pd.DataFrame:
    """The readings with limits, place and corrected value, who is furthest off first."""
    limits = found.units.set_index("area_code")[["z", "place", *ENDS]]
    own = shrunk.units.set_index("area_code")[["shrunk"]]
    table = rows.set_index("area_code").join(limits).join(own).reset_index()
    table[[*ENDS, "shrunk"]] *= 100
    return table.sort_values("z", key=lambda z: -z.abs(), ignore_index=True)


def _chart(table: pd.DataFrame, found: Funnel, kpi: Kpi, selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    sizes = table["denominator"].to_numpy("float64")
    grid = figure.grid_of(sizes)
    curves, by_chance = (
        pd.DataFrame({"size": grid, **{k: 100 * v for k, v in found.limits(grid, wide).items()}})
        for wide in (True, False)
    )
    texts = [
        hover_text(
            row.area_name,
            f"{told} ({formats.number(row.numerator, words)}"
            f" / {formats.number(row.denominator, words)})",
            t(
                "95%: {low}–{high}",
                low=_value(row.low_inner, kpi, words),
                high=_value(row.high_inner, kpi, words),
            ),
            text.side(row.place, kpi, words),
        )
        for row, told in zip(table.itertuples(), drawing.values(table, kpi, words), strict=True)
    ]
    points = pd.DataFrame(
        {
            "code": table["area_code"],
            "name": drawing.plotted(table["area_name"]),
            "x": sizes,
            "y": table["value"],
            "side": np.sign(table["place"]),
            "text": texts,
        }
    )
    named_lines = {
        "inner": t("95% lie between"),
        "outer": t("99.8% lie between"),
        "chance": t("95% by chance alone"),
        "below": t("Below"),
        "inside": t("Inside"),
        "above": t("Above"),
        "x": formats.title(words.pick(kpi.denominator_label)),
        "y": "",
    }
    drawing.chart(
        figure.funnel(
            points,
            curves,
            by_chance if found.dispersion.is_over else None,
            100 * found.rate,
            named_lines,
            lambda size: formats.number(size, words),
            selection.area,
            drawing.size(),
        ),
        "fair-funnel",
        t("Chart: units by size and value. The table below holds its figures."),
        words,
    )


def _table(table: pd.DataFrame, kpi: Kpi, selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    limits = [
        f"{_value(low, kpi, words)}–{_value(high, kpi, words)}"
        for low, high in zip(table["low_inner"], table["high_inner"], strict=True)
    ]
    columns: drawing.Columns = {
        t("Unit"): (table["area_name"], None, 210),
        t("Value"): (table["value"], drawing.values(table, kpi, words), 90),
        t("Limits of 95%"): (table["low_inner"], limits, 130),
        t("Position"): (table["place"].astype("float64"), _sides(table, kpi, words), 110),
        t("Corrected for size"): (
            table["shrunk"],
            [_value(v, kpi, words) for v in table["shrunk"]],
            120,
        ),
        formats.title(words.pick(kpi.denominator_label)): (
            table["denominator"],
            [formats.number(n, words) for n in table["denominator"]],
            130,
        ),
    }
    drawing.unit_table(columns, table["area_code"], "funnel", selection)


def _sides(table: pd.DataFrame, kpi: Kpi, words) -> list[str]:
    return [text.side(place, kpi, words) for place in table["place"]]


def _value(amount: float, kpi: Kpi, words) -> str:
    return formats.value(amount, kpi.unit, words)


def _file(table: pd.DataFrame, kpi: Kpi, served: Served, selection: Selection) -> pd.DataFrame:
    words, t = selection.language, selection.language.t
    decimals = formats.DECIMALS[kpi.unit] + 1
    return pd.DataFrame(
        {
            **drawing.heads(table, kpi, served, selection),
            **drawing.sides(table, kpi, words),
            t("Value"): as_written(table["value"], decimals),
            t("95% lie between, from"): as_written(table["low_inner"], decimals),
            t("95% lie between, to"): as_written(table["high_inner"], decimals),
            t("99.8% lie between, from"): as_written(table["low_outer"], decimals),
            t("99.8% lie between, to"): as_written(table["high_outer"], decimals),
            t("Position"): _sides(table, kpi, words),
            t("Corrected for size"): as_written(table["shrunk"], decimals),
            t("Comparability"): [named(mark, words) for mark in table["comparability"]],
            **drawing.tails(served, words),
        }
    )
