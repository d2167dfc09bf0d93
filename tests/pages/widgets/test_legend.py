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
from pages.shell.selection import Selection
from pages.text import formats
from pages.text.language import Language
from pages.widgets.legend import (
    anew,
    breaks_for,
    cut,
    hover_texts,
    legend_title,
    own_edges,
    value_classes,
    weighed,
)

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
    if label.startswith("Below"):
        return 0.0, numbers[0], False
    if label.endswith("or more"):
        return numbers[0], 100.0, True
    return numbers[0], numbers[-1], "below" not in label


@given(VALUES, st.sampled_from(["quantiles", "equal", "2025", "2030"]))
def test_every_unit_is_in_exactly_one_class_and_where_its_label_says(values, classes):
    rows = frame(values)
    breaks, below = cut(rows["value"], KPI, classes)
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
    breaks, below = cut(rows["value"], KPI, "2025")
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
        ("Dưới 40%", ["u0", "u1"]),
        ("Từ 40% trở lên", ["u2", "u3", "u4"]),  # 39.96 is written 40,0
    ]
    assert [(entry.reason, entry.codes) for entry in entries[2:]] == [
        ("not_due", ["u5", "u7"]),
        ("not_reported", ["u6"]),
    ]
    assert entries[2].label.startswith(palette.HATCH_SIGN["not_due"])


def test_an_edge_is_written_with_the_decimals_that_it_has():
    breaks = replace(class_breaks([20, 60]), edges=(1234.0, 1250.5, 1300.0, 1400.0))
    labels = [e.label for e in value_classes(frame([1240.0]), breaks, "per_1000", VI)]
    assert labels == ["Dưới 1.250,5", "1.250,5 đến dưới 1.300,0", "Từ 1.300,0 trở lên"]


def test_of_a_share_the_sign_stands_once_in_a_label():
    breaks = replace(class_breaks([20, 60]), edges=(0.0, 55.0, 68.5, 90.0))
    made = [value_classes(frame([60.0]), breaks, "percent", words) for words in (VI, EN)]
    labels = [[entry.label for entry in entries] for entries in made]
    assert labels[0][1] == "55,0 đến dưới 68,5%"
    assert labels[1] == ["Below 55.0%", "55.0 to below 68.5%", "68.5% or more"]


def test_a_single_class_says_both_ends():
    breaks = replace(class_breaks([20, 60]), edges=(20.0, 60.0))
    assert [e.label for e in value_classes(frame([30.0]), breaks, "percent", EN)] == ["20 to 60%"]


def shown(served, period, vintage="2022", classes="quantiles", district=""):
    """The breaks for the communes of a view of the sample, and the values in it."""
    rows = served.measure(KPI.id, "commune", [period], vintage)
    view = Selection(KPI.id, "commune", period, vintage, classes=classes)
    if district:
        rows = rows[rows["parent_code"] == district]
    return breaks_for(rows, served, view), rows["value"].dropna().round(1).to_list()


def test_the_classes_are_those_of_all_months_by_hand(served):
    # In the sample 20 25 40 | 48 50 50 | 60 60 | 64 | 66.7 75 | 77.8 80 86, in seven months.
    (breaks, _), values = shown(served, "2024-08")
    assert values == [60.0, 50.0, 50.0]
    assert breaks.edges == (20.0, 45.0, 60.0, 64.0, 65.0, 76.0, 90.0)
    assert breaks.counts() == (3, 3, 2, 1, 2, 3)
    assert breaks.class_of(values).tolist() == [2, 1, 1]


@pytest.mark.parametrize(
    ("period", "vintage", "district"),
    [
        ("2022-12", "2022", ""),
        ("2025-08", "2025", ""),
        ("2024-08", "2025", ""),
        ("2024-08", "2022", "356"),
    ],
)
def test_one_legend_through_periods_units_and_districts(served, period, vintage, district):
    assert shown(served, period, vintage, district=district)[0] == shown(served, "2024-08")[0]


def test_the_last_year_weighs_as_much_as_all_before():
    months = ["2022-12", "2023-06", "2024-08", "2024-09", "2025-08"]
    rows = pd.DataFrame({"period": months, "value": [10.0, 20.0, 30.0, 60.0, 70.0]})
    assert sorted(weighed(rows)) == [10, 20, 30, 60, 60, 70, 70]
    assert sorted(weighed(rows.assign(value=float("nan")))) == []


def test_other_kinds_of_periods_have_classes_of_their_own(served):
    # Of the quarters: 20 25 45.5 56.9 61.2, and in the last year 77.3 77.8 86, which count twice;
    # equal steps from 20 to 86 are of 15.
    (breaks, _), _ = shown(served, "2025-Q3", "2025", "equal")
    assert (breaks.edges, breaks.counts()) == (
        (15.0, 30.0, 45.0, 60.0, 75.0, 90.0),
        (2, 0, 2, 1, 6),
    )


def test_a_target_is_an_edge_of_all_periods(served):
    (breaks, below), values = shown(served, "2022-12", classes="2025")
    assert max(values) < 80 and 80.0 in breaks.edges
    assert below == breaks.edges.index(80.0)


def test_a_reader_may_choose_how_many_classes_and_of_what_values(served):
    rows = served.measure(KPI.id, "commune", ["2024-08"], "2022")  # 60 50 50 of three communes
    view = Selection(KPI.id, "commune", "2024-08", "2022", k="3")
    breaks, _ = breaks_for(rows, served, view)
    assert len(breaks.counts()) == 3 and sum(breaks.counts()) == 14
    breaks, _ = breaks_for(rows, served, replace(view, cut="shown"))
    assert (breaks.edges, breaks.counts()) == ((50.0, 60.0, 60.0), (2, 1))


def test_own_edges_are_those_of_the_legend(served):
    rows = served.measure(KPI.id, "commune", ["2024-08"], "2022")
    view = Selection(KPI.id, "commune", "2024-08", "2022", classes="own", edges="45; 62,5")
    breaks, below = breaks_for(rows, served, view)
    assert (breaks.edges, below) == ((20.0, 45.0, 62.5, 86.0), None)
    entries = value_classes(rows, breaks, "percent", VI, below, "blues")
    assert [one.label for one in entries if not one.reason] == [
        "Dưới 45,0%",
        "45,0 đến dưới 62,5%",
        "Từ 62,5% trở lên",
    ]
    assert [one.colour for one in entries if not one.reason] == palette.classes(3, None, "blues")
    assert own_edges(rows, served, replace(view, edges="62,5; 45")).problem == "out_of_order"
    of_none = breaks_for(rows, served, replace(view, edges="x"))[0]
    assert of_none == shown(served, "2024-08")[0][0], "the usual classes where no edge works"


def test_the_title_of_a_legend_says_what_is_not_usual(served):
    view = Selection(KPI.id, "commune", "2024-08", "2022")
    rows = served.measure(KPI.id, "commune", ["2024-08"], "2022")
    breaks = breaks_for(rows, served, view)[0]
    assert legend_title(view, breaks) == ""
    assert legend_title(replace(view, classes="2025"), breaks) == "Tách tại chỉ tiêu 2025, 6 nhóm"
    told = legend_title(replace(view, cut="shown", k="5"), breaks)
    assert told == "Mỗi nhóm cùng số đơn vị, 6 nhóm, chia theo bản đồ này"


def test_only_who_asks_for_it_has_classes_of_one_view(served):
    (breaks, below), values = shown(served, "2022-12", classes="anew")
    assert (sorted(values), breaks.edges, below) == ([20.0, 25.0], (20.0, 25.0, 25.0), None)


@pytest.mark.parametrize(("units", "most"), [(9, 3), (10, 5)])
def test_few_units_are_cut_into_few_classes(units, most):
    assert len(anew([number / 2 for number in range(units)], units).counts()) == most


def test_no_value_at_all_leaves_the_reasons_only():
    rows = frame(["not_due", "not_due"])
    breaks, below = cut(rows["value"], KPI, "quantiles")
    assert [e.reason for e in value_classes(rows, breaks, "percent", VI, below)] == ["not_due"]


def test_a_year_without_a_target_is_classed_as_quantiles():
    rows = frame([10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0])
    values = rows["value"]
    assert cut(values, KPI, "2030") == cut(values, KPI, "quantiles")
    assert cut(values, KPI, "equal")[1] is None


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
