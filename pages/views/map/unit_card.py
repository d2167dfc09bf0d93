"""The card of one unit: its value, its way to the targets, who works there, what hinders them."""

from html import escape

import pandas as pd
import streamlit as st

from kpis.catalogue.catalogue import Kpi
from kpis.measure.published import problem
from kpis.province import PART, WHOLE
from pages.shell.selection import Selection, link
from pages.shell.served import Served
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import reading
from pages.text.language import Language
from pages.text.markup import badge, definitions, facts, folded, plain
from pages.text.momentum import momentum
from pages.text.path import course
from pages.text.results import YEAR, became, verdict_title
from pages.text.verdicts import result_badge
from pages.views.map.network import difficulties, network, no_groups
from pages.views.map.trend import over_time
from pages.widgets.comparability import notes
from pages.widgets.explained import explain_link
from pages.widgets.groups.listed import groups_table
from pages.widgets.groups.ways import ways
from pages.widgets.outlook import outlook_lines
from pages.widgets.standings import of_year
from pages.widgets.verdicts import is_due, judged


def parts_of(code: str, served: Served, selection: Selection) -> str:
    """The former districts in which a commune lies, each with its share of the residents."""
    words, t = selection.language, selection.language.t
    places = served.table("mart_area_map")
    parts = places[
        (places["source_level"] == "commune")
        & (places["source_vintage"] == selection.vintage)
        & (places["source_code"] == code)
        & (places["level"] == PART)
        & (places["vintage"] == selection.vintage)
    ].sort_values("weight", ascending=False)
    names = served.units(PART, selection.vintage).set_index("code")["name"]
    if parts["weight"].isna().any():
        return t(
            "Lies in several former districts: {names}. How many residents each part has is not"
            " known, so that their figures since July 2025 cannot be compared.",
            names=", ".join(names[code] for code in parts["area_code"]),
        )
    listed = ", ".join(
        f"{names[row.area_code]} {formats.value(100 * row.weight, 'percent', words)}"
        for row in parts.itertuples()
    )
    return t(
        "Lies in several former districts, by residents: {parts}. Their figures count it by these"
        " shares.",
        parts=listed,
    )


def unit_card(served: Served, selection: Selection, rows: pd.DataFrame, kpi: Kpi) -> None:
    """Draws the card of the chosen unit; `rows` are the ranked readings of all units beside it."""
    t = selection.language.t
    row = rows[rows["area_code"] == selection.area].iloc[0]
    is_wide = selection.level == WHOLE  # no map stands beside it
    with st.container(border=is_wide):
        st.subheader(plain(str(row["area_name"])), anchor=False)
        unit = (
            served.units(selection.level, selection.vintage).set_index("code").loc[selection.area]
        )
        said = notes(rows[rows["area_code"] == selection.area], served, selection)
        if isinstance(unit["straddles"], str):
            said.insert(0, parts_of(selection.area, served, selection))
        for text in said:
            st.caption(plain(text))
        if selection.level != WHOLE:  # nothing happened to the province but to its units
            key = f"{selection.vintage}-{selection.level}-{selection.area}"
            way = link("communes", t("History of this unit"), selection, unit=key)
            st.html(f"<p class='told'>{way}</p>")
        st.html(facts(_figures(row, rows, kpi, selection)))
        st.html(f"<p class='told'>{explain_link(selection)}</p>")
        places = st.columns([3, 2], gap="large") if is_wide else [st.container() for _ in range(2)]
        left, right = places
        with left:
            over_time(served, selection, kpi)
        with right:
            progress = served.progress(kpi.id, selection.level, selection.period, selection.vintage)
            aims = _progress(served, progress, kpi, selection)
            aims += _momentum(served, progress, selection, kpi)
            way = (t("Path"), _course(progress, kpi, selection))
            st.html(definitions([*aims, way, *_outlook(served, selection, kpi)]))
            uncounted = no_groups(served, selection)
            st.html(uncounted or facts(network(served, selection)) + _groups(served, selection))
            named = difficulties(served, selection)
            if named:
                st.html(definitions([(t("Difficulties that the groups report"), named)]))


def _groups(served: Served, selection: Selection) -> str:
    """The ways to the groups of the unit, as HTML; of a commune they are listed."""
    if selection.level == WHOLE:
        return ways(selection, level="", area="")
    listed = ""
    if selection.level == "commune" and not served.ask(problem, "mart_group_place"):
        listed = folded(selection.language.t("Groups"), groups_table(served, selection))
    return listed + ways(selection)


def _figures(row: pd.Series, rows: pd.DataFrame, kpi: Kpi, selection: Selection):
    words, t = selection.language, selection.language.t
    value = reading(row["value"], kpi.unit, row["comparability"], row["missing_reason"], words)
    ranks = int(rows["rank"].notna().sum())
    place = t("{n} of {all}", n=formats.number(row["rank"], words), all=ranks)
    sides = ((kpi.numerator_label, "numerator"), (kpi.denominator_label, "denominator"))
    return [
        (words.pick(kpi.name), value, ""),
        (t("Rank"), place if pd.notna(row["rank"]) else formats.MISSING, ""),
        *(
            (formats.title(words.pick(label)), formats.number(row[side], words), "")
            for label, side in sides
        ),
    ]


def _progress(
    served: Served, progress: pd.DataFrame, kpi: Kpi, selection: Selection
) -> list[tuple[str, str]]:
    """Where the unit stands against each target; of one whose year is over its verdict first."""
    words, t = selection.language, selection.language.t
    mine = progress[progress["area_code"] == selection.area].dropna(subset="target_year")
    due = [row for row in mine.itertuples() if row.target_year == YEAR]
    lines = []
    if due and not selection.topic and is_due(served, selection.period):
        lines = [_verdict(served, kpi, selection)]
    return lines + [
        (
            t("Status against {year}", year=int(row.target_year)),
            badge(row.status, words, row.target_status)
            + " "
            + formats.target_range(row.target, row.target_max, kpi.unit, words)
            + " · "
            + words_of.confirmation(row.target_status, words)
            + " · "
            + t("gap to the path {gap}", gap=formats.difference(row.gap, kpi.unit, words))
            + _care(row, words),
        )
        for row in mine.itertuples()
    ]


def _verdict(served: Served, kpi: Kpi, selection: Selection) -> tuple[str, str]:
    """What was reached when the target was due, and what became of it."""
    words = selection.language
    rows = judged(served, kpi.id, selection.level, selection.period, selection.vintage)
    row = next(rows[rows["area_code"] == selection.area].itertuples())
    value = formats.value(row.value, kpi.unit, words) if pd.notna(row.value) else ""
    told = " · ".join(part for part in (value, became(row.since, words)) if part)
    badge_of = result_badge(row.verdict, words, row.target_status)
    return verdict_title(words), f"{badge_of} {escape(told)}"


def _course(progress: pd.DataFrame, kpi: Kpi, selection: Selection) -> str:
    """How the path of the unit runs to its own targets; nothing where it has none."""
    mine = progress[progress["area_code"] == selection.area].dropna(subset="target_year")
    goals = {int(row.target_year): float(row.target) for row in mine.itertuples()}
    return escape(course(kpi, selection.language, goals)) if goals else ""


def _care(row, words: Language) -> str:
    """The caveat, under a status; nothing where there is none."""
    said = words_of.caveat(row.caveat, words)
    return f"<br><small>{escape(said)}</small>" if said else ""


def _outlook(served: Served, selection: Selection, kpi: Kpi) -> list[tuple[str, str]]:
    """The forecast and the probability of the target; the rest is on the page of forecasts."""
    if selection.topic:
        return []
    lines = outlook_lines(served, selection, kpi, selection.area)[:2]
    if not lines:
        return []
    more = link("forecast", selection.language.t("Forecast to 2030"), selection, scope="one")
    return [
        *((term, escape(text)) for term, text in lines),
        ("", f"<span class='told'>{more}</span>"),
    ]


def _momentum(
    served: Served, progress: pd.DataFrame, selection: Selection, kpi: Kpi
) -> list[tuple[str, str]]:
    """Level and momentum to the next target, in a sentence; nothing where there is no pace."""
    rows = served.momentum(kpi.id, selection.level, selection.period, selection.vintage)
    mine = rows[rows["area_code"] == selection.area]
    if mine.empty or selection.topic:
        return []
    row = mine.iloc[0]
    today = of_year(progress[progress["area_code"] == selection.area], int(row["target_year"]))
    sentence = momentum(row, kpi, selection.language, today["status"].iloc[0])
    return [(selection.language.t("Where it goes"), escape(sentence))]
