"""The button under each view that keeps it under a name, and what is asked then."""

import streamlit as st

from data.access.check import is_allowed
from data.access.person import person
from data.ledger.analysis.named import LONGEST
from data.ledger.analysis.saved_views import SavedView, save_view
from data.refusal import RefusedError
from pages.shell.menu import PAGE, TITLE
from pages.shell.refused import draw_refusal
from pages.shell.selection import Selection, link
from pages.shell.served import store_directory
from pages.shell.url import chosen_fields
from pages.text.language import Language
from pages.text.markup import label, plain
from pages.widgets.kept.changing import who_sees
from pages.widgets.meetings.taking import OFFICE, office_input

LEFT_OUT = ("snapshot", "lang")  # a view that is opened again shows the newest data


def keep_view(selection: Selection, key: str) -> None:
    """Draws the button; a click asks for a name, then keeps the page with its whole selection."""
    if not is_allowed("save_view"):
        return
    title = selection.language.t("Save this view")
    if st.button(label(title), key=f"keep-{key}", icon=":material/bookmark_add:"):
        st.dialog(label(title))(_ask)(selection, key)


def _ask(selection: Selection, key: str) -> None:
    words, t = selection.language, selection.language.t
    with st.form(f"keep-form-{key}", border=False):
        name = st.text_input(label(t("Name of the view")), max_chars=LONGEST)
        office = office_input(words)
        name_of = person().name
        is_shared = not name_of or st.toggle(label(t("Share it with everyone")))
        st.caption(plain(who_sees(name_of, words)))
        if not st.form_submit_button(label(t("Save")), type="primary"):
            return
    st.session_state[OFFICE] = office
    if save(name, office, words, is_shared):
        st.success(plain(t("It is kept; the list of saved views is on the page “Analysis”.")))
        st.html(f"<p>{link('analysis', t('Open the list'), selection)}</p>")


def save(name: str, office: str, words: Language, is_shared: bool = False) -> bool:
    """Keeps what is on the screen under a name; says why where it cannot be kept."""
    fields = {one: text for one, text in chosen_fields().items() if one not in LEFT_OUT}
    page = str(st.session_state.get(PAGE, ""))
    title = str(st.session_state.get(TITLE, ""))
    view = SavedView(name, page, fields, title, is_shared=is_shared)
    try:
        save_view(store_directory(), view, office)
    except RefusedError as refused:
        draw_refusal(refused, words)
        return False
    return True
