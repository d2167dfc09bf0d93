"""Both languages are complete: every text of the interface, with the same places to fill."""

import ast
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po

from pages.locale import collect
from pages.text.language import LOCALE, Language
from tests.for_province import for_province

ROOT = Path(__file__).parents[3]
MAKEFILE = ROOT / "Makefile"
WORDS = {"t": None, "plural": (1, 2)}


@cache
def texts() -> frozenset[str]:
    """Every text that the code asks a translation of."""
    pages = extract_from_dir(str(ROOT / "pages"), [("**.py", collect.texts)], keywords=WORDS)
    found = {message for _, _, message, *_ in pages}
    app = extract_from_file(collect.texts, str(ROOT / "streamlit_app.py"), keywords=WORDS)
    return forms(found | {message for _, message, *_ in app})


def forms(messages: Iterable[str | tuple[str, ...]]) -> frozenset[str]:
    """The messages, of those for one and for many both."""
    return frozenset(one for m in messages for one in ([m] if isinstance(m, str) else m))


@cache
def translations(code: str = "vi", name: str = "messages") -> dict[str, str]:
    """A catalogue: of Vietnamese (English has none, each text is its own key), or of a country."""
    with (LOCALE / code / "LC_MESSAGES" / f"{name}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    assert not [message.id for message in catalogue if message.fuzzy and message.id]
    pairs = [(message.id, message.string) for message in catalogue if message.id]
    of_many = {form: told[0] for id, told in pairs if isinstance(id, tuple) for form in id}
    return {id: told for id, told in pairs if isinstance(id, str)} | of_many


def places(text: str) -> set[str]:
    """The names between braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


HIDDEN = b"""
def page(t, words, name):
    t("plain")
    t("in two "
      "halves", n=f"{words.t('in an f-string')}: {name}")
    print(f"<b>{name}</b>{words.t('beside a tag')}", len(words.language.t("in another call")))
    t("outside {inner}", inner=str(t("within the call of a text")))
    words.plural("{n} thing", "{n} things", 2)
    words.set("not asked for")
    t(name)
"""


def test_a_text_is_found_wherever_it_is_asked_for():
    found = {text for _, _, text, _ in collect.texts(BytesIO(HIDDEN), WORDS, [], {})}
    assert found == {
        *("plain", "in two halves", "in an f-string", "beside a tag", "in another call"),
        *("outside {inner}", "within the call of a text", ("{n} thing", "{n} things")),
    }


@pytest.mark.sweep
def test_the_command_that_collects_reads_as_the_tests_do(tmp_path):
    made = tmp_path / "messages.pot"
    command = next(line for line in MAKEFILE.read_text("utf-8").splitlines() if "extract" in line)
    words = command.replace("$(PY)", sys.executable).replace("build/messages.pot", str(made))
    subprocess.run(shlex.split(words), cwd=ROOT, check=True, capture_output=True)
    with made.open("rb") as file:
        assert forms(message.id for message in read_po(file) if message.id) == texts()


def test_there_are_texts():
    assert len(texts()) > 100
    assert all(isinstance(text, str) for text in texts())


def test_every_text_is_translated():
    assert sorted(text for text in texts() if not translations().get(text)) == []


def test_no_translation_is_left_of_a_text_that_is_gone():
    assert sorted(set(translations()) - texts()) == []


def test_a_translation_has_the_same_places_to_fill():
    known = translations()
    assert [text for text in texts() if places(text) != places(known.get(text, text))] == []


@pytest.mark.parametrize("code", ["vi", "en"])
def test_what_is_of_a_province_is_said_otherwise_of_a_country(code):
    """Former districts are those of a province only: where there are none, nothing names them."""
    of_a_province = {
        text
        for text in texts()
        if re.search(r"\b([Pp]rovince|[Dd]istricts?)\b", re.sub("{.*?}", "", text))
        if "former district" not in text.casefold() and "there are no districts" not in text
        if not text.startswith("The districts of {vintage} are the former ones")
    }
    known = translations(code, "country")
    assert sorted(of_a_province - known.keys()) == []
    assert sorted(known.keys() - texts()) == []
    assert [text for text in known if places(text) != places(known[text])] == []
    assert [text for text in known if re.search("district|huyện|toàn tỉnh", known[text])] == []


OF_A_COUNTRY = """
from data import sql_files
from kpis.catalogue.catalogue import load
from pages.text.language import Language
from pages.text.words import level

kpis = load()
print(Language("en").t("Whole province"), "|", Language("vi").t("Whole province"))
print(Language("vi").t("Districts"), "|", level("country", "2025", Language("en")))
print(Language("en").t("Overview"), "|", sql_files.macros().count("as 'country'"))
print(*("e_work_files_district" in kpis, kpis["e_work_files_province"].source_level))
print(*kpis["e_work_files_province"].levels, "|", *kpis["full_process_services"].levels)
print(*kpis["active_group_share"].levels)
"""


def test_a_country_has_its_own_words_and_levels(tmp_path):
    """The whole is the country and its parts are provinces, whose offices are its own level."""
    for path in (ROOT / "geo" / "provinces" / "nam-dinh").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    told = tmp_path / "province.toml"
    levels = 'levels = ["country", "province", "commune"]\n'
    told.write_text(levels + told.read_text("utf-8"), encoding="utf-8")
    assert for_province(tmp_path, "-c", OF_A_COUNTRY).splitlines() == [
        "Whole country | Cả nước",
        "Tỉnh, thành phố | Country",
        "Overview | 1",
        "False province",
        "country province | country",
        "country province commune",
    ]


def test_the_vietnamese_is_not_english():
    same = {text for text in texts() if translations()[text] == text}
    assert same == {text for text in same if not re.search("[a-z]{3}", re.sub("{.*?}", "", text))}


def test_no_text_is_made_up_while_the_page_runs():
    """`t(name)` and `t(f"…")` could not be collected, so nobody would translate them."""
    made_up = [
        f"{path.name}, line {call.lineno}"
        for path in sorted((ROOT / "pages").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] in WORDS
        if not (isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str))
    ]
    assert made_up == []


def test_a_language_has_a_form_for_one_and_for_many():
    assert Language("en").plural("{n} of {of} commune", "{n} of {of} communes", 1, n=1, of=1) == (
        "1 of 1 commune"
    )
    assert Language("en").plural("{n} of {of} commune", "{n} of {of} communes", 0, n=0, of=0) == (
        "0 of 0 communes"
    )


def test_a_language_fills_in_and_falls_back():
    assert Language("en").t("from {n} of {all}", n=3, all=20) == "from 3 of 20"
    assert Language("xx").code == "vi"
    assert Language("en").t("This text is in no catalogue") == "This text is in no catalogue"
    assert Language("vi").pick({"vi": "tổ", "en": "group"}) == "tổ"
    assert Language("vi") == Language("vi") != Language("en")


def test_counts_have_the_sign_of_thousands_and_years_have_none():
    said = "{n} of {all} in {year}"
    for code, told in (("vi", "3.317 of 3.321 in 2030"), ("en", "3,317 of 3,321 in 2030")):
        assert Language(code).t(said, n=3317, all=3321, year=2030) == told
        assert Language(code).plural(said, said, 2, n=3317, all=3321, year=2030) == told
    assert Language("vi").t("{n} rows", n="đã viết") == "đã viết rows"
