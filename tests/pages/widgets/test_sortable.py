"""Tables that sort: the values are numbers, what is read are texts, a chosen row stands out."""

import re

import pyarrow as pa
from streamlit.testing.v1 import AppTest


def table(marked=()):
    """What the browser gets of a table of three rows."""

    def page(marked):
        import pandas as pd

        from pages.widgets.table import sortable

        values = pd.DataFrame({"Xã": ["A", "B", "C"], "Giá trị": [9.5, None, 10.0]})
        sortable(values, {"Giá trị": ["9,5%", "–", "≈ 10,0%"]}, "one", 200, marked=marked)

    app = AppTest.from_function(page, args=(marked,)).run()
    assert not app.exception
    return app.dataframe[0]


def test_the_browser_sorts_numbers():
    values = table().value
    assert values["Giá trị"].dtype.kind == "f"
    assert values["Giá trị"].dropna().tolist() == [9.5, 10.0]


def test_the_reader_sees_texts_where_there_are_some_else_the_values():
    shown = pa.ipc.open_stream(table().proto.arrow_data.styler.display_values).read_pandas()
    assert shown.to_numpy().tolist() == [[None, "9,5%"], [None, "–"], [None, "≈ 10,0%"]]


def test_what_a_browser_writes_by_itself_is_not_sent():
    def page():
        import pandas as pd

        from pages.widgets.table import sortable

        values = pd.DataFrame({"Hạng": [1.0, 2.0, None], "Số": [7, 1234, 1000000]})
        sortable(values, {"Hạng": ["1", "2", "–"], "Số": ["7", "1.234", "1.000.000"]}, "one", 200)

    app = AppTest.from_function(page).run()
    styler = app.dataframe[0].proto.arrow_data.styler
    shown = pa.ipc.open_stream(styler.display_values).read_pandas()
    assert shown.astype(object).where(shown.notna(), "").to_numpy().tolist() == [
        ["", ""],
        ["", "1.234"],
        ["–", "1.000.000"],
    ]


def test_only_the_chosen_row_stands_out():
    styles = table([1]).proto.arrow_data.styler.styles
    assert re.findall(r"row\d+_col\d+", styles) == ["row1_col0", "row1_col1"]
    assert "font-weight: 700" in styles
    assert not table().proto.arrow_data.styler.styles


def test_a_count_that_is_not_known_is_nothing():
    def page():
        import pandas as pd

        from pages.widgets.table import sortable

        values = pd.DataFrame({"Tổ": ["A", "B"], "Số": pd.array([1234, None], "Int64")})
        sortable(values, {"Số": ["1.234", "–"]}, "one", 200)

    app = AppTest.from_function(page).run()
    assert not app.exception
    shown = pa.ipc.open_stream(app.dataframe[0].proto.arrow_data.styler.display_values)
    assert shown.read_pandas()["Số"].tolist() == ["1.234", "–"]


def test_a_chosen_cell_is_let_go_once_another_unit_stands_in_its_row():
    def page():
        import pandas as pd
        import streamlit as st

        from pages.shell.selection import Selection
        from pages.widgets.table import sortable_units

        codes = st.session_state.get("codes", ["a", "b"])
        selection = Selection("vssid_share", "commune", "2026-10", "2025", area="b")
        sortable_units(pd.DataFrame({"Xã": codes}), {}, codes, selection, "units", 200)

    app = AppTest.from_function(page)
    app.session_state["units"] = {"selection": {"rows": [], "columns": [], "cells": [(1, "Xã")]}}
    assert app.run().session_state["units"]["selection"]["cells"] == [(1, "Xã")]
    app.session_state["codes"] = ["b", "a"]
    assert app.run().session_state["units"]["selection"]["cells"] == []
    assert not app.exception
