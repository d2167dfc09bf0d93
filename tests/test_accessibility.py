"""docs/accessibility.md lists each criterion of WCAG 2.2 at the levels A and AA, once."""

import re
from collections import Counter
from pathlib import Path

TEXT = (Path(__file__).parent.parent / "docs" / "accessibility.md").read_text(encoding="utf-8")
# https://www.w3.org/TR/WCAG22/: 31 criteria of level A and 24 of level AA; 4.1.1 was taken out.
LEVELS = {
    "A": (
        "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1"
        " 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2"
        " 3.3.7 4.1.2"
    ),
    "AA": (
        "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7"
        " 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3"
    ),
}
ROW = re.compile(r"^\| (\d\.\d\.\d+) [^|]+\| (A|AA) \| ([^|]+) \| ([^|]+) \|$", re.M)
RESULTS = ("met", "partly", "not met", "not applicable")


def rows() -> list[tuple[str, str, str, str]]:
    """Criterion, level, result and how, as the table has them."""
    return ROW.findall(TEXT)


def test_each_criterion_is_listed_once_at_its_level():
    wanted = [(one, level) for level, text in LEVELS.items() for one in text.split()]
    assert len(wanted) == 55
    assert Counter((number, level) for number, level, *_ in rows()) == Counter(wanted)


def test_each_has_a_result_and_says_how_or_why():
    for number, _, result, how in rows():
        assert result in RESULTS, number
        assert len(how) > 20, number


def test_what_is_met_by_a_test_or_a_look_names_it():
    proved = re.compile(
        r"`tests/[\w/]+\.py::\w+`|(?:looked at|read in the code) \d{4}-\d\d-\d\d|no (?:sound|video)"
    )
    assert not [
        number for number, _, result, how in rows() if result == "met" and not proved.search(how)
    ]


def test_what_is_counted_is_what_the_table_says():
    told = dict(re.findall(r"\*\*(\d+) (met|partly|not met|not applicable)\*\*", TEXT))
    counted = Counter(result for _, _, result, _ in rows())
    assert {result: int(n) for n, result in told.items()} == counted
