"""Every sentence and every figure of the documents of a whole meeting, read back out of the files.

The meeting is made as people make it: on each page the button is pressed that takes its view along.
A sentence of no known form is an error, and so is one that the KPI layer does not say.
"""

import re
from contextlib import closing
from io import BytesIO

import pandas as pd
import pytest
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from data.ledger.meetings import agenda
from data.store.snapshot import current
from kpis.catalogue.catalogue import load
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.progress.progress import progress
from pages.briefs.content import SENTENCES, labels, parts
from pages.briefs.documents import MADE
from pages.briefs.meeting import brief_of
from pages.briefs.office.monthly import monthly
from pages.briefs.office.report import docx
from pages.shell.menu import PAGE
from pages.text import words
from pages.text.formats import DECIMALS
from pages.text.language import Language
from tests.pages.briefs.grammar import expected, of_target, of_whole, read_back
from tests.pages.opened import asked, tame
from tests.stores import copy_of

pytestmark = pytest.mark.sweep
VI, OFFICE, QUESTION = Language("vi"), "Sở Khoa học và Công nghệ", "Giữ hay đổi chỉ tiêu?"
LEVELS = ("province", "district", "commune")
FORM = (
    r"\d+\. |Số liệu: phụ lục|.*Dòng: \d+/\d+; cột: |Giá trị: \d"
    r"|Bản số liệu công bố|Dữ liệu|Chỉ số: "
)
ONE = "kpi=online_dossier_share&level=commune"
VIEWS = (
    "map?kpi=payment_account_share&level=district&period=2024-08&vintage=2022",
    f"map?{ONE}&period=2026-10&vintage=2025",  # some have sent nothing
    "map?kpi=household_reach&level=commune&period=2026-10&vintage=2022",  # estimates
    f"map?{ONE}&period=2026-10&vintage=2025&district=360",
    "map?kpi=residents_per_group&level=district&period=2026-Q3&compare=previous",
    *("overview", "leader", "alerts", "communes", "network", "work", "difficulties", "effect"),
    "group?group=T-13759-01&period=2024-08",
    f"compare?{ONE}&comparison=vintages",
    f"compare?{ONE}&comparison=periods",
    f"compare?{ONE}&comparison=change",
    f"compare?{ONE}&comparison=series",
    f"compare?{ONE}&comparison=play",
    f"compare?{ONE}&comparison=indicators",
    *(
        f"targets?{ONE}",
        "verdict",
        "verdict?kpi=payment_account_share&level=commune&result=one",
        f"forecast?{ONE}",
    ),
    *("assign", "reach", "backtest", "quality", "catalogue", "sources"),
)


@pytest.fixture(scope="module")
def store(demo_store, tmp_path_factory):
    """A store with the meeting."""
    store = copy_of(demo_store, tmp_path_factory.mktemp("proof") / "store")
    meeting = agenda.Meeting("Họp quý IV", "2026-12-10", "Hội trường", "Ban Chỉ đạo")
    agenda.save_meeting(store, meeting, OFFICE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DX_STORE", str(store))
        for link in VIEWS:
            taken(link)
    return store


def taken(link: str) -> None:
    """Takes all views of a page to the meeting, by its own buttons."""
    link += ("&" if "?" in link else "?") + "lang=vi"
    for key in [one.key for one in asked(link).button if str(one.key).startswith("take-")]:
        page = asked(link)
        page.session_state[PAGE] = link.partition("?")[0]  # as the menu leaves it
        page.button(key=key).click().run()
        texts = {one.label: one for one in page.text_input}
        texts["Cơ quan"].set_value(OFFICE)
        texts["Cần quyết định"].set_value(QUESTION)
        page.button(key=key).click()  # who fills in the dialog has opened it
        next(one for one in page.button if one.label == "Đưa vào chương trình").click().run()
        assert not page.exception and "Đã đưa vào chương trình họp" in tame(page.success[0].value)


@pytest.fixture(scope="module")
def brief(store):
    return brief_of(store, 1, VI)


@pytest.fixture(scope="module")
def con(store):
    with closing(current(store).connect()) as con:
        yield con


@pytest.fixture(scope="module")
def said(brief, con) -> list[list[dict]]:
    """Of each item what the KPI layer says of it."""
    return [expected(con, context(one.view)) if one.view.sentences else [] for one in brief.items]


def context(view) -> dict[str, str]:
    """What the figures of a view are of: what was chosen, and what its file says of itself."""
    told, found = dict(view.facts), dict(view.selection)
    levels = {words.level(one, v, VI): one for one in LEVELS for v in ("2022", "2025")}
    found["level"] = levels.get(told.get("Cấp", ""), found["level"])
    if "Đơn vị hành chính" in told:
        found["vintage"] = told["Đơn vị hành chính"]
    if view.page == "verdict":
        found["period"] = f"{found['year']}-12"
    return found


def of_figures(found: list[str], item) -> list[dict]:
    """The sentences about figures among the texts of an item: all that is no other text of it."""
    view = item.view
    own = {item.title, QUESTION, view.title, *(f"{name}: {text}" for name, text in view.facts)}
    own |= {words.demonstration(VI), f"{labels(VI)['decide']}: {QUESTION}", *labels(VI).values()}
    left = [text for text in found if text and text not in own and not is_of_form(text)]
    return [read_back(text) for text in left]


def is_of_form(text: str) -> bool:
    """Whether a text belongs to the form of a document: titles, where the figures are."""
    return bool(re.match(FORM, text)) or not text.endswith(".")


def test_each_page_with_a_button_is_on_the_agenda(brief):
    assert {one.view.page for one in brief.items} == {link.partition("?")[0] for link in VIEWS}
    assert len(brief.items) >= len(VIEWS)


def test_the_sentences_of_the_views_are_what_the_kpi_layer_says(brief, said):
    for item, wanted in zip(brief.items, said, strict=True):
        assert [read_back(text) for text in item.view.sentences] == wanted, item.title
    forms = {one["form"] for wanted in said for one in wanted}
    assert forms >= {"moved", "target", "edges", "reports"}


def test_the_slides_say_what_the_kpi_layer_says(brief, said):
    slides = Presentation(BytesIO(MADE["pptx"](brief))).slides
    for number, (item, wanted) in enumerate(zip(brief.items, said, strict=True), 1):
        mine = [one for one in slides if one.shapes.title.text.startswith(f"{number}. ")]
        texts = [
            line.text
            for slide in mine
            for shape in slide.shapes
            if shape.has_text_frame and shape != slide.shapes.title
            for line in shape.text_frame.paragraphs
        ]
        assert of_figures(texts, item) == wanted[:SENTENCES], item.title
        notes = [slide.notes_slide.notes_text_frame.text for slide in mine if slide.has_notes_slide]
        for spoken in notes:
            assert of_figures(spoken.split("\n"), item) == wanted


def test_the_report_says_what_the_kpi_layer_says(brief, said):
    body = Document(BytesIO(docx(brief))).element.body
    texts: dict[int, list[str]] = {}
    at = 0
    for paragraph in body.iterchildren(qn("w:p")):
        text = "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
        if at < len(brief.items) and text == f"{at + 1}. {brief.items[at].title}":
            at += 1
        elif text.startswith("Nơi nhận"):
            break
        texts.setdefault(at, []).append(text)
    assert at == len(brief.items)
    for number, (item, wanted) in enumerate(zip(brief.items, said, strict=True), 1):
        assert of_figures(texts[number], item) == wanted[:SENTENCES], item.title


def test_the_workbook_says_what_the_kpi_layer_says(brief, said):
    book = CalamineWorkbook.from_filelike(BytesIO(MADE["xlsx"](brief)))
    notes = [[str(cell) for cell in row] for row in book.get_sheet_by_name("Ghi chú").to_python()]
    at, texts = 0, {}
    for name, *cells in notes:
        if at < len(brief.items) and name == f"{at + 1}. {brief.items[at].title}":
            at += 1
        if name == VI.t("In short"):
            texts.setdefault(at, []).append(cells[0])
    for number, (item, wanted) in enumerate(zip(brief.items, said, strict=True), 1):
        assert [read_back(text) for text in texts.get(number, [])] == wanted, item.title


def test_the_pdf_says_what_the_kpi_layer_says(brief, said):
    reader = PdfReader(BytesIO(MADE["pdf"](brief)))
    pages, at = {}, 0
    for page in reader.pages:
        large: list[str] = []
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size, into=large: into.append((size, text))
        )
        if title := "".join(text for size, text in large if size == 22).strip():
            found = re.match(r"(\d+)\. ", title)  # a page without one goes on
            at = int(found[1]) if found else 0
        told = "".join(text for size, text in large if size == 13)
        pages[at] = " ".join(f"{pages.get(at, '')} {told}".split())
    pages.pop(0)  # cover and annexes
    assert sorted(pages) == list(range(1, len(brief.items) + 1))
    for number, (item, wanted) in enumerate(zip(brief.items, said, strict=True), 1):
        told = pages[number].replace(QUESTION, "").strip()
        sentences = re.split(r"(?<=\.) (?=[A-ZĐ\d])", told) if told else []
        assert [read_back(text) for text in sentences] == wanted[:SENTENCES], item.title


def test_values_of_the_tables_are_those_of_the_kpi_layer(brief, con):
    """Of each line that names indicator, period, unit and value."""
    by_name = {kpi.name.vi: kpi for kpi in load().values()}
    units = con.execute("select vintage, code, level from mart_unit").fetchall()
    levels = {(vintage, code): level for vintage, code, level in units}
    known: dict[tuple, pd.DataFrame] = {}
    checked = 0
    for part in parts(brief):
        frame = pd.DataFrame(part.view.table.rows, columns=part.view.table.columns)
        if not {"Chỉ số", "Kỳ", "Mã", "Giá trị"} <= {*frame.columns} or part.view.page == "alerts":
            continue
        vintages = frame.get("Đơn vị hành chính", context(part.view)["vintage"])
        for row in frame.assign(vintage=vintages).to_dict("records"):
            kpi, vintage, code = by_name.get(row["Chỉ số"]), row["vintage"], row["Mã"]
            found = re.fullmatch(r"Tháng (\d\d)/(\d{4})", row["Kỳ"])
            if kpi is None or found is None:
                continue
            key = kpi.id, levels[vintage, code], f"{found[2]}-{found[1]}", vintage
            if key not in known:
                rows = measure(con, kpi, key[1], [Period.parse(key[2])], vintage)
                known[key] = rows.set_index("area_code")
            reading, value = known[key].loc[code], row["Giá trị"]
            if pd.isna(reading["value"]):
                assert value == words.missing(reading["missing_reason"], VI), row
            else:
                error = 0.51 * 10.0 ** -(DECIMALS[kpi.unit] + 1)
                assert value == pytest.approx(reading["value"], abs=error, rel=0), row
            checked += 1
    assert checked > 500


def test_tables_of_the_documents_are_those_of_the_views(brief):
    """To the letter, as the views hold them: in the slides the first rows, in the workbook all."""
    found = parts(brief)
    book = CalamineWorkbook.from_filelike(BytesIO(MADE["xlsx"](brief)))
    for name, part in zip(book.sheet_names, found, strict=False):
        rows = book.get_sheet_by_name(name).to_python()
        assert tuple(rows[0]) == part.view.table.columns
        for row, wanted in zip(rows[1:], part.view.table.rows, strict=True):
            for cell, one in zip(row, wanted, strict=True):
                is_number = isinstance(one, float)
                assert cell == pytest.approx(one) if is_number else (cell or None) == (one or None)
    report = Document(BytesIO(docx(brief)))
    grids = [[tuple(cell.text for cell in row.cells) for row in one.rows] for one in report.tables]
    for slide in Presentation(BytesIO(MADE["pptx"](brief))).slides:
        for shape in slide.shapes:
            if shape.has_table:
                part = found[int(slide.shapes.title.text.split(".")[0]) - 1]
                grid = [tuple(cell.text for cell in row.cells) for row in shape.table.rows]
                require_part(grid, part.table)
    for part in found:
        if part.table and part.table.rows:
            assert any(is_part(grid, part.table) for grid in grids), part.item.title


def is_part(grid, table) -> bool:
    try:
        require_part(grid, table)
    except (AssertionError, ValueError):
        return False
    return True


def require_part(grid, table) -> None:
    """The first rows of a table, in some of its columns."""
    at = [table.columns.index(title) for title in grid[0]]
    rows = [tuple(" ".join(row[n].split()) for n in at) for row in table.rows[: len(grid) - 1]]
    assert [tuple(" ".join(cell.split()) for cell in row) for row in grid[1:]] == rows


def test_the_report_of_a_month_says_what_the_kpi_layer_says(store, con):
    told = monthly(current(store), store, "2026-10", VI)
    lines = told.items[0].note.split("\n")
    text = "\n".join(p.text for p in Document(BytesIO(docx(told))).paragraphs)
    assert len(lines) > 10 and all(line in text for line in lines)
    by_name = {kpi.name.vi: kpi for kpi in load().values()}
    for line in lines:
        kpi = by_name[line[: line.index(". Toàn tỉnh")]]
        whole, *more = re.split(r"(?<=\.) (?=\d)", line[len(kpi.name.vi) + 2 :])
        wanted = of_whole(con, kpi, "province", "2026-10", "2025", "2026-09", "")
        assert read_back(whole) == wanted
        for target in more:
            found = read_back(target)
            assert found == of_communes(con, kpi, int(found["year"]))


def of_communes(con, kpi, year: int) -> dict:
    """What is to be said of all communes that have a target of a year."""
    rows = progress(con, kpi, "commune", Period.parse("2026-10"), "2025")
    return of_target(rows[rows["target_year"] == year], kpi)


@pytest.mark.parametrize(
    "text",
    [
        "Toàn tỉnh: 85,6%, tăng nhẹ so với tháng 08/2023.",
        "9 trên 10 huyện, thành phố đạt chỉ tiêu 80% của năm 2025.",
        "Cao nhất: Ý Yên; thấp nhất: Mỹ Lộc (1,0%).",
        "10/10 xã có số liệu.",
    ],
)
def test_a_sentence_of_no_known_form_is_an_error(text):
    with pytest.raises(ValueError, match="0 forms"):
        read_back(text)
