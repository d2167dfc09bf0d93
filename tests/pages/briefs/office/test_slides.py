"""The slides of a meeting: what can be edited, read from afar, and is equal to the view."""

from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.util import Pt

from pages.briefs.content import parts
from pages.briefs.frozen import FrozenTable, Item
from pages.briefs.office.slides import pptx
from tests.pages.briefs.example import LINK, brief, frozen_view


@pytest.fixture(scope="module")
def made() -> bytes:
    return pptx(brief())


@pytest.fixture(scope="module")
def deck(made):
    return Presentation(BytesIO(made))


def titled(deck, start: str) -> list:
    """The slides whose title begins so."""
    return [slide for slide in deck.slides if slide.shapes.title.text.startswith(start)]


def written(slide) -> str:
    """All texts of a slide but those of tables and charts."""
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_equal_briefs_give_equal_bytes(made):
    assert pptx(brief()) == made


def test_slides_are_wide_and_each_has_a_title(deck):
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=1e-3)
    assert all(slide.shapes.title.text for slide in deck.slides)
    assert deck.slides[0].shapes.title.text == brief().name
    assert "2. Hồ sơ nộp trực tuyến theo xã" in written(titled(deck, "Chương trình")[0])


def test_letters_can_be_read_from_the_last_row(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            for run in runs(shape):
                is_foot = run.font.size == Pt(12)
                assert is_foot or run.font.size >= Pt(18), run.text
                if shape == slide.shapes.title:
                    assert run.font.size >= Pt(32)
                if is_foot:
                    assert shape.top > deck.slide_height * 0.85


def runs(shape) -> list:
    """The runs of a text box or of a table."""
    if shape.has_table:
        frames = [cell.text_frame for row in shape.table.rows for cell in row.cells]
    else:
        frames = [shape.text_frame] if shape.has_text_frame else []
    return [run for frame in frames for one in frame.paragraphs for run in one.runs]


def test_nothing_lies_outside_a_slide_or_over_its_title(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height


def test_a_map_is_a_picture_that_is_told_in_words(deck):
    for number, units in ((1, "Huyện"), (2, "Xã")):
        (first, *_) = titled(deck, f"{number}. ")
        told = [s._element._nvXxPr.cNvPr.get("descr") for s in first.shapes if is_picture(s)]
        assert any(text.startswith(f"Bản đồ: {units}") for text in told)
        assert "QR" in "".join(told)


def is_picture(shape) -> bool:
    return shape.shape_type is not None and shape.shape_type.name == "PICTURE"


def test_beside_the_map_stands_what_is_said_and_at_the_foot_what_it_is(deck):
    first, part = titled(deck, "1. ")[0], parts(brief())[0]
    for text in (part.item.question, *part.sentences, part.mark, part.shown):
        assert text in "".join(written(slide) for slide in titled(deck, "1. ")), text
    for title, text in part.facts:
        assert f"{title}: {text}" in written(first)
    assert part.item.note in first.notes_slide.notes_text_frame.text


def test_every_slide_of_a_view_leads_to_it(deck):
    for slide in titled(deck, "1. "):
        links = [run.hyperlink.address for shape in slide.shapes for run in runs(shape)]
        assert LINK in links


def test_numbers_of_a_table_are_those_of_the_view(deck):
    table = next(s.table for slide in titled(deck, "1. ") for s in slide.shapes if s.has_table)
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    shown = parts(brief())[0].table
    assert tuple(cells[0]) == shown.columns
    assert [tuple(row) for row in cells[1:]] == list(shown.rows)


def test_a_long_table_says_that_it_goes_on(deck):
    (slide,) = titled(deck, "2. Hồ sơ nộp trực tuyến theo xã: Số liệu")
    table = next(s.table for s in slide.shapes if s.has_table)
    assert len(table.rows) == 11
    assert "Dòng: 10/226" in written(slide)


def test_a_chart_holds_the_numbers_themselves(deck):
    chart = next(s.chart for slide in titled(deck, "1. ") for s in slide.shapes if s.has_chart)
    rows = brief().items[0].view.table.rows
    assert list(chart.plots[0].categories) == [row[2] for row in rows]
    assert list(chart.plots[0].series[0].values) == [row[4] for row in rows]


def test_of_many_units_the_highest_and_the_lowest_are_charted(deck):
    chart = next(s.chart for slide in titled(deck, "2. ") for s in slide.shapes if s.has_chart)
    values = [r[4] for r in brief().items[1].view.table.rows if isinstance(r[4], float)]
    ranked = sorted(values, reverse=True)
    assert list(chart.plots[0].series[0].values) == ranked[:6] + ranked[-6:]


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        (("Đơn vị", "Giá trị"), (("Ý Yên", 1.0), ("Ý Yên", 2.0))),
        (("Chỉ số", "Đơn vị", "Giá trị"), (("a", "Ý Yên", 1.0), ("b", "Mỹ Lộc", 200.0))),
    ],
)
def test_values_that_cannot_be_compared_are_not_charted(columns, rows):
    view = replace(frozen_view("district"), maps=(), table=FrozenTable(columns, rows))
    deck = Presentation(BytesIO(pptx(replace(brief(), items=(Item(title="t", view=view),)))))
    assert not [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def test_decisions_have_a_slide(deck):
    (slide,) = [s for s in titled(deck, "1. ") if s.shapes.title.text.endswith("Quyết định")]
    for one in brief().items[0].decisions:
        assert one.text in written(slide) and one.owner in written(slide)


def test_an_item_without_a_view_says_why(deck):
    (slide,) = titled(deck, "3. ")
    assert "Chỉ số này không còn." in written(slide)


def test_texts_that_do_not_fit_go_on(deck):
    item = Item(title="Dài", question="Một câu hỏi rất dài. " * 100, refused="Hết.")
    slides = titled(Presentation(BytesIO(pptx(replace(brief(), items=(item,))))), "1. ")
    assert len(slides) > 1
    assert sum(written(slide).count("Một") for slide in slides) == 100
    assert "Hết." in written(slides[-1])


def test_a_wide_table_keeps_its_names_and_values():
    row = ("x" * 60, *(f"{n}" * 30 for n in range(3)), "Ý Yên", 1.5)
    other = (*("y" * 30 for _ in range(4)), "Mỹ Lộc", 2.5)
    table = FrozenTable((*"abcd", "Đơn vị", "Giá trị"), (row, other))
    view = replace(frozen_view("district"), maps=(), table=table)
    deck = Presentation(BytesIO(pptx(replace(brief(), items=(Item(title="t", view=view),)))))
    shown = next(s.table for slide in deck.slides for s in slide.shapes if s.has_table)
    titles = [cell.text for cell in shown.rows[0].cells]
    assert titles[-2:] == ["Đơn vị", "Giá trị"] and len(titles) < 6
