"""The network: how many groups there are, who is in them, where; and each of them in a list."""

import streamlit as st

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import pick_district, pick_level, pick_period, pick_vintage, told
from pages.shell.selection import PARTS_AND_COMMUNES, language
from pages.shell.url import more_choices, title_row
from pages.text.markup import label
from pages.views.network.download import download
from pages.views.network.figures import at_the_end, breaks_of, measures, summary
from pages.views.network.growth import growth
from pages.views.network.pickers import asked, pick_figure
from pages.views.network.register import of_unit, register_table
from pages.widgets.groups.measures import counted, explore, inside
from pages.widgets.groups.words import can_show
from pages.widgets.map.drawing import source_line

wish = asked()
served, selection = open_page(language().t("The network of groups"), PARTS_AND_COMMUNES)
t = selection.language.t

if can_show(served, selection.language):
    selection = counted(served, selection)

    with title_row():
        shown = pick_figure(wish, selection)
        pick_period(served, selection)
        with more_choices(
            t("More choices"), told(served, selection, "level", "district", "vintage")
        ):
            pick_level(selection, PARTS_AND_COMMUNES)
            pick_district(served, selection)
            pick_vintage(served, selection, counting=True)

    measure = measures(selection.language)[shown]
    units = inside(at_the_end(served, selection, selection.level), selection)
    breaks = breaks_of(served, shown, selection.level, selection.vintage)
    found = measure.over(units, served, selection)
    explore(found, measure, breaks, selection, "network", lambda: of_unit(served, selection))
    st.html(summary(served, selection))
    listed, grown = st.tabs(
        [label(t("Register of the groups")), label(t("Growth"))],
        key="network-parts",
        on_change="rerun",
    )
    if listed.open:
        with listed:
            register_table(served, selection)
    elif grown.open:
        with grown:
            growth(served, selection)
    download(served, units, selection)

close_page(served, selection, source_line(selection))
