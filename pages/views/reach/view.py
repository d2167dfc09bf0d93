"""What it takes: the facts, the province's course, the chosen units on the map and one by one."""

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from data.ledger.scenarios import Scenario
from kpis.catalogue.catalogue import Kpi
from kpis.province import WHOLE
from kpis.whatif.aims import Aim, UnanswerableError
from kpis.whatif.course import Others
from kpis.whatif.scenario import Choice, Situation, outcome
from pages.figures import palette
from pages.figures.choropleth import MapClass
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import on_phone
from pages.text import formats
from pages.text.aims import aim_sentence, points, why
from pages.text.comparability import estimated
from pages.text.markup import facts, hover_text, plain
from pages.text.momentum import momentum
from pages.views.reach.chart import chart
from pages.views.reach.download import download
from pages.views.reach.link import named_by
from pages.views.reach.pickers import BESIDE, choice_of, pick_pace, pick_units, toggled
from pages.views.reach.saved import saved_scenarios
from pages.views.reach.table import chosen_table
from pages.views.reach.text import three_facts
from pages.widgets.aims import situation_of
from pages.widgets.legend import missing_classes
from pages.widgets.map.drawing import draw_map, source_line
from pages.widgets.standings import of_year

WIDTH, HEIGHT = 520, 470  # of the map in pixels


def reach(
    served: Served, aims: list[Aim], aim: Aim | None, own: dict[str, str], selection: Selection
) -> None:
    """Draws the page for an aim; in words why there is no answer."""
    kpi, words = catalogue()[selection.kpi], selection.language
    st.header(plain(words.pick(kpi.name)), anchor=False)
    try:
        now = situation_of(served, kpi.id, selection.level)
    except UnanswerableError as refused:
        st.info(plain(why(refused, words)))
        return
    if aim is None:
        st.info(plain(words.t("This indicator has no target for a year to come.")))
        return
    choice = choice_of(own, now, selection)
    found = outcome(now, kpi, choice, aim.value, aim.year, aims[-1].year)
    kept = as_saved(served, now, choice, aim, selection)
    st.markdown(plain(aim_sentence(aim, kpi, words)))
    named_by(served, kept, words)
    st.html(facts(three_facts(found, now, aim, choice, kpi, words)))
    st.html(f"<p class='told'>{escape(_province(served, kpi, aim, selection))}</p>")
    chart(served, found, aims, kpi, aim, own[BESIDE], selection)
    st.caption(plain(" ".join(_how(now, choice, selection))))
    pick_units(served, now, choice, kpi, selection)
    pick_pace(choice, found.pace, kpi, selection)
    left, right = st.columns([5, 7], gap="medium")
    with left:
        _map(now, choice, kpi, replace(selection, vintage=now.vintage, district="", area=""))
    with right:
        chosen_table(found, aim, kpi, selection)
        download(served, now, found, aim, kpi, selection)
    saved_scenarios(kept, own[BESIDE], selection)


def _province(served: Served, kpi: Kpi, aim: Aim, selection: Selection) -> str:
    """Level and momentum of the province to the aim, in a sentence; why there is no forecast."""
    t = selection.language.t
    if WHOLE not in kpi.levels:
        return t("Measured in units only: nothing is forecast for the whole province.")
    month = served.fact("last_month")[:7]
    rows = served.momentum(kpi.id, WHOLE, month, None, aim.year)
    if rows.empty:
        return t("No target is set for that year itself, so no probability can be told.")
    status = of_year(served.progress(kpi.id, WHOLE, month), aim.year)["status"].iloc[0]
    sentence = momentum(rows.iloc[0], kpi, selection.language, status)
    return t("Whole province: {sentence}", sentence=sentence)


def as_saved(
    served: Served, now: Situation, choice: Choice, aim: Aim, selection: Selection
) -> Scenario:
    """What is on screen as it would be kept."""
    return Scenario(
        kpi=selection.kpi,
        level=selection.level,
        vintage=now.vintage,
        units=tuple(sorted(choice.units)),
        pace=choice.pace,
        others=choice.others.value,
        year=aim.year,
        snapshot=served.name,
    )


def _map(now: Situation, choice: Choice, kpi: Kpi, selection: Selection) -> None:
    words, t = selection.language, selection.language.t
    is_chosen = now.units["area_code"].isin(choice.units)
    has_value = now.units["value"].notna()
    codes = now.units["area_code"]
    classes = [
        MapClass(t("Chosen"), palette.STATUS["met"], list(codes[is_chosen & has_value])),
        MapClass(t("The others"), palette.SEQUENTIAL[5][1], list(codes[~is_chosen & has_value])),
        *missing_classes(now.units, words),
    ]
    hover = {row.area_code: _hover(row, kpi, selection) for row in now.units.itertuples()}
    height = 380 if on_phone() else HEIGHT
    dotted = estimated(now.units)
    draw_map(
        classes,
        hover,
        selection,
        lambda code: toggled(code, choice),
        "reach-map",
        (WIDTH, height),
        dotted,
    )
    st.caption(plain(t("A click takes a unit in or out.") + " " + source_line(selection)))


def _hover(row, kpi: Kpi, selection: Selection) -> str:
    words, t = selection.language, selection.language.t
    lines = [formats.value(row.value, kpi.unit, words)]
    if pd.notna(row.observed):
        lines.append(t("Each month of the last 12") + ": " + points(row.observed, kpi, words, 2))
    return hover_text(row.area_name, *lines)


def _how(now: Situation, choice: Choice, selection: Selection) -> list[str]:
    t, known = selection.language.t, now.known
    said = [
        t("From {n} of {all} units.", n=len(known), all=len(now.units)),
        t("Numerators and denominators are summed month by month, denominators held at the last."),
        t("A chosen unit that goes faster already keeps its own pace."),
    ]
    if choice.others is Others.STILL:
        said.append(t("The others stand still."))
    still = int(known["observed"].isna().sum())
    if still:
        said.append(t("{n} units have too few readings for a pace: they stand still.", n=still))
    lacking = now.units[now.units["value"].isna()]
    if len(lacking):
        said.append(t("Without a value: {names}.", names=", ".join(lacking["area_name"])))
    return said
