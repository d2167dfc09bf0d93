"""The value, and below it all that it is made of, in the order in which a reader asks."""

import streamlit as st

from data.access.check import is_allowed
from kpis.errors import KpiError
from pages.shell.offered.at_work import is_offered
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text.markup import plain
from pages.views.explain.asked import shown_value
from pages.views.explain.checks import checks_table
from pages.views.explain.download import download
from pages.views.explain.files import files_table
from pages.views.explain.lines import limits, lines_table
from pages.views.explain.made_of import topics_table, units_table
from pages.views.explain.queries import changes, figures, summary
from pages.views.explain.replaced import replaced
from pages.views.explain.value import definition, value


def explain(served: Served, selection: Selection) -> None:
    """Draws the explanation of one value; where the lines cannot be found, that and the value."""
    words, t = selection.language, selection.language.t
    shown = shown_value(served, selection)
    try:
        known = figures(served, shown)
        found = summary(served, shown) if is_allowed("read_rows") else known
    except KpiError:
        text = t(
            "The lines of this figure cannot be read: the files behind these data are not in the"
            " store, or are of an older version. Load the data again."
        )
        st.error(plain(text), icon=":material/error:")
        return
    value(served, shown, known)
    if known.lines:
        if found is not known and found.lines:
            st.header(t("Files behind this number"), anchor=False)
            files_table(served, shown, found)
            replaced(served, shown, changes(served, shown, found.exports))
        st.header(t("What it is made of"), anchor=False)
        left, right = st.columns([3, 2], gap="large")
        with left:
            units_table(served, shown, known)
        with right:
            topics_table(served, shown, known)
        st.header(t("Lines of the files"), anchor=False)
        if is_offered("read_rows", words):
            limits(known, found, words)
            if found.lines:
                lines_table(served, shown, found)
        download(served, shown, known, found)
    st.header(t("Checks of these data"), anchor=False)
    checks_table(served, shown, known)
    st.header(t("Definition"), anchor=False)
    definition(shown)
