"""The box on the server: what it answers from the data that are published, and when it cannot."""

import json
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from data.ledger.analysis.saved_views import SavedView, save_view
from data.ledger.meetings.agenda import Meeting, save_meeting
from data.store.snapshot import current
from pages.shell.finder import address, answers
from pages.shell.finder.script import finder_script
from pages.shell.frontend.middleware import first_html
from pages.shell.frontend.scripts import script, version
from tests.stores import copy_of


def asked(find: str, **fields: str) -> tuple[int, dict]:
    """The status and the answer of the server, in Vietnamese unless `lang` says otherwise."""
    query = urlencode({"lang": "vi", **fields, "find": find}).encode()
    scope = {"type": "http", "method": "GET", "path": address.ADDRESS, "headers": []}
    response = address.find(Request({**scope, "query_string": query}))
    assert response.headers["cache-control"] == "no-store"
    return response.status_code, json.loads(response.body)


def test_a_wish_is_answered_in_words_with_a_link(served_demo):
    status, reply = asked("chu ky so huyen nam truc 2025")
    assert status == 200 and reply["sure"] and reply["said"] == ""
    (choice,) = reply["choices"]
    assert choice == {
        "understood": "Chỉ số: Tỷ lệ người trưởng thành có chữ ký số · Địa điểm: Huyện Nam Trực"
        " (cũ) · Kỳ: năm 2025",
        "page": "Bản đồ",
        "link": "map?lang=vi&period=2025&kpi=e_signature_share&level=district&area=362",
        "notes": [],
    }
    assert [one["page"] for one in reply["others"]][:2] == ["Xã của tôi", "Mạng lưới"]


def test_what_is_not_met_and_not_understood_is_said_in_the_language_of_the_page(served_demo):
    _, reply = asked("digital economy district nam truc", lang="en")
    assert reply["choices"][0]["notes"] == ["This indicator is not measured for: districts."]
    _, reply = asked("chữ ký số xyzzy")
    assert reply["said"] == "Không hiểu: “xyzzy”." and not reply["sure"]


def test_the_groups_of_the_snapshot_are_found(served_demo):
    _, reply = asked("T-13633-07")
    assert reply["choices"][0]["link"] == "group?lang=vi&group=T-13633-07"
    assert "Tổ dân phố số 7" in reply["choices"][0]["understood"]


def test_a_meeting_is_found_once_it_is_written(demo_store, tmp_path, monkeypatch):
    store = copy_of(demo_store, tmp_path / "store")
    monkeypatch.setenv("DX_STORE", str(store))
    id = save_meeting(store, Meeting("Giao ban chuyển đổi số", "2026-11-12"), "test")
    for text in ("giao ban", "cuoc hop 12/11/2026"):
        _, reply = asked(text)
        assert [one["link"] for one in reply["choices"]] == [f"meetings?lang=vi&meeting={id}"]


def test_a_saved_view_is_found_by_its_name(demo_store, tmp_path, monkeypatch):
    store = copy_of(demo_store, tmp_path / "store")
    monkeypatch.setenv("DX_STORE", str(store))
    view = SavedView("Xã cần kèm cặp", "map", {"kpi": "eid_level2_share"}, "Bản đồ chỉ số")
    save_view(store, view, "test")
    _, reply = asked("can kem cap")
    assert [one["link"] for one in reply["choices"]] == ["map?lang=vi&kpi=eid_level2_share"]
    assert "Góc nhìn đã lưu" in reply["choices"][0]["understood"]


def test_the_snapshot_of_the_link_stays_in_the_answer(served_demo):
    name = current(served_demo).name
    _, reply = asked("vneid", snapshot=name)
    assert f"snapshot={name}" in reply["choices"][0]["link"]
    _, reply = asked("vneid", snapshot="../../etc")
    assert reply["choices"]


def test_without_data_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("DX_STORE", str(tmp_path))
    assert asked("vneid")[1]["said"] == ("Chưa có gì để tìm: chưa công bố số liệu nào.")


def test_a_failure_is_a_sentence(served_demo, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(answers, "answer", broken)
    status, reply = asked("vneid", lang="en")
    assert status == 503
    assert reply == {"said": "Nothing can be found at the moment. Open a page by the menu."}


@pytest.mark.parametrize("code", ["vi", "en"])
def test_every_page_loads_its_script_behind_everything_else(code):
    html = first_html(code).decode()
    assert f"<script defer src='./static/js-{version()}/finder.js'></script>" in html
    assert script("finder.js").decode() == finder_script()
    assert len(finder_script().encode()) < 16_000
