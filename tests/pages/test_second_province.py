"""The pages of the second province that is shipped: with fewer vintages, and of nobody else."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.for_province import for_province
from tests.pages.opened import FOLDER

ROOT = FOLDER.parent
MAIN = ("leader", "map", "communes", "targets", "sources")
COMMUNES = "13285,13669,14674"  # one of each former province; the first was divided in 07/2025
# As a former province, and as a ward or a former district, the other one is still named.
ELSEWHERE = re.compile(r"(Phường|Thành phố|TP\.?|P\.) Nam Định|Nam Định \((cũ|địa)")


def said(tmp_path: Path, communes: str, pages: tuple[str, ...]) -> dict[str, Any]:
    program = ("-m", "tests.pages.of_province", tmp_path / "store", communes, *pages)
    told: dict[str, Any] = json.loads(for_province("ninh-binh", *program).splitlines()[-1])
    return told


def without_faults(told: dict[str, Any]) -> None:
    for page, one in told.items():
        assert one["faults"] == [] and "Traceback" not in one["text"], page
        assert "trình diễn" in one["text"], page
        assert "Nam Định" not in ELSEWHERE.sub("", one["text"]), page


def test_the_main_pages_show_a_small_set_of_its_data(tmp_path: Path) -> None:
    told = said(tmp_path, COMMUNES, MAIN)
    without_faults(told)
    assert "Ninh Bình" in told["leader"]["text"]
    assert told["map"]["map"] and "6 xã, phường bị chia" in told["sources"]["text"]


@pytest.mark.sweep
def test_every_page_shows_all_of_its_data(tmp_path: Path) -> None:
    pages = tuple(sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__"))
    without_faults(said(tmp_path, "all", pages))
