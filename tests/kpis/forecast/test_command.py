"""`python -m kpis forecast` on files as an office would write them; what is refused, and how."""

import csv
import io
import json

import numpy as np
import pytest

from kpis.__main__ import main
from kpis.catalogue.chance import Chance, class_of
from kpis.catalogue.kpi import Target
from kpis.catalogue.vocabulary import Confirmation, Direction, Unit
from kpis.forecast.chances import reaches
from kpis.forecast.outlook import single
from kpis.periods import months_later
from tests.kpis.forecast.judging import history_of

HEADER = "series,month,numerator,denominator"
COLUMNS = ["series", "month", "value", "low_80", "high_80", "low_95", "high_95"]


def rows_of(name="a", months=24, start=100.0, pace=8.0, people=1000, first="2024-01"):
    """Lines of a series that grows by as much each month."""
    from datetime import date

    year, month = (int(part) for part in first.split("-"))
    begun = date(year, month, 1)
    return [
        f"{name},{months_later(begun, at):%Y-%m},{start + pace * at:g},{people}"
        for at in range(months)
    ]


@pytest.fixture
def ask(tmp_path, capsys):
    """Writes a file, runs the command on it, and returns exit code, output and errors."""

    def asked(lines, *options, header=HEADER, encoding="utf-8", name="so_lieu.csv"):
        file = tmp_path / name
        text = "\n".join([header, *lines] if header else lines) + "\n"
        file.write_bytes(text.encode(encoding))
        try:
            code = main(["forecast", "--series", str(file), *options])
        except SystemExit as stopped:
            code = stopped.code
        return (code, *capsys.readouterr())

    return asked


def table(answer):
    code, out, err = answer
    assert (code, err) == (0, "")
    return list(csv.DictReader(io.StringIO(out, newline="")))


def test_every_series_has_every_month_to_the_one_asked_for_in_the_order_of_the_file(ask):
    rows = table(ask([*rows_of("b", 24), *rows_of("a", 20)], "--until", "2026-03"))
    assert list(rows[0]) == COLUMNS
    assert [row["series"] for row in rows] == ["b"] * 3 + ["a"] * 7
    assert [row["month"] for row in rows[:3]] == ["2026-01", "2026-02", "2026-03"]
    for row in rows:
        low_95, low_80, value, high_80, high_95 = (
            float(row[name]) for name in ("low_95", "low_80", "value", "high_80", "high_95")
        )
        assert 0 <= low_95 <= low_80 <= value <= high_80 <= high_95 <= 100


def test_without_until_it_goes_to_12_2030(ask):
    rows = table(ask(rows_of()))
    assert (len(rows), rows[-1]["month"]) == (60, "2030-12")


def test_several_targets_have_two_columns_each_named_by_them(ask):
    options = ("--target", "80", "--target", "92.5", "--target", "80", "--until", "2027-06")
    rows = table(ask(rows_of(), *options))
    expected = ["target_80_probability", "target_80_class"]
    expected += ["target_92.5_probability", "target_92.5_class"]
    assert list(rows[0]) == [*COLUMNS, *expected]
    assert all(row["target_80_class"] in list(Chance) for row in rows)


def test_the_figures_are_those_of_the_engine(ask):
    """Two series that end together learn from each other, as the areas of a KPI do."""
    options = ("--target", "40", "--until", "2028-12", "--format", "json")
    code, out, _ = ask([*rows_of("b"), *rows_of("a", pace=3)], *options)
    told = json.loads(out)
    assert code == 0
    up = np.array([100 + pace * np.arange(24.0) for pace in (8, 3)])
    made = single(history_of(up, np.full(up.shape, 1000.0)), 36, 100)
    low, high = made.ends(0.95)
    target = Target(0, "", Confirmation.PROPOSED, value=40)
    for area, name in enumerate("ba"):
        rows = [row for row in told if row["series"] == name]
        assert len(rows) == 36
        for at, row in enumerate(rows):
            assert row["value"] == pytest.approx(100 * made.ratios[area, at], rel=1e-12)
            assert row["low_95"] == pytest.approx(100 * low[area, at], rel=1e-12)
            assert row["high_95"] == pytest.approx(100 * high[area, at], rel=1e-12)
            futures = made.futures[area, :, at]
            share = reaches(futures, 1000.0, target, Direction.UP, Unit.PERCENT)
            told_share = share if at < 24 else min(max(share, 0.05), 0.95)
            assert row["target_40_probability"] == pytest.approx(told_share)
            assert row["target_40_class"] == list(Chance)[class_of(share)]


def test_beyond_two_years_the_number_is_cut_and_the_class_is_not(ask):
    rows = table(ask(rows_of(), "--target", "12", "--target", "100"))
    assert rows[0]["target_12_probability"] == "1"
    assert rows[23]["target_100_probability"] != "0.05" or float(rows[23]["value"]) > 50
    late = rows[24:]
    assert all(float(row["target_12_probability"]) <= 0.95 for row in late)
    assert all(float(row["target_100_probability"]) >= 0.05 for row in late)
    assert late[0]["target_12_class"] == "very_likely"
    assert late[0]["target_100_class"] == "very_unlikely"


def test_downwards_a_target_is_reached_from_above(ask):
    falling = rows_of(start=500, pace=-8)
    down = table(ask(falling, "--target", "45", "--direction", "down", "--until", "2026-12"))
    up = table(ask(falling, "--target", "45", "--until", "2026-12"))
    assert down[0]["target_45_class"] == "very_likely"
    assert up[0]["target_45_class"] == "very_unlikely"


def test_a_count_may_exceed_its_denominator(ask):
    rows = table(ask(rows_of(start=3000, pace=50), "--unit", "count", "--until", "2026-06"))
    assert float(rows[0]["value"]) == pytest.approx(4.2, abs=0.05)  # 3000 + 50 × 24 of 1000


def test_the_csv_of_excel_is_read(ask):
    """Semicolons, a byte-order mark, Windows line ends, other columns and another order."""
    lines = [line.split(",") for line in rows_of("Xã Nam Điền")]
    swapped = [";".join([month, name, down, up, "x"]) + "\r" for name, month, up, down in lines]
    header = "month;series;denominator;numerator;note\r"
    rows = table(ask(swapped, "--until", "2026-02", header=header, encoding="utf-8-sig"))
    plain = table(ask(rows_of("Xã Nam Điền"), "--until", "2026-02"))
    assert rows == plain and rows[0]["series"] == "Xã Nam Điền"


def broken(at, text):
    """The lines of a series of which one is replaced; line 2 of the file is the first."""
    lines = rows_of()
    lines[at - 2] = text
    return lines


GOOD = rows_of()
FAULTS = {  # what is wrong → lines of the file, what is said about it
    "gap": (GOOD[:10] + GOOD[11:], "line 12: “a” has no value for 2024-11. Add"),
    "long gap": (GOOD[:4] + GOOD[6:], "line 6: “a” has no value for 2024-05 to 2024-06."),
    "text": (broken(5, "a,2024-04,many,1000"), "line 5: “many” is no number (numerator). Write"),
    "decimal comma": (broken(5, 'a,2024-04,"1,5",1000'), "line 5: “1,5” is no number"),
    "nan": (broken(5, "a,2024-04,nan,1000"), "line 5: “nan” is no finite number"),
    "empty": (broken(5, "a,2024-04,,1000"), "line 5: the numerator is missing."),
    "cut off": (broken(5, "a,2024-04,132"), "line 5: the denominator is missing."),
    "negative": (broken(5, "a,2024-04,-1,1000"), "line 5: the numerator is negative: -1. Write"),
    "part": (broken(5, "a,2024-04,1001,1000"), "above its whole: 1001 of 1000. Of a ratio that"),
    "zero": (broken(5, "a,2024-04,0,0"), "line 5: the denominator is 0"),
    "few": (GOOD[:17], "line 2: “a” has 17 months; at least 18 are needed."),
    "twice": ([*GOOD, GOOD[3]], "line 26: 2024-04 of “a” stands on line 5 already; leave one."),
    "no month": (broken(5, "a,2024-Q1,1,1000"), "line 5: “2024-Q1” is no month. Write it as"),
    "no period": (broken(5, "a,04/2024x,1,1000"), "line 5: “04/2024x” is not a period."),
    "no name": (broken(5, ",2024-04,1,1000"), "line 5: the name of the series is missing."),
    "no line": ([], "it has no line below its header."),
}


@pytest.mark.parametrize("case", FAULTS)
def test_what_cannot_be_forecast_is_refused_with_its_line(ask, case):
    lines, said = FAULTS[case]
    code, out, err = ask(lines)
    assert (code, out) == (2, "")
    assert err.startswith("kpis: so_lieu.csv cannot be forecast:\n")
    assert said in err
    assert "Traceback" not in err


def test_all_faults_are_told_at_once_and_of_very_many_the_first(ask):
    lines = broken(5, "a,2024-04,many,1000")
    lines[7] = "a,2024-08,-5,1000"
    _, _, err = ask(lines)
    assert "line 5: " in err and "line 9: " in err
    _, _, err = ask([f"a,2024-{at},1,1" for at in range(13, 43)])
    assert err.count("line ") == 20
    assert err.endswith("and 10 more.\n")


def test_a_column_that_is_missing_is_named(ask):
    code, out, err = ask(GOOD, header="series,month,numerator,denominatr")
    assert (code, out) == (2, "")
    assert "so_lieu.csv: the column “denominator” is missing" in err
    assert "“denominatr”" in err or "denominator" in err


def test_files_that_are_no_csv_are_refused(ask, capsys, tmp_path):
    code, _, err = ask(GOOD, encoding="utf-16")
    assert code == 2 and "so_lieu.csv is not UTF-8 text. Save it as CSV UTF-8." in err
    code, _, err = ask([], header="")
    assert code == 2 and "the column “series” is missing" in err
    assert main(["forecast", "--series", str(tmp_path / "no.csv")]) == 2
    assert "no.csv cannot be read: No such file" in capsys.readouterr().err


OPTIONS = {
    "past": (("--until", "2025-06"), "“a” ends in 2025-12; --until has to be a later month."),
    "far": (("--until", "2099-12"), "at most 240 are forecast."),
    "a year": (("--until", "2030"), "--until 2030 is no month. Write it as 2030-12."),
    "direction": (("--direction", "sideways"), "not “sideways”."),
    "unit": (("--unit", "percnt"), "Did you mean “percent”?"),
    "target": (("--target", "many"), "argument --target: not “many”: a number is needed"),
}


@pytest.mark.parametrize("case", OPTIONS)
def test_options_that_cannot_be_are_refused_in_one_line(ask, case):
    options, said = OPTIONS[case]
    code, out, err = ask(GOOD, *options)
    assert (code, out) == (2, "")
    assert said in err and err.count("\n") == 1
