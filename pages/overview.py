"""Overview: where the province stands on every indicator, and what changed most."""

import streamlit as st

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import pick_comparison, pick_period
from pages.shell.selection import language
from pages.shell.url import title_row
from pages.views.overview.alert_box import alert_box
from pages.views.overview.download import download
from pages.views.overview.movers import moves_tables
from pages.views.overview.scoreboard import scoreboard
from pages.views.overview.standings import status_tally
from pages.widgets.groups.ways import ways
from pages.widgets.outlook import outlook_tally
from pages.widgets.reporting import reporting_facts

served, selection = open_page(language().t("Where the province stands"))
t = selection.language.t

with title_row():
    pick_period(served, selection)
    pick_comparison(selection)

tallies = served.once(status_tally, selection.period, selection.language)
tallies += outlook_tally(served, selection)
st.html(reporting_facts(served, selection) + tallies + ways(selection))
alert_box(served, selection)
st.html(served.once(scoreboard, selection))

st.header(t("What changed most in the communes"), anchor=False)
found = served.once(moves_tables, selection)
if found is None:
    st.info(t("There is no earlier period to compare with."))
else:
    up, down = st.columns(2, gap="large")
    up.subheader(t("Rose most"), anchor=False)
    up.html(found[0])
    down.subheader(t("Fell most"), anchor=False)
    down.html(found[1])

download(served, selection)
close_page(served, selection, t("Sources of the targets: see the catalogue of indicators."))
