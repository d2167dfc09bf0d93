"""The style of every page: what a browser has to do for it at each change of a page."""

import re
from pathlib import Path

import pytest

SHEETS = sorted(Path("pages/shell").rglob("*.css"))
RULE = re.compile(r"[^{}]+(?=\{)")
SELECTOR = re.compile(r",(?![^(]*\))")
ANY = re.compile(r"\*(?!=)|\[class")  # what an element of a figure or a table would match too


def costly(sheet: str) -> list[str]:
    """Selectors with :has() for which each inserted element has the whole page styled anew."""
    plain = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    found = []
    for one in (one.strip() for rule in RULE.findall(plain) for one in SELECTOR.split(rule)):
        at = one.find(":has(")
        if at >= 0 and (re.search(r"(^|[\s>+~(]):has\(", one) or ANY.search(one, at)):
            found.append(one)
    return found


def test_a_selector_is_seen_as_costly():
    assert costly(":has(> .a) { x }") and costly(".b :has(> .a) { x }")
    assert costly('.b:has(> [class*="a"]) { x }') and costly(".b:has(> * > .a) { x }")
    assert costly(".b:has(.a) > * { x }") and not costly(".b:has(> .a) > .c { x } .d > * { y }")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_an_inserted_element_has_no_whole_page_styled_anew(sheet):
    assert costly(sheet.read_text(encoding="utf-8")) == []
