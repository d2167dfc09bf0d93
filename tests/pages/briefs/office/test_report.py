"""The report for Word: the form of the decree, filled; a template of an office's own."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from data.refusal import RefusedError
from pages.briefs.content import parts
from pages.briefs.office.report import NEEDED, docx
from tests.pages.briefs.example import LINK, brief, frozen_view


@pytest.fixture(scope="module")
def made() -> bytes:
    return docx(brief())


@pytest.fixture(scope="module")
def report(made):
    return Document(BytesIO(made))


def written(report) -> str:
    """All texts, those in tables too, in their order."""
    return "\n".join(
        "".join(text.text or "" for text in one.iter(qn("w:t")))
        for one in report.element.body.iter(qn("w:p"))
    )


def test_equal_briefs_give_equal_bytes(made):
    assert docx(brief()) == made


def test_the_form_is_that_of_the_decree(report):
    section = report.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    assert Mm(20) <= section.top_margin <= Mm(25) and Mm(20) <= section.bottom_margin <= Mm(25)
    assert Mm(30) <= section.left_margin <= Mm(35) and Mm(15) <= section.right_margin <= Mm(20)
    assert report.styles["Normal"].font.name == "Times New Roman"
    assert 13 <= report.styles["Normal"].font.size.pt <= 14
    head = [cell.text for cell in report.tables[0].rows[0].cells]
    assert head[0].startswith("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ TỈNH NAM ĐỊNH\n")
    assert head[1].startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n")
    assert "Số:" in head[0] and "Nam Định, ngày" in head[1] and "năm 2026" in head[1]
    text = written(report)
    assert text.index("BÁO CÁO") < text.index(f"Kết quả {brief().name}") < text.index("Nơi nhận")


def test_no_mark_is_left(report):
    assert not any(sign in written(report) for sign in ("{{", "{%", "%}", "}}"))


def test_it_says_what_was_asked_found_and_decided(report):
    text = written(report)
    for part in parts(brief()):
        told = [part.item.question, *part.sentences, part.mark, part.item.refused, part.shown]
        told += [f"{title}: {fact}" for title, fact in part.facts]
        told += [cell for row in part.decisions for cell in row]
        for one in filter(None, told):
            assert one in text, one


def test_numbers_of_the_tables_are_those_of_the_view(report):
    found = [[[cell.text for cell in row.cells] for row in one.rows] for one in report.tables]
    for part in parts(brief())[:2]:
        wanted = [list(part.table.columns), *map(list, part.table.rows)]
        assert wanted in found


def test_columns_are_as_wide_as_what_they_hold(report):
    (table, *_) = [one for one in report.tables if one.rows[0].cells[0].text == "Mã"]
    code, name, *_ = [cell.width for cell in table.rows[1].cells]
    assert name > 2 * code
    section = report.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for one in report.tables:
        assert sum(cell.width for cell in one.rows[0].cells) <= room + Mm(1)


def test_a_long_table_stands_behind_the_signature(report):
    text = written(report)
    assert text.index("Nơi nhận") < text.index("Phụ lục của mục 2: Hồ sơ")
    assert "Phụ lục của mục 1" not in text


def test_pictures_are_told_in_words(report):
    told = [one.get("descr") for one in report.element.body.iter(qn("wp:docPr"))]
    assert sum(text.startswith("Bản đồ: ") for text in told) == 2
    assert sum("QR" in text for text in told) == 2
    assert {one.target_ref for one in report.part.rels.values() if one.is_external} == {LINK}
    assert written(report).count("Mở trang này") == 2


def template(tmp_path, *lines: str):
    """A template of an office's own with these lines."""
    own = Document()
    for line in lines:
        own.add_paragraph(line)
    own.save(tmp_path / "own.docx")
    return tmp_path / "own.docx"


WHOLE = ("{{ name }}{{ mark }}", "{% for part in parts %}{{ part.title }};{% endfor %}",
         "{{ annexes|length }}")  # fmt: skip


def test_an_office_may_have_a_form_of_its_own(tmp_path):
    own = docx(brief(), template(tmp_path, "Mẫu riêng", *WHOLE))
    text = written(Document(BytesIO(own)))
    assert text.startswith("Mẫu riêng") and brief().items[1].title in text


@pytest.mark.parametrize("mark", sorted(NEEDED))
def test_a_template_without_a_needed_mark_is_refused_by_its_name(tmp_path, mark):
    lines = [line.replace(mark, "other") for line in WHOLE]
    with pytest.raises(RefusedError) as refused:
        docx(brief(), template(tmp_path, *lines))
    assert refused.value.file == "own.docx"
    assert f"{{{{ {mark} }}}}" in refused.value.reason.vi


@pytest.mark.parametrize("line", ["{{ name", "{% for %}", "{{ parts.__class__.__mro__ }}"])
def test_a_template_with_a_broken_mark_is_refused(tmp_path, line):
    with pytest.raises(RefusedError) as refused:
        docx(brief(), template(tmp_path, *WHOLE, line))
    assert "viết sai" in refused.value.reason.vi


@pytest.mark.parametrize("content", [None, b"", b"no file of Word"])
def test_what_is_no_file_of_word_is_refused(tmp_path, content):
    path = tmp_path / "own.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RefusedError) as refused:
        docx(brief(), path)
    assert ".docx" in refused.value.reason.vi


def test_a_text_with_signs_of_a_template_or_of_xml_stays_a_text():
    item = replace(brief().items[2], title="{{ 1 + 1 }} <b> & {% if %}")
    made = docx(replace(brief(), items=(item,)))
    assert "1. {{ 1 + 1 }} <b> & {% if %}" in written(Document(BytesIO(made)))


def test_several_maps_follow_each_other():
    item = replace(brief().items[0], view=frozen_view("district", 2))
    report = Document(BytesIO(docx(replace(brief(), items=(item,)))))
    told = [one.get("descr") for one in report.element.body.iter(qn("wp:docPr"))]
    assert sum(text.startswith("Tháng ") for text in told) == 2
