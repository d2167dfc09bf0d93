"""One group: who is in it, what it did, what it reported, and its place in its commune."""

import streamlit as st

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.offered.few import sees_few, why_not
from pages.shell.pickers import pick_period
from pages.shell.selection import language
from pages.shell.url import title_row
from pages.text.markup import plain
from pages.views.group.download import download
from pages.views.group.history import months_table, work_chart, work_table
from pages.views.group.place import beside
from pages.views.group.view import asked, found, head, not_found
from pages.widgets.groups.words import can_show

wish = asked()
served, selection = open_page(language().t("A group"), ("commune",))

if can_show(served, selection.language):
    with title_row():
        pick_period(served, selection)

    group = found(wish, served, selection)
    if group is None:
        not_found(wish, served, selection)
    else:
        head(group, served, selection)
        if sees_few():
            work_table(group, served, selection)
            work_chart(group, served, selection)
        else:
            st.info(plain(why_not(selection.language)))
        st.header(selection.language.t("Month by month"), anchor=False)
        months_table(group, served, selection)
        beside(group, served, selection)
        download(group, served, selection)

close_page(served, selection)
