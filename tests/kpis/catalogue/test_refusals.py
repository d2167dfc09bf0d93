"""A definition with anything wrong in it is refused by file, stanza and nearest valid word."""

import re
from pathlib import Path

import duckdb
import pytest

from kpis.catalogue.catalogue import CatalogueError, check, load

GROUPS = '[adoption]\nname = { vi = "Sử dụng", en = "Adoption" }\n'
STANZA = """
[smartphone_share]
group = "adoption"
name = { vi = "Tỷ lệ", en = "Share" }
definition = { vi = "Phần", en = "Part" }
source = "mart_service_month"
numerator = "sum(smartphones)"
denominator = "sum(adults)"
numerator_label = { vi = "người có máy", en = "with one" }
denominator_label = { vi = "người", en = "adults" }
counts = "people"
unit = "percent"
time = "stock"
direction = "up"
levels = ["province", "commune"]
targets = [
  { year = 2025, value = 80, source = "QĐ 411", status = "confirmed" },
  { year = 2030, value = 95, source = "QĐ 411", status = "unconfirmed" },
]
legal_basis = ["QĐ 411"]
value_status = "confirmed"
"""


def written(directory: Path, stanza: str = STANZA, groups: str = GROUPS) -> Path:
    """A directory of definitions with one file of KPIs."""
    (directory / "groups.toml").write_text(groups, encoding="utf-8")
    (directory / "adoption.toml").write_text(stanza, encoding="utf-8")
    return directory


def test_a_stanza_is_read_whole(tmp_path):
    kpi = load(written(tmp_path))["smartphone_share"]
    assert (kpi.name.vi, kpi.name.en) == ("Tỷ lệ", "Share")
    assert (kpi.unit, kpi.unit.scale) == ("percent", 100)
    assert (kpi.time.numerator, kpi.time.denominator) == ("stock", "stock")
    assert kpi.levels == ("province", "commune")
    assert (kpi.source_level, kpi.staleness_months, kpi.frequency) == ("commune", 3, "month")
    assert [(t.year, t.value, t.status) for t in kpi.targets] == [
        (2025, 80, "confirmed"),
        (2030, 95, "unconfirmed"),
    ]


WRONG = [  # what stands in the stanza, what is written instead, what the refusal says
    ("numerator =", "numeratr =", "unknown key “numeratr”. Did you mean “numerator”?"),
    ('unit = "percent"\n', "", "the key “unit” is missing"),
    ('"percent"', '"percnt"', "“unit” cannot be 'percnt'. Did you mean “percent”?"),
    ('"stock"', '"stok"', "“time” cannot be 'stok'. Did you mean “stock”?"),
    ('"stock"', '{ numerator = "flow" }', "the key “denominator” is missing"),
    ('"stock"', '"exposure"', "“exposure” is the denominator of a “flow” and nothing else."),
    ('"stock"', '{ numerator = "flow", denominator = "stck" }', "Did you mean “stock”?"),
    ('"up"', '"upp"', "“direction” cannot be 'upp'. Did you mean “up”?"),
    ('"commune"]', '"comune"]', "“levels” cannot be 'comune'. Did you mean “commune”?"),
    ('"commune"]', '"province"]', "“levels” names a word twice"),
    ('["province", "commune"]', "[]", "“levels” must be a list"),
    ('"adoption"', '"adaption"', "there is no group “adaption”. Did you mean “adoption”?"),
    ('"unconfirmed"', '"unconfirmd"', "Did you mean “unconfirmed”?"),
    ("value = 95", "valu = 95", "unknown key “valu”. Did you mean “value”?"),
    ("value = 95", 'value = "95"', "“value” must be a number, not '95'"),
    ("value = 95", "value = nan", "“value” must be a number"),
    ("value = 95", "value = true", "“value” must be a number"),
    ("year = 2030", "year = 2025", "the years of “targets” must ascend"),
    ("year = 2030", "year = 2300", "“year” must be a whole number 2020–2050"),
    ("sum(smartphones)", "summ(smartphones)", "“summ(” is not a known function. Did you mean"),
    ("sum(smartphones)", "sum(smartphones", "do not match"),
    ("sum(smartphones)", "sum(smartphones))", "do not match"),
    ("sum(smartphones)", "smartphones", "aggregates nothing"),
    ("sum(smartphones)", "count(1)", "names no column"),
    ("sum(smartphones)", "sum(a); drop table t", "“; drop table t” cannot be read"),
    ("mart_service_month", "raw_service", "must be a mart"),
    ('name = { vi = "Tỷ lệ", en = "Share" }', 'name = { vi = "Tỷ lệ" }', "“en” is missing"),
    ('name = { vi = "Tỷ lệ", en = "Share" }', 'name = "Share"', "“name” must be a table"),
    ('en = "Share"', 'en = " "', "“en” must be a text"),
    ('["QĐ 411"]', '"QĐ 411"', "“legal_basis” must be a list of texts"),
    ('value_status = "confirmed"', 'value_status = "confirmed"\nstaleness_months = 0', "1–24"),
    ('value_status = "confirmed"', 'value_status = "confirmed"\nvalid_to = "2025-Q2"', "a month"),
    ('value_status = "confirmed"', 'value_status = "confirmed"\nvalid_to = "6/2025"', "2023-12"),
    ('value_status = "confirmed"', 'value_status = "confirmed"\nbreakdown = "topics"', "“topic”"),
    ('value_status = "confirmed"', 'value_status = "confirmed"\nwhere = "lenght(a) > 1"', "lengh"),
    ('value_status = "confirmed"', 'value_status = "confirmed"\nsynonyms = "phone"', "a list of"),
    ('value_status = "confirmed"', 'value_status = "confirmed"\nsynonym = []', "“synonyms”"),
    ('"percent"', '"ratio"\nproportion = true', "“proportion” is said of a percent only"),
    ('"percent"', '"percent"\nproportion = "yes"', "“proportion” must be true or false"),
    ('"people"', '"peple"', "“counts” cannot be 'peple'. Did you mean “people”?"),
    ('counts = "people"\n', "", "the key “counts” is missing"),
    ("sum(smartphones)", "max(smartphones)", "who counts people adds them up"),
    ('"up"', '"range"', "unknown key “value”. Valid are: year, min, max, source, status."),
]


@pytest.mark.parametrize(("right", "wrong", "message"), WRONG, ids=[w[1][:40] for w in WRONG])
def test_a_wrong_stanza_is_refused_by_file_stanza_and_nearest_word(tmp_path, right, wrong, message):
    assert right in STANZA
    with pytest.raises(CatalogueError) as refused:
        load(written(tmp_path, STANZA.replace(right, wrong, 1)))
    assert message.replace("lengh", "lenght") in str(refused.value)
    assert "adoption.toml" in str(refused.value)
    assert "smartphone_share" in str(refused.value)


AGREED = 'path = [{ month = "2024-06", value = 60, source = "QĐ 1" }]\n'
WRONG_PATHS = [  # what stands as the path, what the refusal says
    ('path = "s_curv"', "“path” cannot be 's_curv'. Did you mean “s_curve”?"),
    (AGREED.replace("value", "valu"), "unknown key “valu”. Did you mean “value”?"),
    (AGREED.replace("06", "Q2"), "“month” must be a month such as 2024-12"),
    (AGREED.replace("06", "13"), "“2024-13” is not a period"),
    (AGREED.replace("2024-06", "2031-01"), "beyond 2030, the year of the last target"),
    (AGREED.replace("2024-06", "2025-12"), "both say what 2025-12 should be"),
    (AGREED.replace("}]", '}, { month = "2024-06", value = 7, source = "x" }]'), "must ascend"),
    (AGREED.replace(', source = "QĐ 1"', ""), "the key “source” is missing"),
    (AGREED.replace("60", "81"), "goes back from 81 in 2024-06 to 80 in 2025-12"),
    (AGREED.replace("2024", "2027"), "goes back from 80 in 2025-12 to 60 in 2027-06"),
]


@pytest.mark.parametrize(("path", "message"), WRONG_PATHS, ids=[w[1][:40] for w in WRONG_PATHS])
def test_a_wrong_path_is_refused(tmp_path, path, message):
    with pytest.raises(CatalogueError) as refused:
        load(written(tmp_path, f"{STANZA}{path}\n"))
    assert message in str(refused.value)
    assert "smartphone_share" in str(refused.value)


def test_a_path_is_straight_unless_the_stanza_says_otherwise(tmp_path):
    courses = []
    for path in ("", 'path = "straight"\n', 'path = "s_curve"\n', AGREED):
        courses.append(load(written(tmp_path, STANZA + path))["smartphone_share"].course)
    assert [course.shape for course in courses] == ["straight", "straight", "s_curve", "straight"]
    (point,) = courses[3].points
    assert (f"{point.month:%Y-%m}", point.value, point.source) == ("2024-06", 60, "QĐ 1")


def test_an_agreed_path_goes_down_where_less_is_better(tmp_path):
    falling = STANZA.replace('"up"', '"down"').replace("value = 95", "value = 70")
    kept = load(written(tmp_path, falling + AGREED.replace("60", "90")))["smartphone_share"]
    assert kept.course.points[0].value == 90
    with pytest.raises(CatalogueError, match="goes back from 60 in 2024-06 to 80 in 2025-12"):
        load(written(tmp_path, falling + AGREED))


def test_there_is_no_path_into_a_range(tmp_path):
    ranged = re.sub(r"value = (80|95)", "min = 4, max = 6", STANZA).replace('"up"', '"range"')
    with pytest.raises(CatalogueError, match="no way into a range"):
        load(written(tmp_path, ranged + 'path = "s_curve"\n'))


def test_a_range_whose_ends_are_crossed_is_refused(tmp_path):
    crossed = re.sub(r"value = (80|95)", "min = 6, max = 4", STANZA).replace('"up"', '"range"')
    with pytest.raises(CatalogueError, match="“min” is greater than “max”"):
        load(written(tmp_path, crossed))


def test_a_stanza_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(CatalogueError, match=r"adoption\.toml is not TOML.*line"):
        load(written(tmp_path, STANZA + STANZA))
    (tmp_path / "second.toml").write_text(STANZA, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"second\.toml, \[smartphone_share\].*adoption\.toml"):
        load(written(tmp_path))


def test_a_key_outside_a_stanza_and_an_unreadable_file_are_refused(tmp_path):
    with pytest.raises(CatalogueError, match="outside a"):
        load(written(tmp_path, 'unit = "percent"\n' + STANZA))
    with pytest.raises(CatalogueError, match="id is written in small letters"):
        load(written(tmp_path, STANZA.replace("[smartphone_share]", "[Smartphone]")))
    (tmp_path / "adoption.toml").write_bytes("name = 'Tỷ lệ'".encode("utf-16"))
    with pytest.raises(CatalogueError, match=r"adoption\.toml is not TOML"):
        load(tmp_path)


def test_missing_groups_are_named(tmp_path):
    with pytest.raises(CatalogueError, match=r"groups\.toml is missing"):
        load(tmp_path)
    with pytest.raises(CatalogueError, match=r"groups\.toml, \[adoption\]: unknown key “nam”"):
        load(written(tmp_path, groups='[adoption]\nnam = "x"\n'))


def marts():
    """A connection with the one mart that the stanza above reads."""
    con = duckdb.connect()
    con.execute("create table mart_service_month (vintage text, area_code text, month date)")
    con.execute("alter table mart_service_month add column smartphones bigint")
    con.execute("alter table mart_service_month add column adults bigint")
    return con


def test_the_sql_of_a_stanza_is_checked_against_the_marts(tmp_path):
    with marts() as con:
        check(load(written(tmp_path)), con)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("sum(adults)", "sum(adult)", "there is no column “adult”. Did you mean “adults”?"),
        ("mart_service_month", "mart_service_mont", "Did you mean “mart_service_month”?"),
        ("sum(adults)", "sum(adults) + smartphones", "[smartphone_share]"),
        ('"up"', '"up"\nwhere = "topc = 1"', "“where”: in mart_service_month there is no column"),
    ],
)
def test_sql_that_the_marts_cannot_answer_is_refused(tmp_path, right, wrong, message):
    catalogue = load(written(tmp_path, STANZA.replace(right, wrong)))
    with marts() as con, pytest.raises(CatalogueError) as refused:
        check(catalogue, con)
    assert message in str(refused.value)
