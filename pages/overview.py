"""Overview: where the province stands on every indicator, and what changed most."""

import streamlit as st

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import pick_comparison, pick_period
from pages.shell.selection import language
from pages.shell.url import bar
from pages.views.overview.alert_box import alert_box
from pages.views.overview.movers import moves, moves_table, top_moves
from pages.views.overview.scoreboard import scoreboard
from pages.widgets.outlook import outlook_tally
from pages.widgets.reporting import reporting_facts
from pages.widgets.standings import standings, status_tally
from pages.widgets.verdicts import is_due, judged_in_province

served, selection = open_page(language().t("Where Nam Định stands"))
t = selection.language.t

with bar():
    pick_period(served, selection)
    pick_comparison(selection)

every = standings(served, selection)
is_over = is_due(served, selection.period)
verdicts = judged_in_province(served, selection.period) if is_over else None
tallies = status_tally(every, verdicts, selection) + outlook_tally(served, selection)
st.html(reporting_facts(served, selection) + tallies)
alert_box(served, selection)
st.html(scoreboard(served, every, selection))

st.header(t("What changed most in the communes"), anchor=False)
changes = moves(served, selection)
if changes.empty:
    st.info(t("There is no earlier period to compare with."))
else:
    rises, falls = top_moves(changes)
    up, down = st.columns(2, gap="large")
    up.subheader(t("Rose most"), anchor=False)
    up.html(moves_table(rises, selection))
    down.subheader(t("Fell most"), anchor=False)
    down.html(moves_table(falls, selection))

close_page(served, selection, t("Sources of the targets: see the catalogue of indicators."))
