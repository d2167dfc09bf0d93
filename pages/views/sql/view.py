"""The page of queries: the box, what can be asked, and the answer."""

import streamlit as st

from data.query.parent import LONGEST
from data.refusal import RefusedError
from pages.shell.refused import draw_refusal
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import store, title_row
from pages.text.markup import label, plain
from pages.views.sql.data import noted
from pages.views.sql.result import ACROSS, CHART, UP, draw_result
from pages.views.sql.schema import TABLE, example, schema, titles

SQL, EXAMPLE = "sql", "sql_example"
FIELDS = (SQL, TABLE, CHART, ACROSS, UP)  # what a link of this page carries beside the selection
BOX = "sql_text"  # in the session: what stands in the box


def sql_page(served: Served, selection: Selection, own: dict[str, str]) -> None:
    """Draws the page; a question in the link is asked at once, as it can change nothing."""
    words, t = selection.language, selection.language.t
    _examples(selection)
    st.write(
        plain(
            t(
                "One SELECT on the published figures: nothing can be changed. A query may take 3"
                " seconds; 5,000 rows at most are shown."
            )
        )
    )
    if st.session_state.get(BOX) is None or st.session_state.get("sql_shown") != own[SQL]:
        st.session_state[BOX] = own[SQL]
    st.session_state["sql_shown"] = own[SQL]
    with st.form("sql-form", border=False):
        st.text_area(
            label(t("Query in SQL")),
            key=BOX,
            height=170,
            max_chars=LONGEST,
            placeholder="select … from readings where …",
        )
        st.form_submit_button(
            label(t("Run the query")), type="primary", icon=":material/play_arrow:", on_click=_run
        )
    schema(served, selection, own[TABLE])
    if not own[SQL].strip():
        return
    with st.spinner(plain(t("Running; the first query after a publish takes some seconds …"))):
        found = noted(served.name, own[SQL])
    if isinstance(found, RefusedError):
        draw_refusal(found, words)
        return
    draw_result(served, found, own[SQL], selection, own)


def _run() -> None:
    store({SQL: str(st.session_state[BOX]), CHART: "", ACROSS: "", UP: ""})


def _examples(selection: Selection) -> None:
    """Draws the list of questions to begin with; one that is chosen is asked."""
    t, names = selection.language.t, titles(selection.language)

    def chosen() -> None:
        if name := st.session_state[EXAMPLE]:
            store({SQL: example(name, selection), CHART: "", ACROSS: "", UP: ""})
            st.session_state[EXAMPLE] = None

    with title_row():
        st.selectbox(
            label(t("Begin with an example")),
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=t("Choose an example"),
            key=EXAMPLE,
            on_change=chosen,
            width=340,
        )
