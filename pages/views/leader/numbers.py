"""The numbers that a leader may be shown: one function a kind of kpis/leader.toml."""

from collections.abc import Callable

import streamlit as st

from data.refusal import without_places
from kpis.errors import CatalogueError
from kpis.periods import Period
from kpis.progress.leader import Kind, Number
from kpis.progress.results import counts
from kpis.province import WHOLE
from pages.shell.periods import fitting_period, offered
from pages.shell.selection import Selection, usual_level
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.chances import is_likely
from pages.text.comparability import reading
from pages.text.language import Language
from pages.text.markup import plain
from pages.text.results import counted, verdict_title
from pages.views.leader.number import Shown, apart, item, law_and_others, moved, part
from pages.views.leader.queries import chances, communes, likely_communes, numbers, standing
from pages.widgets.forecasts import UNTIL, why_none
from pages.widgets.readings import reading_of
from pages.widgets.reporting import reporting
from pages.widgets.verdicts import judged_in_province, not_over


def kpi_number(number: Number, served: Served, selection: Selection) -> Shown:
    """The value of one indicator in the province, with its two sides."""
    words, t, kpi = selection.language, selection.language.t, catalogue()[number.kpi]
    code = fitting_period(kpi, selection.period, served)
    now = reading_of(served, kpi, code)
    sides = [
        f"{formats.number(now[side], words)} {words.pick(label)}"
        for side, label in (
            ("numerator", kpi.numerator_label),
            ("denominator", kpi.denominator_label),
        )
    ]
    is_part = now["units_reported"] < now["units_expected"]
    year = Period.parse(code).same_last_year().code
    change = float("nan")
    if year in offered(Period.parse(code).kind, served):
        change = now["value"] - reading_of(served, kpi, year)["value"]
    points = t("pts") if kpi.unit == "percent" else ""
    return Shown(
        figure=reading(now["value"], kpi.unit, "", now["missing_reason"], words),
        what=words.pick(kpi.name),
        page="map",
        changes={"kpi": kpi.id, "level": usual_level(kpi.levels), "period": code},
        explained={"kpi": kpi.id, "level": WHOLE, "period": code, "vintage": "", "area": ""},
        moved=moved(change, formats.DECIMALS[kpi.unit], year, words, points),
        notes=[
            f"{sides[0]} / {sides[1]}",
            t("from {n} of {all} units", n=now["units_reported"], all=now["units_expected"])
            if is_part
            else "",
        ],
    )


def reported_number(number: Number, served: Served, selection: Selection) -> Shown:
    """How many communes sent a report in the last month, and how many reports came in time."""
    words, t = selection.language, selection.language.t
    period = Period.parse(selection.period)
    rows = reporting(served, period, "commune", selection.vintage)
    sent, due = int((rows["reports_sent"] > 0).sum()), rows["reports_due"].sum()
    share = 100 * rows["reports_on_time"].sum() / due if due else None
    year, change = period.same_last_year(), float("nan")
    if year.code in offered("month", served):
        then = reporting(served, year, "commune", selection.vintage)
        change = sent - int((then["reports_sent"] > 0).sum())
    return Shown(
        figure=part(sent, len(rows), words),
        what=t("Communes that sent reports"),
        page="quality",
        changes={"measure": "missing"},
        moved=moved(change, 0, year.code, words),
        notes=[
            t("{share} of the reports sent on time", share=formats.value(share, "percent", words))
        ],
    )


STORED = (Kind.LIKELY, Kind.ON_TRACK)  # these need what a publish computes


def draw_numbers(served: Served, selection: Selection) -> None:
    """Draws the numbers of kpis/leader.toml, or says what is wrong in that file.

    Without those that a publish computes, where it did not.
    """
    try:
        chosen = numbers()
    except CatalogueError as error:
        text = selection.language.t(
            "The choice of figures cannot be read: {problem}", problem=without_places(str(error))
        )
        st.error(plain(text), icon=":material/error:")
        return
    st.html(served.once(number_list, chosen, selection))


def number_list(served: Served, chosen: list[Number], selection: Selection) -> str:
    """The numbers that a snapshot has, HTML."""
    told = [item(one, selection) for one in shown_numbers(served, chosen, selection)]
    return f"<ol class='numbers'>{''.join(told)}</ol>"


def shown_numbers(served: Served, chosen: list[Number], selection: Selection) -> list[Shown]:
    """The numbers that a snapshot has; those that a publish computes only where it did."""
    is_stored = not why_none(served)
    return [
        ASKED[number.kind](number, served, selection)
        for number in chosen
        if is_stored or number.kind not in STORED
    ]


def verdict_number(number: Number, served: Served, selection: Selection) -> Shown:
    """How many confirmed targets of the year that is over were met."""
    words, t = selection.language, selection.language.t
    what = t("{verdict}: targets met", verdict=verdict_title(words))
    if waiting := not_over(served, words):
        return Shown(formats.MISSING, what, "verdict", notes=[waiting])
    law, others = counts(judged_in_province(served))
    return Shown(
        figure=part(law.met, law.asked, words),
        what=what,
        page="verdict",
        changes={"result": "all"},
        notes=[counted(law, words, first=False), apart(others.met, others.asked, words)],
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
        what=t("Outlook: targets for {year} likely to be met", year=number.year),
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
    today, before = communes(served), communes(served, back=True)
    now, then = today["is_on_track"].sum(), before["is_on_track"].sum()
    if not before["share"].notna().any():  # no path had begun
        then = float("nan")
    unknown = units - int(today["share"].notna().sum())
    since = str(standing(served, "commune", back=True)["period"].max())
    return Shown(
        figure=part(now, units, words),
        what=t("Communes on track today"),
        page="",
        moved=moved(now - then, 0, since, words),
        notes=[
            t("met or on the path in at least half of their targets"),
            _outlook(served, words),
            t("{n} without enough data", n=unknown) if unknown else "",
        ],
    )


def _outlook(served: Served, language: Language) -> str:
    """The other question: how many communes will probably meet half of theirs; "" unknown."""
    found = likely_communes(served, UNTIL)
    if not found["share"].notna().any():
        return ""
    return language.t(
        "outlook to {year}: {n} of {all} likely to meet at least half",
        year=UNTIL,
        n=int(found["is_half"].sum()),
        all=len(found),
    )


ASKED: dict[Kind, Callable[[Number, Served, Selection], Shown]] = {
    Kind.VERDICT: verdict_number,
    Kind.LIKELY: likely_number,
    Kind.ON_TRACK: on_track_number,
    Kind.KPI: kpi_number,
    Kind.REPORTED: reported_number,
}
