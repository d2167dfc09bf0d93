"""What a leader is shown: the choice of numbers, the ranking of matters, who is on track."""

from datetime import date

import pandas as pd
import pytest

from kpis.catalogue.catalogue import load
from kpis.errors import CatalogueError
from kpis.progress.due import counted, latest, on_track, with_lacking
from kpis.progress.leader import Kind, numbers
from kpis.progress.matters import matters, worst

CATALOGUE = load()
OCTOBER = date(2026, 10, 1)


def status(kpi="k", area="1", year=2030, path=80.0, gap=-8.0, found="behind", **changes):
    """A row of mart_status: 72 where the path asks for 80 today, so 10 % of it are lacking."""
    row = {
        **{"kpi": kpi, "level": "commune", "area_code": area, "period": "2026-10"},
        **{"target_year": year, "target_status": "confirmed", "path": path, "gap": gap},
        "status": found,
    }
    return {**row, **changes}


def frame(*rows):
    return pd.DataFrame(rows)


def test_the_numbers_of_the_file_are_five_and_known():
    found = numbers(CATALOGUE)
    assert [number.kind for number in found] == list(Kind)
    assert all(number.kpi in CATALOGUE for number in found if number.kind is Kind.KPI)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[a]\nkind = "verdit"', "Did you mean “verdict”?"),
        ('[a]\nkind = "kpi"\nkpi = "active_groups_share"', "Did you mean “active_group_share”?"),
        ('[a]\nkind = "kpi"\nkpi = "e_work_files_commune"', "not measured for the whole province"),
        ('[a]\nkind = "kpi"', "“kpi” is missing"),
        ("[a]\nyear = 2030", "“kind” is missing"),
        ('[a]\nkind = "likely"\nyear = 2020', "2026–2100"),
        ('[a]\nkind = "reported"\nyear = 2030', "unknown key “year”"),
        ('[a]\nkind = "verdict"\n[b]\nkind = "verdict"', "[b]: this number stands there already"),
        ('kind = "verdict"', "outside a [stanza]"),
        ("[a", "is not TOML"),
        ("", "not 0"),
        (
            "\n".join(f'[n{year}]\nkind = "likely"\nyear = {year}' for year in range(2030, 2036)),
            "one to 5 numbers are shown, not 6",
        ),
    ],
)
def test_a_choice_that_cannot_be_shown_is_refused_by_name(tmp_path, text, told):
    file = tmp_path / "leader.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"leader\.toml") as refused:
        numbers(CATALOGUE, file)
    assert told in str(refused.value)


def test_a_choice_that_is_missing_is_named(tmp_path):
    with pytest.raises(CatalogueError, match="missing"):
        numbers(CATALOGUE, tmp_path / "leader.toml")


def test_the_confirmed_target_that_is_due_next_counts():
    rows = frame(
        status("all", year=2025),
        status("all", year=2030),
        status("all", year=2026),
        status("over", year=2024),
        status("over", year=2025),
        status("proposed", year=2025),
        status("proposed", year=2030, target_status="proposed"),
        status("none", target_status="unconfirmed"),
    )
    found = counted(rows, OCTOBER)
    assert list(zip(found["kpi"], found["target_year"], strict=True)) == [
        ("all", 2026),
        ("over", 2025),
        ("proposed", 2025),
    ]


def test_a_year_is_over_with_its_december():
    rows = frame(status(year=2025), status(year=2030))
    assert list(counted(rows, date(2025, 11, 1))["target_year"]) == [2025]
    assert list(counted(rows, date(2025, 12, 1))["target_year"]) == [2030]


def test_the_same_target_counts_in_an_earlier_period():
    rows = frame(*(status(year=y, period=p) for p in ("2025-11", "2026-10") for y in (2025, 2030)))
    assert list(counted(rows, OCTOBER)["target_year"]) == [2030, 2030]


def test_a_yearly_indicator_stands_where_its_last_whole_year_left_it():
    rows = frame(
        status("m", period="2026-09"),
        status("m", period="2026-10"),
        status("y", period="2025"),
        status("y", period="2026", found="insufficient"),
    )
    found = latest(rows, OCTOBER)
    assert list(zip(found["kpi"], found["period"], strict=True)) == [
        ("m", "2026-10"),
        ("y", "2025"),
    ]
    assert list(latest(rows, date(2026, 12, 1))["period"]) == ["2026-10", "2026"]


def test_lacking_is_a_share_of_the_path():
    rows = frame(
        status("small", path=80.0, gap=-8.0),
        status("large", path=40.0, gap=-10.0, found="missed"),
        status("zero", path=0.0, gap=-3.0),
        status("met", path=80.0, gap=2.0, found="met"),
        status("unknown", gap=None, found="insufficient"),
    )
    found = with_lacking(rows)
    assert list(found["kpi"]) == ["zero", "large", "small"]
    assert list(found["lacking"]) == pytest.approx([100.0, 25.0, 10.0])


def test_matters_are_ranked_by_what_is_lacking():
    rows = frame(
        status("a", path=100.0, gap=-5.0),
        status("b", path=50.0, gap=-10.0),
        status("c", path=100.0, gap=-5.0),
        status("d", found="on_track", gap=1.0),
    )
    assert [m.kpi for m in matters(rows, silent=0, units=57)] == ["b", "a", "c"]
    # 6 of 57 communes are 10.5 %: less than b lacks, more than a.
    assert [m.kpi for m in matters(rows, silent=6, units=57)] == ["b", "", "a"]
    # 1 of 20 is 5 %, as much as a and c: the indicators come first.
    assert [m.kpi for m in matters(rows, silent=1, units=20, most=4)] == ["b", "a", "c", ""]
    assert matters(rows, 0, 57)[0].row["gap"] == -10.0


def test_without_anything_lacking_nothing_needs_a_leader():
    assert matters(frame(status(found="met", gap=3.0)), silent=0, units=57) == []


def test_equal_units_go_by_their_code():
    rows = frame(
        status(area="3", gap=-8.0),
        status(area="2", gap=-8.0),
        status(area="4", gap=-9.0),
        status(area="1", gap=-4.0),
        status("other", area="5", gap=-70.0),
    )
    assert list(worst(rows, "k")["area_code"]) == ["4", "2", "3"]


def test_an_area_is_on_track_with_half_of_its_targets():
    rows = frame(
        *(status(kpi, "1", found=found) for kpi, found in zip("abcd", MIXED, strict=True)),
        *(status(kpi, "2", found="behind") for kpi in "abc"),
        *(status(kpi, "3", found="insufficient") for kpi in "ab"),
        status("c", "3", found="met"),
    )
    found = on_track(rows).set_index("area_code")
    assert found.loc["1", ["asked", "judged", "kept"]].tolist() == [4, 4, 2]
    assert found["share"].tolist()[:2] == [0.5, 0.0]
    assert found["share"].isna().tolist() == [False, False, True]  # 1 of 3 targets is known
    assert found["is_on_track"].tolist() == [True, False, False]


MIXED = ("met", "on_track", "slightly_behind", "missed")
