"""What the reader picks on the page “what it takes”: fields of the link of its own."""

import math
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from geo.map.edges import written
from geo.units.spelling import by_name
from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Direction
from kpis.province import PART
from kpis.whatif.course import Others
from kpis.whatif.scenario import Choice, Situation
from pages.shell.selection import PARTS_AND_COMMUNES, Selection
from pages.shell.served import Served
from pages.shell.url import bar, picked, remember_link, segments, store
from pages.text import words as words_of
from pages.text.markup import Markdown, labels, plain
from pages.widgets.aims import YEAR

UNITS, PACE, OTHERS, BESIDE = "units", "pace", "others", "beside"
QUARTER = "quarter"  # the pace of the fastest quarter, and what an unset field means
BETWEEN = "."  # two codes of units in the link
FASTEST = 100.0  # points a month: all of a share at once
FEW = 10  # units furthest behind, at first


def own_link() -> dict[str, str]:
    """The fields of this page that the link or the session says."""
    return remember_link(YEAR, UNITS, PACE, OTHERS, BESIDE)


def choice_of(own: dict[str, str], now: Situation, selection: Selection) -> Choice:
    """The choice of the link; says what of it cannot be used."""
    t = selection.language.t
    wanted = [code for code in own[UNITS].split(BETWEEN) if code]
    known = set(now.units["area_code"])
    lost = [code for code in wanted if code not in known]
    if lost:
        st.warning(
            plain(
                t(
                    "Left out, as they are no units of this level today: {codes}.",
                    codes=", ".join(lost),
                )
            )
        )
    pace = number_of(own[PACE])
    if pace is None and own[PACE] not in ("", QUARTER):
        st.warning(
            plain(t("“{pace}” is no pace: that of the fastest quarter is used.", pace=own[PACE]))
        )
    others = Others.STILL if own[OTHERS] == Others.STILL else Others.OBSERVED
    return Choice(tuple(code for code in wanted if code in known), pace, others)


def number_of(text: str) -> float | None:
    """A pace in points a month from 0 to 100; None for any other text."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and 0 <= number <= FASTEST else None


def pick_level(selection: Selection) -> None:
    """Former districts or communes; the units that were chosen are not of the other level."""
    words = selection.language
    names = {level: words_of.level(level, selection.vintage, words) for level in PARTS_AND_COMMUNES}
    changes = {"area": "", UNITS: ""}
    segments("level", words.t("Level"), PARTS_AND_COMMUNES, selection.level, names, **changes)


def pick_units(
    served: Served, now: Situation, choice: Choice, kpi: Kpi, selection: Selection
) -> None:
    """The units that go faster: one by one, the furthest behind, all of a district, none."""
    t, units = selection.language.t, now.units
    names = by_name(dict(zip(units["area_code"], units["area_name"], strict=True)))
    st.session_state["pick_units"] = list(choice.units)
    st.multiselect(
        t("Units that go faster"),
        list(names),
        format_func=names.__getitem__,
        key="pick_units",
        on_change=lambda: _store(st.session_state["pick_units"]),
        placeholder=t("Choose here, or click on the map"),
    )
    with bar():
        count = st.number_input(
            t("How many"), 1, len(units), min(FEW, len(units)), key="reach-few", width=130
        )
        behind = now.known.sort_values("value", ascending=kpi.direction is not Direction.DOWN)
        st.button(
            t("The furthest behind"),
            on_click=_store,
            args=(list(behind["area_code"].head(int(count))),),
        )
        if selection.level == "commune":
            _pick_district(served, now, selection)
        st.button(t("None"), on_click=_store, args=([],), disabled=not choice.units)


def toggled(code: str, choice: Choice) -> None:
    """Takes a unit into the choice, or out of it."""
    inside = code in choice.units
    _store([one for one in choice.units if one != code] if inside else [*choice.units, code])


def _pick_district(served: Served, now: Situation, selection: Selection) -> None:
    names = by_name(served.names(PART, now.vintage))
    st.selectbox(
        selection.language.t("All of a former district"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        key="reach-district",
        on_change=_district_picked,
        args=(now.units[["area_code", "parent_code"]],),
        placeholder=selection.language.t("– choose –"),
        width=240,
    )


def _district_picked(units: pd.DataFrame) -> None:
    code = st.session_state["reach-district"]
    st.session_state["reach-district"] = None
    if code:
        _store(list(units.loc[units["parent_code"] == code, "area_code"]))


def _store(codes: Sequence[str]) -> None:
    store({UNITS: BETWEEN.join(codes)})


def pick_pace(choice: Choice, quarter: float, kpi: Kpi, selection: Selection) -> None:
    """Draws both; `quarter` is the pace from which the reader's own starts."""
    t = selection.language.t
    with bar():
        names = {QUARTER: t("That of the fastest quarter"), "own": t("My own")}
        current = QUARTER if choice.pace is None else "own"
        st.session_state["reach-kind"] = current
        st.segmented_control(
            t("Pace of the chosen units"),
            list(names),
            format_func=labels(names),
            key="reach-kind",
            required=True,
            on_change=lambda: store({PACE: _pace(st.session_state["reach-kind"], quarter)}),
        )
        if choice.pace is not None:
            st.session_state["pick_pace"] = choice.pace
            label = t("Points a month") if kpi.unit == "percent" else t("Change a month")
            st.number_input(
                Markdown.label(label),
                0.0,
                FASTEST,
                step=0.1,
                format="%.2f",
                key="pick_pace",
                on_change=picked,
                args=(PACE,),
                width=150,
            )
        ways = {
            Others.OBSERVED.value: t("Go on as in the last 12 months"),
            Others.STILL.value: t("Stand still"),
        }
        segments(OTHERS, t("The others"), list(ways), choice.others.value, ways)


def _pace(kind: str, quarter: float) -> str:
    return "" if kind == QUARTER else str(written(quarter, 2))
