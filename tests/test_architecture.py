"""The house as README draws it: imports in one direction, thin pages, layers of SQL."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LIBRARIES = {"streamlit", "plotly", "geopandas", "duckdb"}
# Folder → the folders and libraries of the house that it may import.
ALLOWED = {
    "data": {"data", "duckdb"},
    "geo": {"geo", "geopandas"},
    "kpis": {"kpis", "duckdb"},
    "pages/figures": {"pages.figures", "plotly"},
    "pages/briefs": {
        "pages.briefs",
        *("pages.text.alerts", "pages.text.formats"),  # words, without Streamlit
        *("pages.text.language", "pages.text.words"),
        *("data", "kpis"),
    },
    "pages/widgets": {"pages.widgets", "pages.figures", "data", "geo", "kpis", "streamlit"},
    "pages": {"pages.widgets", "streamlit"},
}
PAGE_LINES, FILE_LINES = 80, 150


def modules() -> list[Path]:
    found = [ROOT / "streamlit_app.py"]
    for folder in ("data", "geo", "kpis", "pages"):
        found += sorted((ROOT / folder).rglob("*.py"))
    return found


def folder_of(path: Path) -> str:
    inside = path.relative_to(ROOT).as_posix()
    return max(
        (name for name in ALLOWED if inside.startswith(name + "/")), key=len, default="pages"
    )


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_file_imports_only_what_its_folder_may(path: Path) -> None:
    house = {"data", "geo", "kpis", "pages", *LIBRARIES}
    allowed = ALLOWED[folder_of(path)]
    for name in imported(path):
        if name.split(".")[0] in house and name != "pages":
            assert any(name == a or name.startswith(a + ".") for a in allowed) or name in {
                a.rsplit(".", 1)[0] for a in allowed
            }, f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_file_is_short_enough_to_be_one_job(path: Path) -> None:
    limit = PAGE_LINES if path.parent == ROOT / "pages" else FILE_LINES
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


def test_readme_lists_every_folder() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for folder in (
        "data",
        "geo",
        "kpis",
        "pages",
        "pages/widgets",
        "pages/figures",
        "pages/briefs",
        "tests",
    ):
        assert f"| `{folder}/" in readme, folder


def test_no_drawer_without_a_name() -> None:
    nameless = {"utils", "util", "helpers", "common", "misc"}
    assert not [path for path in modules() if path.stem in nameless]
