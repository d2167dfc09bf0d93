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
    assert values["Giá trị"].dtype == "float64"
    assert values["Giá trị"].dropna().tolist() == [9.5, 10.0]


def test_the_reader_sees_the_texts_and_the_other_columns_as_they_are():
    shown = pa.ipc.open_stream(table().proto.arrow_data.styler.display_values).read_pandas()
    assert shown.to_numpy().tolist() == [["A", "9,5%"], ["B", "–"], ["C", "≈ 10,0%"]]


def test_only_the_chosen_row_stands_out():
    styles = table([1]).proto.arrow_data.styler.styles
    assert re.findall(r"row\d+_col\d+", styles) == ["row1_col0", "row1_col1"]
    assert "font-weight: 700" in styles
    assert not table().proto.arrow_data.styler.styles
