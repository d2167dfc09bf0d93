"""Catalogue of indicators: written by the stanzas, so that it can never differ from the figures."""

import streamlit as st

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.selection import language
from pages.shell.served import catalogue
from pages.text.markup import plain
from pages.views.catalogue.download import download
from pages.views.catalogue.entry import catalogue_entry, searched

served, selection = open_page(language().t("Catalogue of indicators"))
words = selection.language
t = words.t

st.write(
    t(
        "Every indicator is a numerator over a denominator. The value of a district or of the"
        " province is the sum of the numerators over the sum of the denominators, never a mean of"
        " shares. A value that was not reported is missing, not zero."
    )
)
sought = st.text_input(t("Search"), placeholder=t("A word of the name or the definition"))
found = searched(sought, words)
for group in catalogue().groups.values():
    entries = [kpi for kpi in found if kpi.group == group.id]
    if entries:
        st.header(plain(words.pick(group.name)), anchor=False)
    for kpi in entries:
        with st.expander(plain(words.pick(kpi.name)), expanded=kpi.id == selection.kpi):
            st.html(catalogue_entry(kpi, selection))
if found:
    download(served, [kpi.id for kpi in found], selection)
else:
    st.info(t("No indicator matches. Try another word."))

close_page(served, selection)
