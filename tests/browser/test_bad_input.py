"""Bad input gets an explanation and a view that can be shown, never a traceback."""

import shutil
from pathlib import Path

import pytest

from data.publish import publish
from data.refusal import RefusedError
from tests.browser.conftest import ROOT, start, visiting

WISHES = [  # what a link asks for, what the page says, and what else it says or shows
    ("map?kpi=online_dossier_shar", "Did you mean “online_dossier_share”?", "57"),
    ("map?period=2026-13", "“2026-13” is not a period", "Oct 2026"),
    ("map?vintage=1999&area=99999", "There are no units of 1999.", "There is no unit “99999”"),
    ("map?kpi=assists_per_1000&topic=zzz&level=village", "no topic “zzz”", "no level “village”"),
    ("?snapshot=g999999-00000000", "The snapshot g999999-00000000 is no longer kept", "54"),
    ("map?kpi=![x](http://example.org/x.png)", "There is no indicator", "57"),
    ("map?lang=xx", "Bản đồ chỉ số", "57"),
]


@pytest.mark.parametrize(("link", "message", "shown"), WISHES, ids=[w[0] for w in WISHES])
def test_a_wish_that_cannot_be_shown(desktop, link: str, message: str, shown: str) -> None:
    page = desktop.open(link if "lang=" in link else link + "&lang=en")
    text = page.locator("[data-testid=stMain]").inner_text()
    assert message in text
    assert shown in text
    assert "Traceback" not in text and not page.locator("[data-testid=stException]").count()


EMPTY = [
    ("map?kpi=digital_economy_share&lang=en", "measured for the whole province only"),
    ("map?kpi=sme_platform_share&period=2026-10&lang=en", "measured once a year"),
    ("map?kpi=e_work_files_district&period=2026-10&lang=en", "No unit has a value"),
    ("targets?kpi=e_work_files_district&period=2026-10&lang=en", "No unit has a value"),
    ("?period=2022-09&lang=en", "no earlier period to compare with"),
]


@pytest.mark.parametrize(("link", "reason"), EMPTY, ids=[e[0] for e in EMPTY])
def test_an_empty_view_says_why(desktop, link: str, reason: str) -> None:
    page = desktop.open(link)
    assert reason in page.locator("[data-testid=stMain]").inner_text()


def test_an_unreadable_export_leaves_the_last_snapshot_and_is_named(
    tmp_path: Path, chromium
) -> None:
    exports, store = tmp_path / "exports", tmp_path / "store"
    shutil.copytree(ROOT / "tests" / "kpis" / "sample", exports)
    publish(exports, store)
    (exports / "ho_so.csv").unlink()
    with pytest.raises(RefusedError):
        publish(exports, store)
    for server in start(store):
        for visit in visiting(chromium, server, viewport={"width": 1440, "height": 900}):
            page = visit.open("?lang=en")
            text = page.locator("[data-testid=stMain]").inner_text()
            assert "The latest load was refused" in text and "ho_so.csv" in text
            assert page.locator("table.board tr.row").count()
            (store / "CURRENT.json").unlink()
            page = visit.open("?lang=en")
            assert "No data have been published yet" in page.locator("body").inner_text()
            (store / "CURRENT.json").write_text("{", encoding="utf-8")
            page = visit.open("?lang=en")
            assert "CURRENT.json cannot be read" in page.locator("body").inner_text()


def test_no_page_needs_a_first_visit_of_another(chromium, demo_store) -> None:
    """The first reader of a new server may come by a link to any page."""
    for server in start(demo_store):
        for visit in visiting(chromium, server, viewport={"width": 1440, "height": 900}):
            page = visit.open("quality?lang=en")
            assert page.get_by_role("link", name="Data quality", exact=True).count()


def test_the_server_prints_no_error(server) -> None:
    """After all that the tests above asked of it."""
    log = next(server.store.parent.glob("server-*.log"))
    assert "Traceback" not in log.read_text(encoding="utf-8")
