"""Whether the units add up: agreement, difference with its reasons, and who is in neither total."""

from dataclasses import replace

import pandas as pd
import pytest

from kpis.catalogue.catalogue import load
from pages.shell.selection import Selection
from pages.text.comparability import marked, named
from pages.views.compare.totals_table import totals_table
from pages.widgets.comparability import how, lacking, notes
from pages.widgets.legend import legend
from pages.widgets.units_shown import (
    agreement,
    agrees,
    asked,
    by_units,
    kinds,
    levels_of,
    summary,
    total_of,
)

KPI = load()["vssid_share"]
VINTAGES = ("2022", "2024", "2025")


def rows(*readings):
    """Readings (numerator, denominator, comparability); None without figures."""
    found = pd.DataFrame(readings, columns=["numerator", "denominator", "comparability"])
    return found.assign(missing_reason=None)


def whole(numerator, denominator, level="province"):
    return pd.Series(
        {
            "area_name": "Huyện A",
            "level": level,
            "numerator": numerator,
            "denominator": denominator,
        }
    )


UNITS = rows(
    (30.0, 50.0, "exact"),
    (10.4, 20.2, "estimated"),
    (9.6, 29.8, "estimated"),
    (None, None, "not_comparable"),
    (None, None, None),
)
TOTAL = total_of(UNITS, "2022")


def test_a_total_counts_each_unit_once():
    assert (TOTAL.numerator, TOTAL.denominator) == (50, 100)
    counts = (TOTAL.exact, TOTAL.estimated, TOTAL.not_comparable, TOTAL.silent)
    assert counts == (1, 2, 1, 1)
    assert sum(counts) == TOTAL.units


def test_totals_that_agree(en, vi):
    assert agrees(TOTAL, whole(50.0 + 1e-12, 100.0))
    assert agreement(TOTAL, whole(50.0, 100.0), KPI, en) == (
        "Their total agrees with that of the whole province."
        " 1 units without figures are not in it.",
        "",
    )
    said, _ = agreement(TOTAL, whole(50.0, 100.0), KPI, vi)
    assert said.startswith("Cộng các đơn vị: khớp với toàn tỉnh. 1 đơn vị chưa có số liệu")


def test_of_totals_that_differ_one_is_told_and_the_other_when_asked_for(en):
    said, more = agreement(TOTAL, whole(1062.0, 1130.0), KPI, en)
    assert said.startswith("Their total is 50 / 100 = 50.0%.") and "94.0%" not in said
    assert more == (
        "The whole province is counted otherwise: 1,062 / 1,130 = 94.0%,"
        " a difference of −1,012 / −1,030, because 1 units are not comparable."
    )
    assert "94.0%" in asked(more, en) and asked("", en) == ""
    assert not agrees(TOTAL, whole(50.0, 101.0))


def test_parts_of_a_former_district_are_a_reason_and_no_reason_is_said_too(en):
    total = replace(TOTAL, not_comparable=0)
    _, text = agreement(total, whole(40.0, 90.0, "district"), KPI, en, straddling=2)
    assert "Huyện A is counted otherwise: 40 / 90" in text
    assert "+10 / +10, because 2 units lie there with a part only" in text
    assert "the reason is not known" in agreement(total, whole(40.0, 90.0), KPI, en)[1]


def test_nothing_reported_agrees_with_nothing(en):
    nothing = total_of(rows((None, None, None)), "2025")
    assert agrees(nothing, whole(None, None))
    assert kinds(nothing, en) == "0 exact · 0 estimates · 0 not comparable · 1 without figures"


@pytest.mark.parametrize("period", ["2024-08", "2024-12", "2025-08", "2024"])
@pytest.mark.parametrize("level", ["commune", "district"])
def test_real_units_add_up_or_say_why_not(period, level, served, en):
    for vintage in VINTAGES:
        one = served.measure("vssid_share", level, [period], vintage)
        province = served.measure("vssid_share", "province", [period], vintage).iloc[0]
        total = total_of(one, vintage)
        assert agrees(total, province) or total.not_comparable, vintage
        assert "not known: please" not in agreement(total, province, KPI, en)[1]


def test_the_line_under_the_title(selection):
    said, more = summary(UNITS, whole(50.0, 100.0), KPI, selection)
    assert said.startswith(
        "Xem trên đơn vị năm 2022: 2 đơn vị là ước tính, 1 không so sánh được."
        " Cộng các đơn vị: khớp với toàn tỉnh."
    )
    assert more == ""


def test_the_table_of_totals_has_a_row_a_vintage_and_one_of_the_province(en):
    html = totals_table([TOTAL, replace(TOTAL, numerator=49.0)], whole(50.0, 100.0), KPI, en)
    assert html.count("<tr class='row'>") == 3
    assert html.count(">agrees<") == html.count(">differs<") == 1


def test_the_words_of_comparability(served, en, vi):
    assert [named(kind, vi) for kind in ("exact", "estimated", "not_comparable", None)] == [
        "Chính xác",
        "Ước tính",
        "Không so sánh được",
        "",
    ]
    assert marked("72,4%", "estimated") == "≈ 72,4%"
    assert marked("72,4%", "exact") == "72,4%"
    assert "đơn vị năm 2025 được chia theo dân số" in how("2025", "2022", vi)
    assert "nhiều huyện cũ" in how("2025", "2025", vi)
    assert "units of 2022, 2024 are" in lacking("2025", "2022", served, en)
    assert "units of 2024, 2025 are" in lacking("2022", "2025", served, en)


def test_notes_are_only_of_what_is_there(served, selection):
    later = replace(selection, period="2025-08")
    assert notes(UNITS[:1], served, later) == []
    assert len(notes(UNITS[:2], served, later)) == 1
    assert len(notes(UNITS, served, later)) == 2


def test_only_levels_with_several_units_stand_side_by_side():
    selection = Selection("vssid_share", "province", "2024-08", "2022", district="356", area="36")
    assert levels_of(selection) == ["district", "commune"]
    shown = by_units(selection)
    assert (shown.level, shown.district, shown.area) == ("commune", "", "")
    assert by_units(replace(selection, kpi="full_process_services")).level == "province"


def test_one_legend_counts_the_units_of_each_map(en):
    from pages.figures.choropleth import MapClass

    classes = {
        "2022": [MapClass("0–<5%", "#111111", ["a", "b"]), MapClass("x Late", "#2", ["c"], "late")],
        "2024": [MapClass("0–<5%", "#111111", ["d"])],
    }
    html = legend(classes, {"2022": 2, "2024": 0}, en)
    assert html.count("0–&lt;5% (2 · 1)") == 1
    assert "x Late (1 · 0)" in html
    assert "Estimate, apportioned by residents (2 · 0)" in html
    assert html.index("5%") < html.index("Late") < html.index("Estimate")
