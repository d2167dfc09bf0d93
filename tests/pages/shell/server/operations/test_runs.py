"""What a page says where something is refused that it did not expect."""

from streamlit.testing.v1 import AppTest


def a_page_whose_reader_lost_a_role():
    import streamlit as st

    from data.access.check import require
    from data.access.person import Person, at_work
    from pages.shell.server.operations.runs import running

    with running():
        st.write("what was allowed")
        with at_work(Person("An", "viewer")):
            require("read_rows")
        st.write("what was not")


def test_a_role_that_is_taken_away_while_a_page_is_drawn_is_told_and_no_error():
    app = AppTest.from_function(a_page_whose_reader_lost_a_role).run(timeout=60)
    assert not app.exception
    assert [one.value for one in app.markdown] == ["what was allowed"]
    assert "vai trò của bạn không được làm việc này" in app.error[0].value.lower()
    assert app.caption[0].value
