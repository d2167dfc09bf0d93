"""What befalls a running server in the middle of a publish, and hostile names on its pages."""

import json
import re
import shutil
import socket
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from data.publish.directory import publish
from data.store.snapshot import current
from pages.text.markup import JOINER
from tests.browser.test_load import upload, vssid, waiting
from tests.browser.visits import Server, Visit, visiting
from tests.data.publish.imports.test_disk_full import can_mount
from tests.serving import ROOT, free_port, serving

pytestmark = pytest.mark.sweep
SAMPLE = ROOT / "tests" / "data" / "sample"
GOOD = "Tháng;Mã xã;Tài khoản VssID\n07/2023;13729;{}\n"
# The store lies on a disk of its own, seen by this server alone, with little room beside it.
SMALL_DISK = """
mount -t tmpfs -o size=1g tmpfs "$1/disk" && cp -a "$1/store" "$1/disk/store"
head -c 100000000 /dev/zero > "$1/disk/ballast"
used=$(df -k --output=used "$1/disk" | tail -1)
mount -o remount,size=$((used + 300))k "$1/disk"
cd "$2" && shift 2 && exec env DX_STORE="$1/disk/store" "${@:2}"
"""


@pytest.fixture
def store(tmp_path) -> Path:
    """A store of the test's own with the sample."""
    publish(SAMPLE, tmp_path / "store")
    return tmp_path / "store"


@contextmanager
def office(chromium, url: str, store: Path):
    """A page of a browser on a server; requests that leave it fail the test."""
    yield from visiting(chromium, Server(url, store), viewport={"width": 1440, "height": 1600})


def dry_run(visit: Visit, path: Path, value: int) -> None:
    """Hands a file of one line to the page and tries it."""
    path.write_text(GOOD.format(value), encoding="utf-8")
    upload(visit, path)
    visit.page.get_by_role("button", name="Dry run").click()
    heading = visit.page.get_by_role("heading", name="What changes on the map")
    expect(heading).to_be_visible()


@pytest.mark.parametrize(
    ("point", "served"),
    [("renamed", 90), ("pointer_written", 90), ("pointed", 95)],
)
def test_a_server_that_is_killed_at_the_swap_serves_one_whole_snapshot_when_it_starts_again(
    chromium, store, tmp_path, monkeypatch, point, served
):
    monkeypatch.setenv("DX_TEST_KILL_AT", point)
    with serving(tmp_path, store) as ours, office(chromium, ours.url, store) as visit:
        dry_run(visit, tmp_path / "a.csv", 95)
        visit.page.get_by_role("button", name="Publish").click()
        assert ours.process.wait(60) < 0
    monkeypatch.delenv("DX_TEST_KILL_AT")
    assert vssid(store) == served
    with serving(tmp_path, store) as ours, office(chromium, ours.url, store) as visit:
        visit.open("map?lang=en")
        assert visit.page.locator("[data-testid=stAlert]").count() == 0
        dry_run(visit, tmp_path / "a.csv", 96)
        visit.page.get_by_role("button", name="Publish").click()
        expect(visit.page.get_by_text("Every page shows these data")).to_be_visible()
    assert vssid(store) == 96
    assert not [path for path in store.iterdir() if path.name.endswith((".tmp", ".staging"))]


@pytest.mark.skipif(not can_mount(), reason="this system lets nobody mount a disk of their own")
def test_a_disk_that_is_full_while_a_server_publishes_is_told_and_what_was_served_goes_on(
    chromium, store, tmp_path
):
    (tmp_path / "disk").mkdir()
    port = free_port()
    plain = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    plain += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    small = ["unshare", "-rm", "bash", "-ec", SMALL_DISK, "small", str(tmp_path), str(ROOT)]
    command = [*small, str(tmp_path), *plain]
    with serving(tmp_path, port=port, command=command) as ours:
        with office(chromium, ours.url, store) as visit:
            dry_run(visit, tmp_path / "a.csv", 95)
            visit.page.get_by_role("button", name="Publish").click()
            expect(visit.page.get_by_text("Check the free space")).to_be_visible()
            assert str(tmp_path) not in visit.page.locator("body").inner_text()
            visit.open("map?lang=en")  # the earlier snapshot
        inside = Path(f"/proc/{ours.process.pid}/root") / str(tmp_path)[1:] / "disk" / "store"
        left = [path for path in inside.rglob("*") if path.name.endswith((".tmp", ".staging"))]
        assert left == []
        (inside.parent / "ballast").unlink()  # there is room again, and nobody starts anything anew
        with office(chromium, ours.url, store) as visit:
            dry_run(visit, tmp_path / "a.csv", 96)
            visit.page.get_by_role("button", name="Publish").click()
            expect(visit.page.get_by_text("Every page shows these data")).to_be_visible()
        assert json.loads((inside / "CURRENT.json").read_text("utf-8"))["generation"] == 2


def test_two_servers_that_publish_to_one_store_lose_nothing(chromium, store, tmp_path):
    with ExitStack() as stack:
        visits = []
        for at, (code, value) in enumerate((("13729", 81), ("13708", 82))):
            ours = stack.enter_context(serving(tmp_path, store))
            visit = stack.enter_context(office(chromium, ours.url, store))
            path = tmp_path / f"{at}.csv"
            path.write_text(GOOD.format(value).replace("13729", code), encoding="utf-8")
            upload(visit, path)
            visit.page.get_by_role("button", name="Dry run").click()
            heading = visit.page.get_by_role("heading", name="What changes on the map")
            expect(heading).to_be_visible()
            visits.append(visit)
        for visit in visits:
            visit.page.get_by_role("button", name="Publish").click()
        # Whoever comes second is told to wait, or that his dry run is out of date.
        for visit in visits:
            waiting(visit.page)
            done = visit.page.get_by_text("Every page shows these data")
            told = visit.page.get_by_text(
                re.compile("Another publish is running|Something else was published")
            )
            expect(done.or_(told).first).to_be_visible()
            for _ in visits:  # the other one may still be at it when it is tried again
                if not done.count():
                    visit.page.get_by_role("button", name="Dry run").click()
                    expect(told).to_have_count(0)
                    visit.page.get_by_role("button", name="Publish").click()
                    expect(done.or_(told).first).to_be_visible()
            expect(done).to_be_visible()
    with current(store).connect() as con:
        rows = con.execute(
            "select area_code, vssid_accounts from mart_service_month"
            " where month = '2023-07-01' and area_code in ('13708', '13729') order by 1"
        ).fetchall()
    assert rows == [("13708", 82), ("13729", 81)]


def test_an_upload_that_stops_half_way_leaves_nothing_and_harms_nobody(
    chromium, store, tmp_path, monkeypatch
):
    kept = tmp_path / "kept"
    kept.mkdir()
    monkeypatch.setenv("TMPDIR", str(kept))
    with serving(tmp_path, store) as ours, office(chromium, ours.url, store) as visit:
        (tmp_path / "whole.csv").write_text(GOOD.format(95), encoding="utf-8")
        with visit.page.expect_request("**/_stcore/upload_file/**") as whole:
            upload(visit, tmp_path / "whole.csv")
        waiting(visit.page)
        asked = whole.value.all_headers()
        mine = "".join(f"{name}: {asked[name]}\r\n" for name in ("cookie", "x-xsrftoken"))
        before = ours.memory()
        for _ in range(5):  # of this very session, which the server takes
            with socket.create_connection((urlsplit(ours.url).hostname, ours.port)) as wire:
                head = (
                    f"PUT {urlsplit(whole.value.url).path} HTTP/1.1\r\nHost: 127.0.0.1:{ours.port}"
                    f"\r\n{mine}Content-Type: multipart/form-data; boundary=x"
                    "\r\nContent-Length: 90000000\r\n\r\n--x\r\nContent-Disposition: form-data;"
                    ' name="file"; filename="a.csv"\r\n\r\n'
                )
                wire.sendall(head.encode() + b"1;2\n" * 2_000_000)
        dry_run(visit, tmp_path / "a.csv", 97)
        visit.page.get_by_role("button", name="Publish").click()
        expect(visit.page.get_by_text("Every page shows these data")).to_be_visible()
        assert ours.memory() < before + 200 * 2**20
    assert vssid(store) == 97
    assert [
        path for path in kept.rglob("*") if path.is_file() and path.stat().st_size > 2**20
    ] == []


def test_hostile_names_of_villages_stay_text(chromium, tmp_path):
    exports = shutil.copytree(SAMPLE, tmp_path / "exports")
    path = exports / "to_cong_nghe_so.csv"
    text = path.read_text(encoding="utf-8")
    evil = "<img src=x onerror=alert(1)>![x](http://evil.example/y) :material/delete: $x$"
    path.write_text(text.replace("Tổ dân phố 1", evil), encoding="utf-8")
    store = tmp_path / "evil"
    publish(exports, store)
    with serving(tmp_path, store) as ours, office(chromium, ours.url, store) as visit:
        shown = []
        visit.page.on("dialog", lambda dialog: (shown.append(dialog.message), dialog.dismiss()))
        place = "period=2025-07&vintage=2025&lang=en"
        page = visit.open(f"group?group=G1&{place}")
        assert evil in page.locator("h2").first.inner_text().replace(JOINER, "")
        assert page.locator("[data-testid=stMain] img").count() == 0
        with current(store).connect() as con:
            code = con.execute("select area_code from mart_group_month where month = '2025-07-01'")
            area = code.fetchone()[0]
        page = visit.open(f"network?area={area}&{place}")
        assert evil in page.locator(".st-key-card").inner_text().replace(JOINER, "")
        assert page.locator("[data-testid=stMain] img").count() == 0
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download the register (CSV)").click()
        assert evil in waiting.value.path().read_text(encoding="utf-8-sig")
        assert shown == []
