"""A file goes its whole way on the page: upload, preview, header, name, dry run, publish, back."""

import io

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from data.ledger.refusals import LEDGER
from data.publish.directory import publish
from data.publish.restore import restore
from data.store.snapshot import current
from pages.text import formats
from pages.text.language import Language
from tests.browser.conftest import start
from tests.browser.visits import Visit, resumed, visiting
from tests.serving import ROOT

FILE = "BÁO CÁO;;\nTháng;Tên xã;Số người xài VssID\n07/2023;Mỹ Hưngg;91\n07/2023;Mỹ Lộc;một trăm\n"
MONTH_IN_TITLE = "TÀI KHOẢN VSSID;\nTháng 7 năm 2023;\nMã xã;Tài khoản VssID\n13729;93\n"


@pytest.fixture(scope="module")
def offices_server(tmp_path_factory, chromium):
    """One server for all tests here, whose store they may change."""
    store = tmp_path_factory.mktemp("office") / "store"
    publish(ROOT / "tests" / "data" / "sample", store)
    yield from start(store)


@pytest.fixture(scope="module")
def offices_page(offices_server, chromium):
    """One page for all tests here."""
    yield from visiting(chromium, offices_server, viewport={"width": 1440, "height": 1600})


@pytest.fixture
def office(offices_page):
    """A visit; afterwards the store serves what it did before, and nothing is remembered."""
    store = offices_page.server.store
    before = current(store)
    yield from resumed(offices_page)
    if current(store).manifest["content_sha256"] != before.manifest["content_sha256"]:
        restore(before.name, store)
    for path in store.glob(f"{LEDGER}*"):
        path.unlink()


def upload(office, path) -> None:
    """Opens the page and hands it a file."""
    office.page.goto(f"{office.server.url}/load?lang=en")
    office.page.wait_for_selector("input[type=file]", state="attached")
    office.page.set_input_files("input[type=file]", path)


def waiting(page) -> None:
    """Waits until the script has run to its end."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def vssid(store) -> int:
    """The VssID accounts of Mỹ Hưng in July 2023, as they are served."""
    with current(store).connect() as con:
        query = "select vssid_accounts from mart_service_month where area_code = '13729'"
        return con.execute(query + " and month = '2023-07-01'").fetchone()[0]


@pytest.mark.sweep
def test_a_file_goes_its_whole_way(office, tmp_path) -> None:
    page, store = office.page, office.server.store
    first = current(store)
    path = tmp_path / "vssid.csv"
    path.write_text(FILE, encoding="utf-8")
    upload(office, path)

    kind = page.get_by_role("combobox", name="Kind of file")
    kind.fill("Use of services")
    kind.press("Enter")
    expect(page.get_by_role("heading", name="Use of services")).to_be_visible()
    column = page.get_by_role("combobox", name="Số người xài VssID")
    column.fill("Tài khoản VssID")
    column.press("Enter")
    expect(page.get_by_text("Which column holds what (0 not known)")).to_be_visible()
    waiting(page)

    page.get_by_role("button", name="Dry run").click()
    expect(page.get_by_text("Names to confirm")).to_be_visible()
    assert current(store).name == first.name
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the rows to mend (XLSX)").click()
    book = CalamineWorkbook.from_filelike(io.BytesIO(download.value.path().read_bytes()))
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[rows[1].index("Tài khoản VssID")] for row in rows[2:]] == ["91", "một trăm"]

    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("Names to confirm")).to_have_count(0)
    expect(page.get_by_role("heading", name="What changes on the map")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Every page shows these data")).to_be_visible()
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    moment = formats.moment(current(store).manifest["published_at"], Language("en"))
    expect(page.locator("footer.foot")).to_contain_text(moment)
    assert vssid(store) == 91

    page.reload()
    waiting(page)
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_text("are served again")).to_be_visible()
    assert vssid(store) == 90


@pytest.mark.sweep
def test_what_another_tab_published_makes_a_dry_run_out_of_date(office, tmp_path) -> None:
    """The same file in two tabs: it is published once, and the second one is told."""
    first, store = current(office.server.store), office.server.store
    path = tmp_path / "vssid.csv"
    path.write_text("Tháng;Mã xã;Tài khoản VssID\n07/2023;13729;94\n", encoding="utf-8")
    tabs = [office, Visit(office.page.context.new_page(), office.server)]
    for tab in tabs:
        upload(tab, path)
        tab.page.get_by_role("button", name="Dry run").click()
        expect(tab.page.get_by_role("heading", name="What changes on the map")).to_be_visible()
    page, other = (tab.page for tab in tabs)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Every page shows these data")).to_be_visible()
    other.get_by_role("button", name="Publish").click()
    expect(other.get_by_text("Something else was published since this dry run")).to_be_visible()
    other.get_by_role("button", name="Dry run").click()
    expect(other.get_by_text("nothing to publish")).to_be_visible()
    other.close()
    assert (current(store).generation, vssid(store)) == (first.generation + 1, 94)


@pytest.mark.sweep
def test_a_month_that_stands_only_in_the_title_is_written_once(office, tmp_path) -> None:
    page, store = office.page, office.server.store
    path = tmp_path / "thang_7.csv"
    path.write_text(MONTH_IN_TITLE, encoding="utf-8")
    upload(office, path)

    kind = page.get_by_role("combobox", name="Kind of file")
    kind.fill("Use of services")
    kind.press("Enter")
    expect(page.get_by_text("Tháng 7 năm 2023")).to_be_visible()
    expect(page.get_by_text("Columns still missing: Tháng")).to_be_visible()
    expect(page.get_by_role("button", name="Dry run")).to_have_count(0)
    month = page.get_by_label("Tháng: the value for all rows")
    month.fill("tháng bảy")
    month.press("Enter")
    expect(page.get_by_text("Tháng: write it as 10/2026.")).to_be_visible()
    month.fill("7/2023")
    month.press("Enter")
    page.get_by_role("button", name="Dry run").click()
    expect(page.get_by_role("heading", name="What changes on the map")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Every page shows these data")).to_be_visible()
    assert vssid(store) == 93


@pytest.mark.sweep
def test_sheets_with_the_same_headers_share_their_columns(office) -> None:
    page = office.page
    upload(office, ROOT / "tests" / "data" / "files" / "several_sheets.xlsx")
    expect(page.get_by_role("heading", name="Xã: Use of services")).to_be_visible()
    expect(page.get_by_text("Which column holds what")).to_have_count(1)
    expect(page.get_by_role("button", name="Dry run")).to_be_visible()


@pytest.mark.sweep
def test_a_file_that_is_none_is_refused_with_what_to_do(office, tmp_path) -> None:
    page = office.page
    path = tmp_path / "hong.xlsx"
    path.write_bytes(b"PK\x03\x04 this is no workbook")
    upload(office, path)
    alert = page.locator("[data-testid=stAlert]")
    expect(alert).to_be_visible()
    assert "Traceback" not in page.locator("[data-testid=stMain]").inner_text()


@pytest.mark.sweep
def test_a_month_is_closed_and_opened_again(office) -> None:
    page = office.page
    page.goto(f"{office.server.url}/load?lang=en")
    page.get_by_label("Month (mm/yyyy)").fill("07/2023")
    page.get_by_label("Month (mm/yyyy)").press("Enter")
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_text("07/2023", exact=True)).to_be_visible()
    waiting(page)
    page.get_by_role("button", name="Open again").click()
    expect(page.get_by_text("None is closed.")).to_be_visible()
