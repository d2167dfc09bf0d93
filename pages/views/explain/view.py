"""The value, and below it all that it is made of, in the order in which a reader asks."""

import streamlit as st

from kpis.errors import KpiError
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text.markup import plain
from pages.views.explain.asked import shown_value
from pages.views.explain.checks import checks_table
from pages.views.explain.download import download
from pages.views.explain.files import files_table
from pages.views.explain.lines import lines_table
from pages.views.explain.made_of import topics_table, units_table
from pages.views.explain.queries import changes, summary
from pages.views.explain.replaced import replaced
from pages.views.explain.value import definition, value


def explain(served: Served, selection: Selection) -> None:
    """Draws the explanation of one value; where the lines cannot be found, that and the value."""
    t, shown = selection.language.t, shown_value(served, selection)
    try:
        found = summary(served, shown)
    except KpiError:
        text = t(
            "The lines of this figure cannot be read: the files behind these data are not in the"
            " store, or are of an older version. Load the data again."
        )
        st.error(plain(text), icon=":material/error:")
        return
    value(served, shown, found)
    if found.lines:
        st.header(t("Files behind this number"), anchor=False)
        files_table(served, shown, found)
        replaced(served, shown, changes(served, shown, found.exports))
        st.header(t("What it is made of"), anchor=False)
        left, right = st.columns([3, 2], gap="large")
        with left:
            units_table(served, shown, found)
        with right:
            topics_table(served, shown, found)
        st.header(t("Lines of the files"), anchor=False)
        lines_table(served, shown, found)
        download(served, shown, found)
    st.header(t("Checks of these data"), anchor=False)
    checks_table(served, shown, found)
    st.header(t("Definition"), anchor=False)
    definition(shown)
