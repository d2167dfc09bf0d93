"""A damaged file of closed months, columns or names is told, and nothing is loaded meanwhile."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest


def page(store: str) -> None:
    """A page that says whether all can be read."""
    from pathlib import Path

    import streamlit as st

    from pages.text.language import Language
    from pages.views.load.closed_months import can_be_read

    st.write(str(can_be_read(Path(store), Language("vi"))))


@pytest.mark.parametrize("name", ["CLOSED.json", "LAYOUTS.json", "ALIASES.json"])
def test_a_damaged_file_is_told(tmp_path: Path, name: str):
    (tmp_path / name).write_text("{", encoding="utf-8")
    app = AppTest.from_function(page, args=(str(tmp_path),)).run()
    assert app.markdown[-1].value == "False"
    (told,) = app.error
    assert "hỏng" in told.value


def test_an_empty_store_is_whole(tmp_path: Path):
    app = AppTest.from_function(page, args=(str(tmp_path),)).run()
    assert app.markdown[-1].value == "True"
    assert not app.error
