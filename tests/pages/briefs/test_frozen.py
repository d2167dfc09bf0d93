"""A view that was frozen is read as it was written, and nothing else is."""

import json
from dataclasses import replace

import pytest

from pages.briefs.frozen import (
    FrozenMap,
    FrozenTable,
    FrozenView,
    UnreadableError,
    fingerprint,
    read,
)
from pages.figures.choropleth import MapClass, Marks
from pages.figures.marks.circles import Circles
from pages.figures.marks.lines import Line
from pages.figures.marks.table import Table

MAP = FrozenMap(
    title="",
    level="district",
    vintage="2024",
    bbox=(105.9, 19.9, 106.6, 20.6),
    classes=(
        MapClass("từ 80 đến dưới 90%", "#08519c", ["356", "358"]),
        MapClass("Chưa báo cáo", "#ffffff", ["359"], "not_reported"),
    ),
    surroundings=("360",),
    over={"estimate": (("356",), "Ước tính: 1")},
    labels=(("Nam Trực", 106.2, 20.3),),
    source="Ranh giới: …",
)
VIEW = FrozenView(
    page="map",
    selection={"kpi": "online_dossier_share", "snapshot": "g000001-77a57a9d"},
    language="vi",
    title="Tỷ lệ hồ sơ nộp trực tuyến",
    sentences=("8/10 huyện đạt chỉ tiêu 80%.",),
    facts=(("Kỳ", "Tháng 10/2026"),),
    table=FrozenTable(("Đơn vị", "Giá trị"), (("Nam Trực", 81.25), ("Mỹ Lộc", None), ("Ý Yên", 3))),
    maps=(MAP,),
    is_demonstration=True,
)


def test_a_view_is_read_as_it_was_written():
    written = VIEW.written()
    assert read(written, fingerprint(written)) == VIEW


def test_what_a_map_has_besides_classes_is_read_as_it_was_written():
    marks = Marks(
        "Ký hiệu tỷ lệ",
        Circles("Hồ sơ", (("356", 106.2, 20.3, 40.0),), ((20.0, "20"),)),
        (Line("1 đến 2 (1)", 2.0, (((106.1, 20.2), (106.2, 20.3)),)),),
        Table("A", "B", ("< 1", "≥ 1"), ("< 2", "≥ 2"), ((1, 2), (3, 4))),
    )
    view = replace(VIEW, maps=(replace(MAP, marks=marks),))
    written = view.written()
    assert read(written, fingerprint(written)) == view


def test_a_view_that_was_frozen_before_maps_had_marks_is_read():
    older = json.loads(VIEW.written())
    del older["maps"][0]["marks"]
    written = json.dumps(older, ensure_ascii=False, sort_keys=True, indent=1).encode()
    assert read(written, fingerprint(written)) == VIEW


def test_equal_views_have_equal_bytes_and_others_not():
    again = replace(VIEW, selection=dict(reversed(VIEW.selection.items())))
    assert again.written() == VIEW.written()
    assert replace(VIEW, title="Khác").written() != VIEW.written()


def test_what_was_altered_is_not_read():
    written = VIEW.written()
    altered = written.replace(b"81.25", b"82.25")
    assert altered != written
    with pytest.raises(UnreadableError):
        read(altered, fingerprint(written))


def test_a_later_form_is_not_read():
    later = json.dumps({**json.loads(VIEW.written()), "form": 2}).encode()
    with pytest.raises(UnreadableError):
        read(later, fingerprint(later))
