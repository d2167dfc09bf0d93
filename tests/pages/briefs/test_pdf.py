"""The PDF of a meeting: an archive that is read aloud, equal for equal briefs."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from data.refusal import RefusedError
from pages.briefs.content import parts
from pages.briefs.pdf import pdf
from pages.briefs.typeset import FONTS, typeset
from pages.figures import palette
from tests.pages.briefs.example import LINK, VIETNAMESE, brief, frozen_view


def pages_of(made: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


def objects(made: bytes) -> list[dict]:
    """Every dictionary of a file."""
    reader = PdfReader(BytesIO(made))
    numbers = range(1, int(reader.trailer["/Size"]))
    found = (reader.get_object(number) for number in numbers)
    return [one for one in found if isinstance(one, dict)]


def alternatives(made: bytes) -> list[str]:
    """The texts that stand for pictures."""
    return [str(one["/Alt"]) for one in objects(made) if "/Alt" in one]


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf(brief())


@pytest.fixture(scope="module")
def pages(made) -> list[str]:
    return pages_of(made)


def test_equal_briefs_give_equal_bytes(made):
    assert pdf(brief()) == made
    assert pdf(replace(brief(), name="Khác")) != made


def require_archive(made: bytes, title: str) -> None:
    """It is tagged, in Vietnamese, has a title and fonts, and says that it is PDF/A and PDF/UA."""
    reader = PdfReader(BytesIO(made))
    root = reader.root_object
    assert str(root["/Lang"]).startswith("vi")
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata.title == title
    facts = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2" in facts and "<pdfaid:conformance>A" in facts
    assert "<pdfuaid:part>1" in facts and title in facts
    every = objects(made)
    fonts = [one for one in every if one.get("/Type") == "/FontDescriptor"]
    assert fonts and all({"/FontFile2", "/FontFile3"} & one.keys() for one in fonts)
    figures = [one for one in every if one.get("/S") == "/Figure"]
    assert figures and all(one.get("/Alt") for one in figures)


def test_it_is_tagged_and_says_its_language_and_title(made):
    require_archive(made, brief().name)
    assert PdfReader(BytesIO(made)).metadata.creation_date.date().isoformat() == brief().day


def test_maps_and_codes_are_told_in_words(made):
    told = alternatives(made)
    assert sum(text.startswith("Bản đồ: ") for text in told) == 2
    assert sum("QR" in text for text in told) == 4  # of each item, and of its annex


def test_the_pages_are_a_cover_one_an_item_and_the_annexes(pages):
    whole = brief()
    assert whole.name in pages[0]
    for number, item in enumerate(whole.items, 1):
        assert f"{number}. {item.title}" in pages[0] or item.title in pages[0]
        assert f"{number}. {item.title}" in pages[number]
    assert "Phụ lục của mục 1" in pages[4]
    assert "Phụ lục của mục 2" in pages[5]


def test_a_page_holds_what_is_decided_and_what_the_figures_are(pages):
    part, page = parts(brief())[0], pages[1]
    told = [part.shown, part.item.question, *part.sentences, *part.item.minutes.split("\n")]
    told += [text for row in part.decisions for text in row if text]
    told += [f"{title}: {text}" for title, text in part.facts]
    for text in told:
        assert joined(text) in joined(page), text
    assert "Câu thứ tư" not in page
    assert "Chỉ số này không còn." in pages[3]


def joined(text: str) -> str:
    """A text without what a new line adds."""
    return re.sub(r"\s", "", text)


def test_the_mark_of_demonstration_stands_on_every_page_with_such_data(pages):
    marked = ["trình diễn" in page for page in pages]
    assert marked == [True, True, True, False, *[True] * (len(pages) - 4)]
    view = replace(frozen_view("district"), is_demonstration=False)
    real = replace(brief(), items=(replace(brief().items[0], view=view),))
    assert not any("Dữ liệu trình diễn" in page for page in pages_of(pdf(real)))


def test_every_number_of_a_table_stands_in_its_annex(pages):
    for part, text in zip(parts(brief())[:2], (pages[4], "".join(pages[5:])), strict=True):
        for row in part.table.rows:
            assert all(joined(cell) in joined(text) for cell in row)


def test_a_link_can_be_followed(made):
    notes = [note.get_object() for page in PdfReader(BytesIO(made)).pages
             for note in page.get("/Annots", [])]  # fmt: skip
    assert [note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})] == 4 * [LINK]


def test_a_short_table_without_a_map_stands_on_the_page():
    view = replace(frozen_view("district"), maps=())
    short = replace(brief(), items=(replace(brief().items[0], view=view),))
    pages = pages_of(pdf(short))
    assert len(pages) == 2
    assert "Huyện Mỹ Lộc" in pages[1] or "Mỹ Lộc" in pages[1]


@pytest.mark.parametrize("maps", [2, 3, 5])
def test_maps_stand_beside_each_other(maps):
    item = replace(brief().items[0], view=frozen_view("district", maps))
    made = pdf(replace(brief(), items=(item,)))
    assert sum(text.startswith("Tháng ") for text in alternatives(made)) == maps


def test_a_meeting_without_items_is_a_cover():
    assert len(pages_of(pdf(replace(brief(), items=(), day="")))) == 1


ARCHIVE = {"format": "pdf", "pdf_standards": ["a-2b"], "timestamp": 0}  # refuses an empty box
ALONE = '#set text(font: "Source Sans 3", fallback: false)\n#sys.inputs.text'
FOR_SIGNS = (
    '#set text(font: ("Source Sans 3", "DejaVu Sans Mono"), fallback: false)\n#sys.inputs.text'
)


def test_the_font_has_every_letter_of_vietnamese():
    text = VIETNAMESE + VIETNAMESE.upper()
    made = typeset(ALONE.encode(), {"text": text}, "x", **ARCHIVE)
    assert joined(pages_of(made)[0]) == text
    assert {path.name for path in FONTS.glob("*")} >= {"OFL.txt"}


def test_the_fonts_have_the_signs_of_the_pages():
    signs = "0123456789–−±≈≥≤·…“”×÷%→✔▲◆▼✖" + "".join(palette.HATCH_SIGN.values())
    made = typeset(FOR_SIGNS.encode(), {"text": signs}, "x", **ARCHIVE)
    assert joined(pages_of(made)[0]) == signs


def test_a_letter_that_no_font_has_is_refused_in_words():
    with pytest.raises(RefusedError) as refused:
        pdf(replace(brief(), items=(replace(brief().items[2], title="Họp 漢"),)))
    assert "phông chữ" in refused.value.reason.vi
