"""Difficulties: which stand in the way of the groups, where, since when, and who says nothing."""

import streamlit as st

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import pick_district, pick_level, pick_period, pick_vintage, told
from pages.shell.selection import PARTS_AND_COMMUNES, language
from pages.shell.url import more_choices, title_row
from pages.views.difficulties.download import download
from pages.views.difficulties.view import (
    asked,
    explore_kind,
    kinds_table,
    over_time,
    pick_difficulty,
    shown,
    silent,
)
from pages.widgets.groups.measures import counted
from pages.widgets.groups.words import can_show
from pages.widgets.map.drawing import source_line

wish = asked()
served, selection = open_page(language().t("Difficulties of the groups"), PARTS_AND_COMMUNES)
t = selection.language.t

if can_show(served, selection.language):
    selection = counted(served, selection)

    with title_row():
        kind = pick_difficulty(wish, served, selection)
        pick_period(served, selection)
        with more_choices(
            t("More choices"), told(served, selection, "level", "district", "vintage")
        ):
            pick_level(selection, PARTS_AND_COMMUNES)
            pick_district(served, selection)
            pick_vintage(served, selection, counting=True)

    rows = shown(served, selection)
    explore_kind(kind, rows, served, selection)
    kinds_table(rows, served, selection)
    silent(kind, rows, served, selection)
    st.header(t("By month: share of the reports that name it"), anchor=False)
    over_time(kind, served, selection)
    download(rows, served, selection)

close_page(served, selection, source_line(selection))
