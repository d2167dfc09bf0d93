"""Alerts: what the rules found in the latest data, and what became of it."""

import streamlit as st

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.selection import language
from pages.shell.url import title_row
from pages.text.markup import plain
from pages.views.alerts.alert_list import alert_list
from pages.views.alerts.download import download
from pages.views.alerts.overdue import overdue
from pages.views.alerts.pickers import pick_alerts, remember_link
from pages.views.alerts.unsent_mail import unsent_mail
from pages.widgets.alerts import alerts

wishes = remember_link()
served, selection = open_page(language().t("Alerts"))
t = selection.language.t

unsent_mail(selection.language)
overdue(served, selection)
found = alerts(served, selection.language)
if found is not None and found.rows.empty:
    st.success(t("The rules find nothing that needs attention."))
elif found is not None:
    with title_row():
        rows = pick_alerts(found.rows, wishes, served, selection)
    st.caption(plain(t("{n} of {all} alerts.", n=len(rows), all=len(found.rows))))
    if rows.empty:
        st.info(t("No alert is like that."))
    else:
        alert_list(found, rows, selection)
        download(served, rows, selection)

close_page(
    served,
    selection,
    t("The rules stand in kpis/alerts.toml; they are judged at each publish of data."),
    t("Only targets that are confirmed count, unless a rule says otherwise."),
)
