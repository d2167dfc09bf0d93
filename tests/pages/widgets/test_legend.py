"""The legend of a map: every unit in exactly one class, as the words of the class say."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.map.breaks import class_breaks
from kpis.catalogue.catalogue import load
from pages.figures import palette
from pages.text import formats
from pages.text.language import Language
from pages.widgets.legend import breaks_for, hover_texts, value_classes

EN, VI = Language("en"), Language("vi")
KPI = load()["online_dossier_share"]  # asks for 80 % in 2025 and nothing in 2030
REASONS = ["not_reported", "not_due", "not_applicable", "no_boundary"]
VALUES = st.lists(st.sampled_from(REASONS) | st.floats(0, 100), min_size=1, max_size=60)


def frame(values):
    """Readings of units u0, u1 …: a value, or the reason for having none."""
    return pd.DataFrame(
        {
            "area_code": [f"u{i}" for i in range(len(values))],
            "value": [float("nan") if isinstance(v, str) else v for v in values],
            "missing_reason": [v if isinstance(v, str) else None for v in values],
        }
    )


def ends(label):
    """The two numbers of a label in English and whether the second belongs to the class."""
    numbers = [float(text) for text in re.findall(r"[\d.]+", label.replace(",", ""))]
    return numbers[0], numbers[-1], "<" not in label


@given(VALUES, st.sampled_from(["quantiles", "equal", "2025", "2030"]))
def test_every_unit_is_in_exactly_one_class_and_where_its_label_says(values, classes):
    rows = frame(values)
    breaks, below = breaks_for(rows, KPI, classes)
    entries = value_classes(rows, breaks, "percent", EN, below)
    assert sorted(code for entry in entries for code in entry.codes) == sorted(rows["area_code"])
    by_code = rows.set_index("area_code")
    for entry in entries:
        for code in entry.codes:
            value, reason = by_code.at[code, "value"], by_code.at[code, "missing_reason"]
            if entry.reason:
                assert (entry.reason, entry.colour) == (reason, palette.NO_VALUE)
                continue
            low, high, closed = ends(entry.label)
            written = float(formats.number(value, EN, 1))
            assert low <= written < high or (closed and written == high), (entry.label, value)


@given(VALUES.filter(lambda values: any(not isinstance(v, str) for v in values)))
def test_a_locked_target_is_an_edge_and_parts_the_two_hues(values):
    rows = frame(values)
    breaks, below = breaks_for(rows, KPI, "2025")
    entries = [e for e in value_classes(rows, breaks, "percent", EN, below) if not e.reason]
    assert 80 in breaks.edges
    for entry in entries:
        low, high, _ = ends(entry.label)
        assert high <= 80 if entry.colour in palette.BELOW else low >= 80


def test_the_edge_rule_by_hand():
    rows = frame([20.0, 39.9, 39.96, 40.0, 60.0, "not_due", "not_reported", "not_due"])
    breaks = replace(class_breaks([20, 60]), edges=(20.0, 40.0, 60.0))
    entries = value_classes(rows, breaks, "percent", VI)
    assert [(entry.label, entry.codes) for entry in entries[:2]] == [
        ("20–<40%", ["u0", "u1"]),
        ("40–60%", ["u2", "u3", "u4"]),  # 39.96 is written 40,0
    ]
    assert [(entry.reason, entry.codes) for entry in entries[2:]] == [
        ("not_due", ["u5", "u7"]),
        ("not_reported", ["u6"]),
    ]
    assert entries[2].label.startswith(palette.HATCH_SIGN["not_due"])


def test_an_edge_is_written_with_the_decimals_that_it_has():
    breaks = replace(class_breaks([20, 60]), edges=(1234.0, 1250.5, 1300.0))
    labels = [e.label for e in value_classes(frame([1240.0]), breaks, "per_1000", VI)]
    assert labels == ["1.234,0–<1.250,5", "1.250,5–1.300,0"]


def test_no_value_at_all_leaves_the_reasons_only():
    rows = frame(["not_due", "not_due"])
    breaks, below = breaks_for(rows, KPI, "quantiles")
    assert [e.reason for e in value_classes(rows, breaks, "percent", VI, below)] == ["not_due"]


def test_a_year_without_a_target_is_classed_as_quantiles():
    rows = frame([10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0])
    assert breaks_for(rows, KPI, "2030") == breaks_for(rows, KPI, "quantiles")
    assert breaks_for(rows, KPI, "equal")[1] is None


@pytest.mark.parametrize(("language", "value"), [(VI, "72,4%"), (EN, "72.4%")])
def test_the_text_under_the_pointer(language, value):
    rows = frame([72.36, "not_reported"]).assign(
        area_name=["Xã <b>A</b> & B", "Xã C"],
        numerator=[1234.0, None],
        denominator=[1705.0, None],
        units_reported=[2, 0],
        units_expected=[3, 1],
        comparability=["exact", None],
    )
    found = hover_texts(rows, KPI, language)
    texts = {code: found.text(code) for code in ("u0", "u1")}
    assert texts["u0"].startswith("<b>Xã &lt;b&gt;A&lt;/b&gt; &amp; B</b><br>" + value)
    assert language.pick(KPI.numerator_label) in texts["u0"]
    assert language.t("from {n} of {all} units", n=2, all=3) in texts["u0"]
    assert texts["u1"] == "<b>Xã C</b><br>" + language.t("Not sent (overdue)")
    found = hover_texts(rows.assign(comparability=["estimated", None]), KPI, language)
    texts = {code: found.text(code) for code in ("u0", "u1")}
    assert "<br>≈ " + value in texts["u0"]
    assert language.t("estimate, apportioned by residents") in texts["u0"]
    assert "≈" not in texts["u1"]
