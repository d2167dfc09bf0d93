"""The units of a decision on a map: what became of each since it was taken."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from data.ledger.meetings.decisions import Decision
from geo.map.edges import written
from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Direction
from kpis.errors import KpiError
from pages.figures import palette
from pages.figures.choropleth import MapClass
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import hover_text, labels, plain
from pages.widgets.legend import missing_classes
from pages.widgets.map.drawing import chooser, draw_map, source_line
from pages.widgets.meetings.outcomes import outcome

SIZE = (640, 420)  # pixels of the map
FAR = 1e6  # beyond every value of an indicator
COLOURS = {  # from what was wished to the contrary
    "reached": palette.RISE[2],
    "nearer": palette.RISE[0],
    "unchanged": palette.UNCHANGED,
    "away": palette.FALL[1],
    "no_value_then": palette.NO_VALUE,
}


def since_map(served: Served, found: Sequence[Decision], selection: Selection) -> None:
    """Draws the units of one of the decisions, chosen above; nothing where none names units."""
    words, t = selection.language, selection.language.t
    named = {one.id: one for one in found if one.units and one.kpi in catalogue()}
    if not named:
        return
    names = {id: one.text for id, one in named.items()}
    id = st.selectbox(t("On the map"), list(names), format_func=labels(names), key="since-of")
    decision, kpi = named[id], catalogue()[named[id].kpi]
    then = outcome(served, decision)
    if then is None:
        return
    try:
        before, now = (
            served.measure(kpi.id, decision.level, [code], decision.vintage)
            for code in (decision.period, then.newest)
        )
    except KpiError:  # units that these data do not hold
        return
    rows = now[now["area_code"].isin(decision.units)].assign(
        before=now["area_code"].map(before.set_index("area_code")["value"])
    )
    shown = replace(
        selection, level=decision.level, vintage=decision.vintage, period=then.newest,
        kpi=kpi.id, district="", area="",
    )  # fmt: skip
    classes = _classes(rows, kpi, decision.expected, words)
    hover = {
        row.area_code: hover_text(
            row.area_name,
            f"{_told(row.before, kpi, words)} → {_told(row.value, kpi, words)}",
            t("expected {amount}", amount=_told(decision.expected, kpi, words)),
        )
        for row in rows.itertuples()
    }
    draw_map(classes, hover, shown, chooser(shown), "since-map", SIZE, title=decision.text)
    st.caption(plain(source_line(shown)))


def stood(before: float | None, now: float, expected: float | None, kpi: Kpi) -> str:
    """What became of a value, as it is written: a key of COLOURS.

    "reached" where it is what was expected or better; else whether it came nearer to that, in the
    direction of the indicator where nothing was expected.
    """
    decimals = formats.DECIMALS[kpi.unit]
    value = written(now, decimals)
    past = None if before is None or pd.isna(before) else written(before, decimals)
    if expected is not None and _lacking(value, written(expected, decimals), kpi) == 0:
        return "reached"
    if past is None:
        return "no_value_then"
    wish = written(expected, decimals) if expected is not None else _better(past, kpi)
    moved = written(_lacking(past, wish, kpi) - _lacking(value, wish, kpi), decimals)
    if moved == 0:
        return "unchanged"
    return "nearer" if moved > 0 else "away"


def _lacking(value: float, wish: float, kpi: Kpi) -> float:
    """How far a value is from what was wished; nothing beyond it but for a range."""
    if kpi.direction is Direction.RANGE:
        return abs(wish - value)
    return max(value - wish if kpi.direction is Direction.DOWN else wish - value, 0.0)


def _better(past: float, kpi: Kpi) -> float:
    """A wish that no value reaches, in the direction of the indicator; a range has none."""
    return {Direction.DOWN: -FAR, Direction.UP: FAR}.get(kpi.direction, past)


def _classes(
    rows: pd.DataFrame, kpi: Kpi, expected: float | None, words: Language
) -> list[MapClass]:
    t = words.t
    titles = {
        "reached": t("As expected or better"),
        "nearer": t("Nearer than when decided"),
        "unchanged": t("Unchanged since decided"),
        "away": t("Farther than when decided"),
        "no_value_then": t("No value when decided"),
    }
    known = rows[rows["value"].notna()]
    stands = [
        stood(before, value, expected, kpi)
        for before, value in zip(known["before"], known["value"], strict=True)
    ]
    codes = known["area_code"].to_list()
    every = [
        MapClass(title, COLOURS[key], [c for c, s in zip(codes, stands, strict=True) if s == key])
        for key, title in titles.items()
    ]
    return [one for one in every if one.codes] + missing_classes(rows, words)


def _told(value: float | None, kpi: Kpi, words: Language) -> str:
    return formats.value(value, kpi.unit, words)
