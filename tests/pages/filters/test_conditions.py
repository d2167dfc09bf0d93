"""Conditions on figures: what they hold of, and where one cannot be read."""

import numpy as np
import pytest

from pages.filters.conditions import ConditionError, parsed, refusal
from pages.text.language import Language

VALUES = np.array([-3.0, 0.0, 72.5, 80.0, 94.9, 1234.0, np.nan])


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("> 80 & < 95", [94.9]),
        (">80&<95", [94.9]),
        ("≥ 80 và < 95%", [80.0, 94.9]),
        (">= 72,5 & <= 80", [72.5, 80.0]),
        ("= 72.5", [72.5]),
        ("< 0 | > 1.000", [-3.0, 1234.0]),
        ("< 0 hoặc = 1.234", [-3.0, 1234.0]),
        ("72,5..80", [72.5, 80.0]),
        ("giảm", [-3.0]),
        ("GIAM", [-3.0]),
        ("tăng & < 75", [72.5]),
        ("không đổi", [0.0]),
        ("khong  doi hoặc giảm", [-3.0, 0.0]),
        ("trống", [np.nan]),
        ("có số liệu & <= 0", [-3.0, 0.0]),
        ("falls | empty", [-3.0, np.nan]),
        ("!= 0 & < 73", [-3.0, 72.5]),
        ("> −4 & < 0", [-3.0]),
        ("< 0 | > 80 & < 95", [-3.0, 94.9]),  # "and" binds before "or"
    ],
)
def test_what_a_condition_holds_of(text, held):
    np.testing.assert_array_equal(VALUES[parsed(text, "vi")(VALUES)], held)


def test_a_comma_is_of_thousands_in_english_alone():
    assert list(VALUES[parsed("= 1,234", "en")(VALUES)]) == [1234.0]
    assert list(VALUES[parsed("= 1,234", "vi")(VALUES)]) == []  # 1 and 234 thousandths
    assert list(VALUES[parsed("= 72,5", "en")(VALUES)]) == [72.5]


@pytest.mark.parametrize(
    ("text", "at", "rest"),
    [
        ("> 80 &", 7, ""),
        ("", 1, ""),
        (">> 9", 2, "> 9"),
        ("> 80 < 95", 6, "< 95"),
        ("80", 3, ""),
        ("> 1.2.3", 3, "1.2.3"),
        ("  cao nhất", 3, "cao nhất"),
        ("> 80 & giảmm", 8, "giảmm"),
        ("> 80 ? 3", 6, "? 3"),
        ("giảm tăng", 6, "tăng"),
    ],
)
def test_where_a_condition_cannot_be_read(text, at, rest):
    with pytest.raises(ConditionError) as refused:
        parsed(text, "vi")
    assert (refused.value.at, refused.value.rest) == (at, rest)
    assert (rest or "…") in refusal(refused.value, Language("en")) + "…"
