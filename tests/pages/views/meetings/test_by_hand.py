"""An item whose address shows nothing any more stays on the agenda with the reason, everywhere."""

import io
import re
from contextlib import closing
from dataclasses import replace
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from data.ledger.meetings import agenda, shown
from data.ledger.meetings.agenda import Item, Meeting
from data.store.snapshot import current
from pages.briefs.documents import Format, make
from pages.briefs.frozen import fingerprint
from pages.briefs.meeting import brief_of
from pages.text.language import Language
from pages.views.meetings.by_hand import item_by_hand
from pages.views.meetings.items import _copied
from tests.pages.briefs.test_frozen import VIEW
from tests.pages.opened import html_of, opened, text_of
from tests.stores import copy_of

VI, OFFICE = Language("vi"), "Sở Khoa học và Công nghệ"
REFUSED = {
    "http://bang.example.vn/mapp?kpi=online_dossier_share": "Không có trang “mapp”.",
    "map?kpi=no_such_share": "Không có chỉ số “no_such_share”.",
    "map?snapshot=g999999-00000000": "Số liệu của liên kết này không còn được lưu.",
    "map?period=1999-01": "Không có dữ liệu cho kỳ 1999-01.",
    "map?vintage=1900": "Không có bộ đơn vị năm 1900.",
    "map?level=village": "Không có cấp “village”.",
    "map?level=commune&area=nowhere": "Không có đơn vị “nowhere”",
}


@pytest.fixture
def store(demo_store, tmp_path, monkeypatch):
    store = copy_of(demo_store, tmp_path / "store")
    monkeypatch.setenv("DX_STORE", str(store))
    return store


@pytest.mark.parametrize(("address", "reason"), REFUSED.items())
def test_a_link_that_shows_nothing_any_more_says_why(served_demo, address, reason):
    item = item_by_hand("Mục cũ", address, "", VI)
    assert reason in item.refused
    assert item.page == ("" if "mapp" in address else "map")


def test_a_link_that_shows_its_view_says_that_it_is_only_a_link(served_demo):
    name = current(served_demo).name
    item = item_by_hand("Bản đồ", f"/map?kpi=online_dossier_share&snapshot={name}", "Gì?", VI)
    assert item.refused.startswith("Chương trình mới chỉ có liên kết")
    assert item.selection == {"kpi": "online_dossier_share", "snapshot": name}
    assert item_by_hand("Khai mạc", " ", "", VI) == Item("Khai mạc")


def text_in(kind: Format, made: bytes) -> str:
    """All that a document says."""
    if kind is Format.PDF:
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    with closing(ZipFile(io.BytesIO(made))) as parts:
        every = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")]
    return re.sub(r"<[^>]*>", "", " ".join(every))


@pytest.mark.sweep
def test_the_reason_stands_on_agenda_slide_and_in_all_documents(store, tmp_path):
    id = agenda.save_meeting(store, Meeting("Họp", "2099-12-10"), OFFICE)
    agenda.add_item(store, id, item_by_hand("Mục cũ", "mapp", "", VI), OFFICE)
    written = VIEW.written()
    shown.keep(store, id, written, ".json", OFFICE)
    lost = Item("Mục mất", "map", dict(VIEW.selection), fingerprint(written))
    agenda.add_item(store, id, lost, OFFICE)
    (file,) = (store / "meetings" / str(id)).glob("*.json")
    file.write_bytes(written[:-9])  # damaged
    why = "Không có trang “mapp”.", "Nội dung đã trình chiếu không còn đọc được."
    for page in ("meetings", "present"):
        app = opened(page, meeting=str(id), lang="vi")
        told = text_of(app) + html_of(app)
        assert not app.exception and all(one in told for one in why), page
    for kind in Format:
        path = tmp_path / f"out.{kind}"
        make(brief_of(store, id, VI), kind, path)
        told = " ".join(text_in(kind, path.read_bytes()).split())
        assert all(one in told for one in why), kind


def test_a_copy_of_an_item_whose_view_is_lost_says_so(store):
    ids = [agenda.save_meeting(store, Meeting(n, "2099-12-10"), OFFICE) for n in ("Một", "Hai")]
    agenda.add_item(store, ids[0], Item("Mất", "map", {}, "0" * 64), OFFICE)
    _copied(agenda.items(store, ids[0]), *ids, OFFICE, VI)
    (copy,) = agenda.items(store, ids[1])
    assert (copy.frozen, copy.page) == ("", "map")
    assert copy == replace(copy, refused="Nội dung đã trình chiếu không còn đọc được.")
