"""The preview of a file: read once while nothing changes, and asked what no column gives."""

import hashlib

import pytest
from streamlit.testing.v1 import AppTest

from pages.text.markup import label
from pages.views.load import preview

UNTIDY = "BÁO CÁO;;\nTháng;Mã xã;Số người xài VssID\n07/2023;13729;91\n"
MONTH_IN_TITLE = "Tháng 7 năm 2023;\nMã xã;Tài khoản VssID\n13729;91\n"


def page(path: str, store: str, digest: str) -> None:
    """A page that holds the preview alone."""
    from pathlib import Path

    import streamlit as st

    from pages.text.language import Language
    from pages.views.load.preview import preview
    from pages.views.load.upload import Uploaded

    st.session_state["ask"] = preview(
        Uploaded(Path(path), "bao_cao.csv", digest), Path(store), Language("en")
    )


@pytest.fixture
def reads(monkeypatch) -> list[str]:
    """The kind that each reading of a file was asked for."""
    kinds, look = [], preview.look

    def counted(request, store):
        kinds.append(request.ask.kind)
        return look(request, store)

    monkeypatch.setattr(preview, "look", counted)
    return kinds


@pytest.fixture
def opened(tmp_path):
    """Opens the preview of a text, in a store of its own."""

    def open_text(text: str) -> AppTest:
        path = tmp_path / "bao_cao.csv"
        path.write_text(text, encoding="utf-8")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        store = str(tmp_path / "store")
        return AppTest.from_function(page, args=(str(path), store, digest), default_timeout=30)

    return open_text


def shown(text: str) -> str:
    """A text as a reader sees it: without the signs that keep it from being Markdown."""
    return text.replace("\\", "")


def picker(app: AppTest, label: str):
    """The list with a label."""
    return next(one for one in app.selectbox if shown(one.label) == label)


def test_a_file_is_read_again_only_when_something_changes(opened, reads) -> None:
    app = opened(UNTIDY).run()
    app.run().run()
    assert reads == [""]
    picker(app, "Kind of file").select("su_dung_dich_vu").run()
    app.run()
    assert reads == ["", "su_dung_dich_vu"]
    assert app.session_state["ask"] is not None
    picker(app, "Số người xài VssID").select("vssid_accounts").run()
    app.run()
    assert reads == ["", "su_dung_dich_vu", "su_dung_dich_vu"]
    assert picker(app, "Số người xài VssID").value == "vssid_accounts"


def test_a_kind_that_is_not_clear_is_not_tried(opened) -> None:
    app = opened(UNTIDY).run()
    assert shown(app.subheader[0].value) == "Kind not clear: choose one above"
    assert app.session_state["ask"] is None


def test_a_value_for_all_rows_is_asked_where_no_column_gives_it(opened) -> None:
    app = opened(MONTH_IN_TITLE).run()
    picker(app, "Kind of file").select("su_dung_dich_vu").run()
    assert "Tháng 7 năm 2023" in app.caption[0].value
    assert [shown(one.label) for one in app.text_input] == ["Tháng: the value for all rows"]
    assert shown(app.warning[0].value).startswith("Columns still missing: Tháng.")
    assert app.session_state["ask"] is None
    app.text_input[0].input("tháng 7").run()
    assert shown(app.error[0].value) == "Tháng: write it as 10/2026."
    assert app.session_state["ask"] is None
    app.text_input[0].input(" 7/2023").run()
    assert not app.error and not app.warning
    assert app.session_state["ask"].constants == {"month": "07/2023"}


def test_two_columns_cannot_hold_one_field(opened) -> None:
    app = opened(UNTIDY.replace("BÁO CÁO;;", "BÁO CÁO;;;").replace("VssID\n", "VssID;Khác\n")).run()
    picker(app, "Kind of file").select("su_dung_dich_vu").run()
    picker(app, "Số người xài VssID").select("vssid_accounts").run()
    picker(app, "Khác").select("vssid_accounts").run()
    assert shown(app.warning[0].value) == "More than one column was chosen as: Tài khoản VssID"
    assert app.session_state["ask"] is None


@pytest.mark.parametrize(
    ("header", "written"),
    [
        ("Số người (đến 30/6)", "Số người (đến 30/6)"),
        ("1. Tổng số", "1\\. Tổng số"),
        ("![x](http://example.org/x.png)", "!\\[x\\](http:\u2060//example.org/x.png)"),
        ("- *a_b*", "\\- \\*a\\_b\\*"),
    ],
)
def test_a_header_is_no_markdown_in_a_label(header, written) -> None:
    assert label(header) == written
