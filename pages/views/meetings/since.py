"""What earlier meetings decided, with what became of it: what a meeting opens with."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data.ledger.meetings.agenda import Meeting
from data.ledger.meetings.decisions import Decision
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text.markup import plain
from pages.views.meetings.since_map import since_map
from pages.widgets.meetings.outcomes import of_earlier, outcomes_table


def since_last_time(
    meeting: Meeting, every: Sequence[Meeting], found: Sequence[Decision], served: Served,
    selection: Selection,
) -> None:  # fmt: skip
    """Draws what earlier meetings decided, with what became of it, where there is any."""
    theirs = of_earlier(meeting, every, found)
    if theirs:
        st.subheader(plain(selection.language.t("Since last time")), anchor=False)
        outcomes_table(served, theirs, selection, date.today())
        since_map(served, theirs, selection)
