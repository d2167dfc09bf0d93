"""Who is at work on a page, also when a file of it is made later and elsewhere."""

import pytest
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.testing.v1 import AppTest

from data.access import person as at_the_door
from data.access.person import NOBODY, OPERATOR, Person, at_work
from pages.shell.offered.at_work import for_whom, later
from pages.text.language import Language


def page() -> None:
    import streamlit as st

    from pages.shell.offered.at_work import later, typed_name

    st.session_state["later"] = later()
    st.session_state["name"] = typed_name("By", "by", 200)


def test_who_is_at_work_later_is_asked_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread without a page is nobody's; with it the role is that of the moment."""
    role = ["steward"]

    def found() -> Person:
        page = get_script_run_ctx(suppress_warning=True)
        return Person("An", role[0]) if page is not None else NOBODY

    monkeypatch.setattr(at_the_door, "_found", found)
    app = AppTest.from_function(page).run()
    ask, name = app.session_state["later"], app.session_state["name"]
    assert (name, len(app.text_input)) == ("An", 0)  # who signed in is not asked
    assert ask() == Person("An", "steward")
    role[0] = "viewer"
    assert ask() == Person("An", "viewer")
    assert at_the_door.person() == NOBODY


def test_without_a_page_it_is_who_was_at_work_then() -> None:
    with at_work(Person("An", "viewer")):
        ask = later()
    assert ask() == Person("An", "viewer")


def test_where_nobody_signs_in_a_name_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_the_door, "_found", lambda: OPERATOR)
    assert len(AppTest.from_function(page).run().text_input) == 1


def test_for_whom_something_is_stands_in_words() -> None:
    assert for_whom("read_rows", Language("vi")) == "Chỉ dành cho: phụ trách số liệu, quản trị."
    assert for_whom("publish", Language("en")) == "Only for: administrator."
