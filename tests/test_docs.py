"""What the documentation names in the code is there."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

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


SAID = re.compile("“([^”…][^”]*)”")


def texts(file: Path) -> set[str]:
    """The texts in the code of a module; what is put into one is “…”."""
    found = set[str]()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            parts = [one.value if isinstance(one, ast.Constant) else "…" for one in node.values]
            found.add("".join(map(str, parts)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
    return found


def unsaid(text: str) -> list[str]:
    """The quotations in a text that no page and no refusal says."""
    with (ROOT / "pages/locale/vi/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = {str(one.string) for one in read_po(file)}
    said = {re.sub(r"\{\w+\}", "…", one) for one in catalogue}
    said |= {one for path in (ROOT / "data").rglob("*.py") for one in texts(path)}
    return [one for one in SAID.findall(" ".join(text.split())) if not any(one in s for s in said)]


def test_what_a_fault_says_is_said_in_these_words() -> None:
    text = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
    assert len(SAID.findall(text)) > 20
    assert unsaid(text) == []
    assert unsaid("“Máy chủ không trả lời nữa.”") == ["Máy chủ không trả lời nữa."]


def test_every_row_of_the_faults_names_a_test() -> None:
    text = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    told = [line for line in rows if not line.endswith("Shown by |")]
    assert len(told) > 30
    assert [line for line in told if "::test_" not in line.rsplit("|", 2)[1]] == []
