"""No code, SQL, text or helper of the tests names a province: its folder alone does."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROVINCES = ROOT / "geo" / "provinces"
WHERE = ("data", "geo", "kpis", "pages", "deploy", "tests", ".streamlit")
KINDS = {".py", ".sql", ".toml", ".csv", ".po", ".js", ".css", ".html", ".typ", ".conf", ".service"}
WRITTEN = ("streamlit_app.py", "pyproject.toml", "Makefile")
CASES = re.compile(r"test_.*\.py")  # what tests say of the province that is delivered
# Invented lines and answers worked out by hand, of the units of the province that is delivered.
SAMPLES = ("tests/data/", "tests/kpis/")
COUNTRY = "country.po"  # whose examples are provinces


def names() -> set[str]:
    """All that the folders call their provinces, and the folders' own names.

    Not that of the country, in which all of them lie: what holds everywhere speaks of it.
    """
    found = set[str]()
    for path in PROVINCES.glob("*/province.toml"):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        if "country" in told.get("levels", ()):
            continue
        called = [name for some in told.get("also_called", {}).values() for name in some]
        found |= {path.parent.name, told["name"], *called}
    return {spelt(name) for name in found}


def spelt(text: str) -> str:
    """A text in small letters, its words with one space between them, whatever joins them."""
    return re.sub(r"[\s_-]+", " ", unicodedata.normalize("NFC", text).casefold())


def files() -> Iterator[Path]:
    """Every file of the house that may name no province."""
    yield from (ROOT / name for name in WRITTEN)
    yield from (ROOT / "docs").glob("*.md")
    for folder in WHERE:
        for path in (ROOT / folder).rglob("*"):
            place = path.relative_to(ROOT).as_posix()
            is_sample = place.startswith(SAMPLES) and path.suffix == ".csv"
            is_case = CASES.fullmatch(path.name) or is_sample or path.name == COUNTRY
            if path.suffix in KINDS and PROVINCES not in path.parents and not is_case:
                yield path


def lines_naming(text: str, words: set[str]) -> list[tuple[int, str]]:
    """The lines of a text with one of the words, with their numbers."""
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(words))) + r")\b")
    lines = enumerate(text.splitlines(), 1)
    return [(number, line.strip()) for number, line in lines if pattern.search(spelt(line))]


def test_no_file_outside_its_folder_names_a_province() -> None:
    words = names()
    assert {"nam định", "nam dinh", "ninh bình"} <= words
    found = {
        path.relative_to(ROOT).as_posix(): lines
        for path in files()
        if (lines := lines_naming(path.read_text(encoding="utf-8"), words))
    }
    assert found == {}


def test_a_name_is_found_however_it_is_written() -> None:
    named = ['T = "NAM ĐỊNH"', "name = 'nam-dinh-data'", "-- tỉnh Nam  Định", "x = nam_dinh"]
    others = ["# hằng năm định kỳ", "y = 1"]
    found = lines_naming("\n".join([*named, *others]), {"nam định", "nam dinh"})
    assert [line for _, line in found] == named
