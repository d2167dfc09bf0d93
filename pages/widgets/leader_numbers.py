"""The numbers that a leader may be shown: one function a kind of kpis/leader.toml."""

from collections.abc import Callable

import streamlit as st

from kpis.errors import CatalogueError
from kpis.progress.leader import Kind, Number
from pages.widgets import formats
from pages.widgets.chance_classes import is_likely
from pages.widgets.forecast_data import why_none
from pages.widgets.frame import plain
from pages.widgets.leader_activity import kpi_number, reported_number
from pages.widgets.leader_data import chances, communes, numbers, standing, verdicts
from pages.widgets.leader_shown import Shown, apart, item, law_and_others, moved, part
from pages.widgets.selection import Selection
from pages.widgets.served import Served, catalogue
from pages.widgets.verdict_data import YEAR, not_over

STORED = (Kind.LIKELY, Kind.ON_TRACK)  # these need what a publish computes


def draw_numbers(served: Served, selection: Selection) -> None:
    """Draws the numbers of kpis/leader.toml, or says what is wrong in that file.

    Without those that a publish computes, where it did not.
    """
    try:
        chosen = numbers()
    except CatalogueError as error:
        text = selection.language.t(
            "The choice of figures cannot be read: {problem}", problem=error
        )
        st.error(plain(text), icon=":material/error:")
        return
    is_stored = not why_none(served)
    told = [
        item(ASKED[number.kind](number, served, selection), selection)
        for number in chosen
        if is_stored or number.kind not in STORED
    ]
    st.html(f"<ol class='numbers'>{''.join(told)}</ol>")


def verdict_number(number: Number, served: Served, selection: Selection) -> Shown:
    """How many confirmed targets of the year that is over were met."""
    words, t = selection.language, selection.language.t
    what = t("targets for {year} met", year=YEAR)
    if waiting := not_over(served, words):
        return Shown(formats.MISSING, what, "verdict", notes=[waiting])
    law, others = law_and_others(verdicts(served))
    unknown = int((law["verdict"] == "no_value").sum())
    return Shown(
        figure=part(int((law["verdict"] == "met").sum()), len(law), words),
        what=what,
        page="verdict",
        changes={"result": "all"},
        notes=[
            t("{n} without a value", n=unknown) if unknown else "",
            apart(int((others["verdict"] == "met").sum()), len(others), words),
        ],
    )


def likely_number(number: Number, served: Served, selection: Selection) -> Shown:
    """How many confirmed targets of a year to come the province will probably meet."""
    words, t = selection.language, selection.language.t
    rows = chances(served, number.year)
    confirmation = {
        kpi.id: str(goal.status)
        for kpi in catalogue().values()
        for goal in kpi.targets
        if goal.year == number.year
    }
    rows = rows.assign(target_status=rows["kpi"].map(confirmation)).dropna(subset="target_status")
    law, others = law_and_others(rows)
    unknown = int(law["probability"].isna().sum())
    return Shown(
        figure=part(int(law["probability"].map(is_likely).sum()), len(law), words),
        what=t("targets for {year} likely to be met", year=number.year),
        page="forecast",
        changes={"scope": "all", "due": str(number.year)},
        notes=[
            t("{n} cannot be forecast yet", n=unknown) if unknown else "",
            apart(int(others["probability"].map(is_likely).sum()), len(others), words),
        ],
    )


def on_track_number(number: Number, served: Served, selection: Selection) -> Shown:
    """How many communes keep to the path of at least half of their targets."""
    words, t = selection.language, selection.language.t
    units = len(served.units("commune", selection.vintage))
    now, then = (communes(served, back)["is_on_track"].sum() for back in (False, True))
    unknown = units - int(communes(served)["share"].notna().sum())
    since = str(standing(served, "commune", back=True)["period"].max())
    return Shown(
        figure=part(now, units, words),
        what=t("communes on track"),
        page="",
        moved=moved(now - then, formats.number(abs(now - then), words), since, words),
        notes=[
            t("met or on the path in at least half of their targets"),
            t("{n} without enough data", n=unknown) if unknown else "",
        ],
    )


ASKED: dict[Kind, Callable[[Number, Served, Selection], Shown]] = {
    Kind.VERDICT: verdict_number,
    Kind.LIKELY: likely_number,
    Kind.ON_TRACK: on_track_number,
    Kind.KPI: kpi_number,
    Kind.REPORTED: reported_number,
}
