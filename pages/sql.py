"""SQL: one SELECT on the published figures, for analysts; only where DX_SQL=on."""

import streamlit as st

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.menu import NEEDS
from pages.shell.selection import language
from pages.shell.switches import is_on
from pages.shell.url import remember_link
from pages.text.markup import plain
from pages.views.sql.view import FIELDS, sql_page

own = remember_link(*FIELDS)
served, selection = open_page(language().t("Queries in SQL"), needs=NEEDS["sql"])
if is_on("SQL"):
    sql_page(served, selection, own)
else:
    st.info(plain(selection.language.t("Queries are switched off on this server.")))
close_page(served, selection)
