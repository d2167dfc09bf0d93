"""The map of all 3,321 communes of the country against that of 226: bytes, and time until drawn.

The store of the country takes minutes: `make setup PROVINCE=viet-nam` before, else it is left out.
"""

import json
import time
from contextlib import ExitStack

import pytest

from geo.build.web_files import WEB_DIRECTORY
from tests.bench.bench_pages import visit
from tests.browser.visits import launched
from tests.serving import ROOT, serving

STORE, SHAPES = ROOT / "store-viet-nam", ROOT / "static" / "boundaries" / "viet-nam"
OURS = "map?lang=vi&kpi=e_signature_share&level=commune&period=2026-08"
PARTS = OURS.replace("commune", "province")
FLOOR = OURS.replace("2026-08", "2024-08")  # of the units of 2022
VISITS, WARM = 3, 40


@pytest.fixture(scope="module", autouse=True)
def there() -> None:
    if not (STORE / "CURRENT.json").exists():
        pytest.skip("no store of the country: make setup PROVINCE=viet-nam")


def test_bytes_of_all_communes(told) -> None:
    def sent(directory, key: str) -> tuple[int, int]:
        entry = json.loads((directory / "index.json").read_text(encoding="utf-8"))[key]
        return entry["gzip_bytes"], entry["units"]

    ours, units = sent(SHAPES, "2025-commune")
    floor, few = sent(WEB_DIRECTORY, "2022-commune")
    told(f"boundaries of {units:,} communes against {few}, gzipped", ours, floor, "bytes")


def test_a_map_of_all_communes_in_chromium(demo_store, told, tmp_path, monkeypatch) -> None:
    """A new visitor of a warm server: from the address to the last shape."""

    def waits(browser, url: str) -> float:
        began = time.perf_counter()
        with visit(browser, url):
            return time.perf_counter() - began

    took = {}
    with launched() as browser:
        for name, store, province, path in (
            ("226", demo_store, "", FLOOR),
            ("34", STORE, "viet-nam", PARTS),
            ("3,321", STORE, "viet-nam", OURS),
        ):
            with monkeypatch.context() as patched, ExitStack() as open_:
                if province:
                    patched.setenv("DX_PROVINCE", province)
                server = open_.enter_context(serving(tmp_path, store))
                waits(browser, f"{server.url}/{path}")
                time.sleep(WARM)
                took[name] = min(waits(browser, f"{server.url}/{path}") for _ in range(VISITS))
    for name in ("34", "3,321"):
        told(
            f"map of {name} units of the country, new visitor, against 226", took[name], took["226"]
        )
