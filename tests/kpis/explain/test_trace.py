"""The lines of files behind values: by hand on the sample, and their sums for every indicator."""

import csv
from functools import cache
from pathlib import Path

import pytest

from kpis.catalogue.catalogue import load
from kpis.errors import KpiError
from kpis.explain.trace import COLUMNS, Question, trace
from kpis.explain.trails import trails
from kpis.measure.extent import Known, extent, known
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.store import connect_with_raw
from tests.kpis.conftest import SAMPLE
from tests.sweep import some

CATALOGUE = load()
SAMPLE_PERIODS = ("2024-07", "2024-08", "2025-08", "2022-Q4", "2024-Q3", "2024-H2", "2024", "2025")
DEMO_PERIODS = ("2025-07", "2024-Q3", "2025")
VINTAGES = (None, "2022", "2024", "2025")
DEMO_VINTAGES = (None, "2022", "2025")
AREAS = 2  # of a level, those that are tried


@pytest.fixture(scope="module")
def sample(sample_store):
    con, raw = connect_with_raw(sample_store)
    with con:
        yield con, raw


@pytest.fixture(scope="module")
def demo(demo_store):
    con, raw = connect_with_raw(demo_store)
    with con:
        yield con, raw


def lines(data, kpi, level, area, period, vintage=None, topic=None):
    """The reading and its lines as dictionaries."""
    question = Question(CATALOGUE[kpi], level, area, Period.parse(period), vintage, topic)
    with trace(*data, question) as found:
        return found.reading, [dict(zip(COLUMNS, row, strict=True)) for row in found.each()]


def short(rows, side):
    return [
        (row["file"], row["line"], row["unit"], row["month"], row["amount"], row["weight"])
        for row in rows
        if row["side"] == side
    ]


def test_a_share_of_people_has_a_line_of_each_of_two_files(sample):
    reading, rows = lines(sample, "smartphone_adult_share", "commune", "13696", "2024-08")
    assert (reading["numerator"], reading["denominator"]) == (574, 700)
    assert short(rows, "numerator") == [
        ("su_dung_dich_vu.csv", 12, "13696", "2024-08", 574, 1),
    ]
    assert short(rows, "denominator") == [("dan_so.csv", 2, "13696", "2024-08", 700, 1)]
    assert [row["sheet"] for row in rows] == [None, None]  # files of text


def test_a_stock_is_that_of_the_last_month_that_each_commune_reported(sample):
    # Nam Mỹ sent nothing for August: its 392 of July count
    _, rows = lines(sample, "smartphone_adult_share", "district", "362", "2024-08", "2022")
    assert [(unit, month, amount) for _, _, unit, month, amount, _ in short(rows, "numerator")] == [
        ("13969", "2024-07", 392),
        ("13972", "2024-07", 630),
        ("13981", "2024-08", 273),
    ]


def test_groups_are_counted_by_month_from_the_register(sample):
    # as tests/kpis/expected.csv works it out: July T03 T04 of T03–T06, August T04 T06 of T04–T06,
    # September T03 T05 of T03 T05 T06; each did one activity
    reading, rows = lines(sample, "active_group_share", "commune", "13972", "2024-Q3")
    assert (reading["numerator"], reading["denominator"]) == (6, 10)
    assert [line for _, line, *_ in short(rows, "numerator")] == [6, 7, 11, 12, 14, 15]
    of_register = [(line, month[-2:]) for _, line, _, month, _, _ in short(rows, "denominator")]
    assert of_register == [
        *((4, "07"), (4, "09"), (5, "07"), (5, "08"), (6, "07")),
        *((6, "08"), (6, "09"), (7, "07"), (7, "08"), (7, "09")),
    ]


def test_what_is_reached_so_far_has_all_lines_up_to_the_month(sample):
    reading, rows = lines(sample, "household_reach", "commune", "13696", "2024-08")
    assert (reading["numerator"], reading["denominator"]) == (30, 250)
    assert [(line, amount) for _, line, _, _, amount, _ in short(rows, "numerator")] == [
        *((2, 10), (5, 12), (9, 0), (10, 8)),
    ]


def test_a_part_of_a_unit_has_its_share_of_each_line(sample):
    # Nam Điền of 2024 was made of Nam Mỹ, Điền Xá, Nam Toàn: 800, 1,200 and 600 residents
    reading, rows = lines(sample, "smartphone_adult_share", "commune", "13969", "2025-06", "2022")
    assert reading["comparability"] == "estimated"
    ((*_, amount, weight),) = short(rows, "numerator")
    assert (amount, weight) == (1500, pytest.approx(800 / 2600))


def test_a_topic_has_its_own_lines_only(sample):
    # adults count once a month in which their commune reported, whatever it did
    reading, rows = lines(
        sample, "assists_per_1000", "commune", "13696", "2024-Q3", topic="thanh_toan"
    )
    assert (reading["numerator"], reading["denominator"]) == (24, 2120)
    assert [(line, amount) for _, line, _, _, amount, _ in short(rows, "numerator")] == [(10, 24)]
    assert [amount for *_, amount, _ in short(rows, "denominator")] == [700, 700, 720]


def test_a_value_that_is_missing_has_no_lines(sample):
    reading, rows = lines(sample, "smartphone_adult_share", "commune", "13723", "2024-08")
    assert (reading["numerator"], reading["missing_reason"], rows) == (None, "not_reported", [])


@pytest.mark.parametrize(
    ("area", "told"),
    [
        ("1369", "There is no commune “1369” of 2022. Did you mean “13969”?"),
        ("362", "It is a district."),
        ("zzz", "Valid are 226 codes, such as 13633."),
    ],
)
def test_an_unknown_unit_is_refused_with_one_that_works(sample, area, told):
    with pytest.raises(KpiError, match=told.replace("?", "[?]")):
        lines(sample, "smartphone_adult_share", "commune", area, "2024-08")


def test_a_column_that_nobody_traced_is_refused():
    with pytest.raises(KpiError, match="cannot be followed to the lines of files"):
        trails("mart_service_month", "sum(visitors)")
    with pytest.raises(KpiError, match="cannot be followed"):
        trails("mart_service_month", "max(adults)")


def test_without_its_raw_files_a_snapshot_cannot_tell(sample, tmp_path):
    with pytest.raises(KpiError, match="publish the exports again"):
        lines((sample[0], tmp_path), "smartphone_adult_share", "commune", "13696", "2024-08")


@cache
def texts(directory: Path, file: str) -> list[list[str]]:
    text = (directory / file).read_text(encoding="utf-8-sig")
    return list(csv.reader(text.splitlines(), delimiter=";" if ";" in text[:200] else ","))


# No line stands twice on a side for a month.
TWICE = "select count(*) - count(distinct (is_numerator, load, place, month)) from told"


def holds(data, directory, kpi, level, periods, vintages):
    """How many values were seen to be the sums of their lines, which name their units.

    Each period is asked for on the units of the vintage that stands in its place.
    """
    con, _ = data
    count = 0
    with known(Known(extent(con))):  # as a page asks: how far the data reach is asked once
        for period, vintage in zip(periods, vintages, strict=True):
            asked = Period.parse(period)
            rows = measure(con, CATALOGUE[kpi], level, [asked], vintage).dropna(subset="numerator")
            for area in rows["area_code"].iloc[:AREAS]:
                question = Question(CATALOGUE[kpi], level, area, asked, vintage)
                require_sums(data, directory, question)
                count += 1
    return count


def require_sums(data, directory, question):
    with trace(*data, question) as found:
        found.add_up()
        files, some_lines = found.ask("by_file"), found.ask("whole_lines", 200)
        assert found.con.execute(TWICE).fetchall() == [(0,)]
    for side in ("numerator", "denominator"):
        total = files[side].sum()
        assert total == pytest.approx(found.reading[side], rel=1e-9, abs=1e-9), question
    for line in some_lines.itertuples():
        told = texts(directory, line.file)[line.line - 1]
        assert line.unit in told or line.export == "dich_vu_cong"


def turns(number, periods, vintages):
    """The vintages by period of a case: of the next case each period has the next one.

    So every indicator at every level has every period and every vintage, and every level, over the
    indicators, every pair of both. Not every triple: all 32 of each case took nine minutes.
    """
    return [vintages[(number + place) % len(vintages)] for place in range(len(periods))]


CASES = [
    (place + step, kpi.id, str(level))
    for place, kpi in enumerate(CATALOGUE.values())
    for step, level in enumerate(kpi.levels)
]


@pytest.mark.parametrize(("number", "kpi", "level"), some(CASES, 15))
def test_the_lines_add_up_to_both_sides(sample, number, kpi, level):
    vintages = turns(number, SAMPLE_PERIODS, VINTAGES)
    assert holds(sample, SAMPLE, kpi, level, SAMPLE_PERIODS, vintages)


def test_figures_of_a_year_stand_until_those_of_the_next(demo, demo_exports):
    # 2022 and 2023 are known
    case = ("smartphone_adult_share", "commune", ("2024-07",), (None,))
    assert holds(demo, demo_exports, *case)


@pytest.mark.sweep
@pytest.mark.parametrize(("number", "kpi", "level"), CASES)
def test_the_lines_of_the_demonstration_add_up_to_both_sides(
    demo, demo_exports, number, kpi, level
):
    vintages = turns(number, DEMO_PERIODS, DEMO_VINTAGES)
    assert holds(demo, demo_exports, kpi, level, DEMO_PERIODS, vintages)
