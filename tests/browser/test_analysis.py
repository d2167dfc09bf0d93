"""A real analysis: who holds back a district, against last year, kept, opened elsewhere, taken."""

import io

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.test_files import taken
from tests.browser.visits import Server, Visit, visiting
from tests.serving import serving
from tests.stores import copy_of

NAME = "Ý Yên: hồ sơ trực tuyến"
AT = "analysis?kpi=online_dossier_share"
MARKED = "#desk tbody tr.on .name"
TABLE = """() => [...document.querySelectorAll('#desk tbody tr')].map(row =>
  [...row.querySelectorAll('td:not(.tick)')].map(cell => cell.textContent))"""

# But for the buttons of pictures and keys, which two other scripts add a little later.
LEAVES = """() => [...document.querySelectorAll('#desk *')]
  .filter(one => !one.children.length && !one.closest('.pictures, .to-table'))
  .map(one => [one.tagName, one.textContent, ...['class', 'style', 'title', 'aria-label', 'fill',
    'd', 'cx', 'cy', 'x1', 'y1'].map(name => one.getAttribute(name) ?? '')].join('|'))"""


@pytest.fixture
def desk(chromium, demo_store, tmp_path):
    """A dashboard of its own: the view that is saved here is read by no other test."""
    store = copy_of(demo_store, tmp_path / "store")
    with serving(tmp_path, store) as ours:
        yield from visiting(
            chromium, Server(ours.url, store), viewport={"width": 1440, "height": 900}
        )


def drawn(visit: Visit, address: str) -> Page:
    page = visit.open(address)
    page.wait_for_selector("#desk tbody tr")
    return page


@pytest.mark.sweep
def test_five_communes_are_found_kept_opened_elsewhere_and_taken(desk, chromium):
    page = drawn(desk, AT)
    every = page.locator("#desk tbody tr").count()
    # three clicks: the list of districts, Ý Yên, the button
    page.locator(".st-key-pick_district input").click()
    page.get_by_role("option", name="Huyện Ý Yên").click()
    expect(page.locator(".st-key-filters")).to_contain_text("Đang lọc: Huyện Ý Yên")
    expect(page.locator("#desk tbody tr")).not_to_have_count(every)
    page.get_by_role("button", name="Đánh dấu 5 đơn vị kéo lùi nhất").click()
    marked = page.locator(MARKED).all_inner_texts()
    assert len(marked) == 5
    expect(page.locator("#desk circle.unit[stroke-width='2.5']")).to_have_count(10)  # two figures
    page.wait_for_url("**marked=*")
    head = page.locator("#desk th").all_inner_texts()
    assert any("Thay đổi" in title for title in head)  # since a year earlier, as it stands
    rows = page.evaluate(TABLE)

    ways = page.locator(".ways a")
    expect(ways).to_have_count(6)  # of the five, and to what is chance
    (value,) = (row[2] for row in rows if row[1] == ways.first.inner_text())
    leaf = page.context.new_page()
    leaf.goto(ways.first.evaluate("one => one.href"))  # down to the lines of the files
    expect(leaf.locator(".facts dd").first).to_contain_text(value)
    expect(leaf.locator("table.board").first).to_contain_text("ho_so.csv")
    leaf.goto(ways.last.evaluate("one => one.href"))
    expect(leaf.locator("[data-testid=stPlotlyChart]")).to_be_visible()
    expect(leaf.locator("h1")).to_have_text("So sánh công bằng")
    leaf.close()

    page.get_by_role("button", name="Lưu góc nhìn").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Tên góc nhìn").fill(NAME)
    dialog.get_by_role("button", name="Lưu", exact=True).click()
    expect(dialog.get_by_text("Đã lưu")).to_be_visible()

    for other in visiting(chromium, desk.server, viewport={"width": 1440, "height": 900}):
        page = drawn(other, "analysis")
        page.get_by_text("Góc nhìn đã lưu (1)").click()
        search = page.get_by_label("Tìm trong góc nhìn đã lưu")
        search.fill("y yen truc tuyen")
        search.press("Enter")
        page.get_by_role("link", name=NAME).click()
        page.wait_for_url("**district=360*")
        page = other.settled()
        expect(page.locator(MARKED)).to_have_count(5)
        assert sorted(page.locator(MARKED).all_inner_texts()) == sorted(marked)
        assert page.evaluate(TABLE) == rows
        require_the_same(page, rows)


def require_the_same(page: Page, rows: list[list[str]]) -> None:
    """The file holds the columns of the screen, in its order, with its numbers."""
    _, content = taken(page, "XLSX")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    head, *lines = book.get_sheet_by_index(0).to_python()
    titles = ("Hạng", "Đơn vị", "Giá trị", "Thay đổi")
    places = [head.index(title) for title in titles]
    assert len(lines) == len(rows)
    for line, (rank, name, value, change, *_) in zip(lines, rows, strict=True):
        number, unit, amount, step = (line[place] for place in places)
        assert unit == name
        if isinstance(amount, str):  # why there is none
            assert amount == value and rank == "–"
            continue
        assert f"{amount:.1f}%".replace(".", ",") == value.removeprefix("≈ ")
        assert int(number) == int(rank)
        assert f"{step:+.1f}".replace(".", ",").replace("-", "−") == change.removeprefix("≈ ")
    assert any("Huyện Ý Yên" in str(cell) for cell in lines[0])  # the filter, on every line


@pytest.mark.sweep
def test_a_brush_marks_in_all_figures_and_one_over_nothing_says_so(desk):
    page = drawn(desk, AT)
    box = page.locator("#desk svg.scatter").bounding_box()
    drag(page, box, (0.2, 0.1), (0.8, 0.8))
    some = page.locator(MARKED).count()
    assert some > 3
    expect(page.locator("#desk g.over path")).to_have_count(2 * some)
    page.wait_for_url("**marked=*")
    drag(page, page.locator("#desk svg.map").bounding_box(), (0.02, 0.02), (0.08, 0.06))
    expect(page.locator("#desk .said")).to_contain_text("Không có đơn vị nào trong vùng vừa vẽ")
    assert page.locator(MARKED).count() == some
    page.get_by_role("button", name="Vẽ vòng").click()
    drag(page, box, (0.2, 0.1), (0.8, 0.8), (0.8, 0.1))
    assert 0 < page.locator(MARKED).count() <= some
    page.get_by_role("button", name="Chỉ giữ các đơn vị này").click()
    page.wait_for_url("**only=*")
    desk.settled()
    page.go_back()
    page.wait_for_url(lambda url: "only=" not in url)


def drag(page: Page, box: dict[str, float], *way: tuple[float, float]) -> None:
    """Draws with the mouse over parts of a box."""
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in way]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=5)
    page.mouse.up()


@pytest.mark.sweep
def test_another_month_is_drawn_as_if_it_were_opened(desk):
    page = drawn(desk, AT + "&level=commune&period=2024-07")
    page.locator(".st-key-pick_period input").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#desk[data-drawn='2024-06']")
    desk.settled()
    changed = page.evaluate(LEAVES)
    page.reload()
    page.wait_for_selector("#desk[data-drawn='2024-06']")
    assert page.evaluate(LEAVES) == changed
    assert len(changed) > 226 * 10


@pytest.mark.sweep
def test_conditions_and_a_group_under_a_name(desk):
    page = drawn(desk, AT)
    every = page.locator("#desk tbody tr").count()
    page.get_by_role("button", name="Điều kiện").click()
    page.get_by_label("Điều kiện", exact=True).last.fill("> 80 & <")
    page.get_by_role("button", name="Áp dụng").click()
    expect(page.get_by_text("chưa viết hết")).to_be_visible()
    page.get_by_label("Điều kiện", exact=True).last.fill("> 80 & < 90,5")
    page.get_by_role("button", name="Áp dụng").click()
    expect(page.locator(".st-key-filters")).to_contain_text("Giá trị > 80 & < 90,5")
    page = desk.settled()
    values = [row[2] for row in page.evaluate(TABLE)]
    assert 0 < len(values) < every
    assert all(80 < float(one.strip("≈ %").replace(",", ".")) < 90.5 for one in values)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Xóa lọc").click()
    expect(page.locator("#desk tbody tr")).to_have_count(every)
    page.get_by_role("button", name="Đánh dấu 5 đơn vị kéo lùi nhất").click()
    page.wait_for_url("**marked=*")
    page.get_by_text("Nhóm đơn vị tự đặt").click()
    page.get_by_label("Tên nhóm").fill("Năm xã")
    page.get_by_role("button", name="Lưu các đơn vị đang đánh dấu thành nhóm").click()
    expect(page.locator(".st-key-filters")).to_contain_text("nhóm “Năm xã”")
    expect(page.locator("#desk tbody tr")).to_have_count(5)


@pytest.mark.sweep
def test_on_a_phone(phone):
    page = phone.open(AT)
    page.wait_for_selector("#desk tbody tr")
    page.locator("#desk tbody tr input").first.check()
    expect(page.locator("#desk .said")).to_contain_text("1 đơn vị được đánh dấu")
