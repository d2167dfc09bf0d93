"""What the documentation names in the code is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
STOP = re.compile(r"`([\w/]+\.py)::([\w.]+)`")
PATH = re.compile(r"`((?:data|geo|kpis|pages|tests|docs|static)/[\w./]+)`")


def names_in(file: Path) -> set[str]:
    """The functions and classes of a module, and the methods as Class.method."""
    found = set[str]()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            inside = [one for one in node.body if isinstance(one, ast.FunctionDef)]
            found |= {f"{node.name}.{one.name}" for one in inside}
    return found


def missing(text: str) -> list[str]:
    """What a text names that is not there."""
    gone = [path for path in PATH.findall(text) if not (ROOT / path).exists()]
    for file, name in STOP.findall(text):
        if not (ROOT / file).is_file() or name not in names_in(ROOT / file):
            gone.append(f"{file}::{name}")
    return gone


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_named_is_there(page: Path) -> None:
    assert missing(page.read_text(encoding="utf-8")) == []


def test_what_is_gone_is_found() -> None:
    text = "`pages/map.py::no_such` in `pages/no_such/` and `pages/shell/served.py::Served.measure`"
    assert missing(text) == ["pages/no_such/", "pages/map.py::no_such"]


def test_the_click_passes_every_room_of_pages() -> None:
    text = (ROOT / "docs" / "one-click.md").read_text(encoding="utf-8")
    rooms = {file.split("/")[1] for file, _ in STOP.findall(text) if file.startswith("pages/")}
    assert {"shell", "views", "widgets", "text", "figures"} <= rooms
