"""Level and change side by side: a unit may stand low and come fast, or high and stand still."""

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Direction
from pages.figures.fair.level_change import level_change
from pages.shell.periods import name
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import facts, hover_text, plain
from pages.views.fair import drawing
from pages.views.fair.moved import no_period
from pages.views.fair.pickers import Own
from pages.views.fair.rows import asked, change_of, earlier, is_offered, readings
from pages.views.fair.text import listed
from pages.widgets.files.contents import as_written


def levels_view(served: Served, _own: Own, selection: Selection) -> None:
    """Draws units by value and change, between those of all units together."""
    kpi, words, t = catalogue()[selection.kpi], selection.language, selection.language.t
    before = earlier(selection)
    if not is_offered(before, served):
        no_period(before, selection)
        return
    of = asked(selection)
    found, rows = change_of(served, of, before), readings(served, of)
    units = found.units[found.units["present"] == "both"]
    if units.empty:
        st.info(plain(t("No unit has a value in both periods: choose others.")))
        return
    then, now = name(before, served, words), name(selection.period, served, words)
    moved = units["second_value"] - units["first_value"]
    is_less = kpi.direction is Direction.DOWN
    table = units.assign(moved=moved, corner=_corners(units["second_value"], moved, found, kpi))
    table = table.sort_values("moved", ascending=is_less, ignore_index=True)
    st.html(
        facts(
            [
                (t("All units together"), formats.value(found.second, kpi.unit, words), now),
                (t("Change"), formats.difference(found.total, kpi.unit, words), then),
            ]
        )
    )
    _chart(table, found, kpi, then, selection)
    columns: drawing.Columns = {
        t("Unit"): (table["area_name"], None, 210),
        then: (table["first_value"], _values(table, "first", kpi, words), 120),
        now: (table["second_value"], _values(table, "second", kpi, words), 120),
        t("Change"): (
            table["moved"],
            [formats.difference(v, kpi.unit, words) for v in table["moved"]],
            110,
        ),
        t("Beside all units together"): (
            [_named(kpi, words)[corner] for corner in table["corner"]],
            None,
            220,
        ),
    }
    drawing.unit_table(columns, table["area_code"], "levels", selection)
    left = found.units[found.units["present"] != "both"]
    said = []
    if len(left):
        names = listed(left["area_name"], words)
        said.append(t("Without a value in both periods, so without a point: {names}.", names=names))
    drawing.below(said, rows, served, selection)
    drawing.files(
        lambda: _file(table, kpi, (then, now), served, selection), "levels", served, selection
    )


def _values(table: pd.DataFrame, side: str, kpi: Kpi, words: Language) -> list[str]:
    names = ("value", "comparability", "missing_reason")
    rows = table[[f"{side}_{one}" for one in names]].set_axis(list(names), axis=1)
    return drawing.values(rows, kpi, words)


def _corners(value: pd.Series, moved: pd.Series, found, kpi: Kpi) -> list[tuple[bool, bool]]:
    """Whether each value and each change is above that of all units together."""
    above = (value >= found.second).tolist()
    return list(zip(above, (moved >= found.total).tolist(), strict=True))


def _named(kpi: Kpi, words: Language) -> dict[tuple[bool, bool], str]:
    t = words.t
    if kpi.direction is Direction.DOWN:
        return {
            (False, False): t("better, and improves more"),
            (True, False): t("worse, but improves more"),
            (False, True): t("better, but improves less"),
            (True, True): t("worse, and improves less"),
        }
    return {
        (True, True): t("higher, and grows more"),
        (False, True): t("lower, but grows more"),
        (True, False): t("higher, but grows less"),
        (False, False): t("lower, and grows less"),
    }


def _chart(table: pd.DataFrame, found, kpi: Kpi, then: str, selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    texts = [
        hover_text(row.area_name, told, formats.difference(row.moved, kpi.unit, words))
        for row, told in zip(table.itertuples(), _values(table, "second", kpi, words), strict=True)
    ]
    points = pd.DataFrame(
        {
            "code": table["area_code"],
            "name": drawing.plotted(table["area_name"]),
            "x": table["second_value"],
            "y": table["moved"],
            "text": texts,
        }
    )
    unit = t("pts") if kpi.unit == "percent" else ""
    since = t("Change since {period}", period=formats.inside(then, words))
    drawn = {
        "x": drawing.axis(kpi, words),
        "y": f"{since} ({unit})" if unit else since,
        "sign": drawing.sign(kpi),
    }
    drawing.chart(
        level_change(
            points,
            (found.second, found.total),
            drawn,
            _named(kpi, words),
            selection.area,
            drawing.size(460, 420),
        ),
        "fair-levels",
        t("Chart: units by value and change. The table below holds its figures."),
        words,
    )


def _file(
    table: pd.DataFrame, kpi: Kpi, names: tuple[str, str], served: Served, selection: Selection
) -> pd.DataFrame:
    words, t = selection.language, selection.language.t
    decimals = formats.DECIMALS[kpi.unit] + 1
    estimate = t("Estimate")
    return pd.DataFrame(
        {
            **drawing.heads(table, kpi, served, selection),
            names[0]: as_written(table["first_value"], decimals),
            names[1]: as_written(table["second_value"], decimals),
            t("Change"): as_written(table["moved"], decimals),
            t("Beside all units together"): [_named(kpi, words)[one] for one in table["corner"]],
            t("Comparability"): [estimate if one else t("Exact") for one in table["is_estimate"]],
            **drawing.tails(served, words),
        }
    )
