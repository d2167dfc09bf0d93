"""The parts of the page of the activities: only the one that is open is computed."""

from dataclasses import replace

import streamlit as st

from kpis.periods import Period
from pages.shell.periods import counted_on
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text.markup import plain
from pages.views.work.by_topic import maps_of_topics
from pages.views.work.households import house_to_house
from pages.views.work.need import where_the_need_is
from pages.views.work.pickers import PART, Own
from pages.views.work.silent import silent_groups
from pages.views.work.training import training
from pages.views.work.what import topics_and_forms

ONE_BY_ONE = ("households", "silent", "training")  # villages, groups, trainings: not to be divided


def counted(served: Served, own: Own, selection: Selection) -> Selection:
    """The selection on units to which villages, groups and trainings belong; says if others."""
    period = Period.parse(selection.period)
    known = counted_on(period, served)
    if own[PART] not in ONE_BY_ONE or selection.vintage in known:
        return selection
    t = selection.language.t
    text = t(
        "Villages, groups and trainings cannot be divided among the units of {vintage}.",
        vintage=selection.vintage,
    )
    st.info(plain(text + " " + t("Shown on the units of {shown}.", shown=known[0])))
    return replace(selection, vintage=known[0], district="", area="")


def draw(served: Served, own: Own, selection: Selection) -> None:
    """Draws the part that is open."""
    parts = {
        "what": topics_and_forms,
        "maps": maps_of_topics,
        "households": house_to_house,
        "silent": silent_groups,
        "need": where_the_need_is,
        "training": training,
    }
    parts[own[PART]](served, own, selection)
