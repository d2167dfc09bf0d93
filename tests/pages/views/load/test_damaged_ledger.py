"""On the page for loading a damaged ledger is told; nothing can be loaded or closed meanwhile."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.ledger.refusals import LEDGER
from pages.shell.menu import DRAWN

PAGE = Path(__file__).parents[4] / "pages" / "load.py"


def opened(store, monkeypatch):
    monkeypatch.setenv("DX_STORE", str(store))
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    app.session_state[DRAWN] = True  # as streamlit_app.py leaves it
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize("name", [LEDGER, "CLOSED.json", "LAYOUTS.json", "ALIASES.json"])
def test_what_is_damaged_is_told(tmp_path, monkeypatch, name):
    (tmp_path / name).write_text("{", encoding="utf-8")
    app = opened(tmp_path, monkeypatch)
    (told,) = app.error
    assert name in told.value.replace("\\", "") and "hỏng" in told.value
    assert "không thể nạp, khôi phục hay lưu" in told.value
    assert str(tmp_path) not in told.value
    assert not app.text_input and not app.get("file_uploader")
    assert (tmp_path / name).read_text("utf-8") == "{"


def test_an_empty_store_is_no_damage(tmp_path, monkeypatch):
    app = opened(tmp_path, monkeypatch)
    assert not app.error
    assert app.get("file_uploader")
    assert list(tmp_path.iterdir()) == []
