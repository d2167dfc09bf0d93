"""The data package: valid to Frictionless, its figures those of the KPI layer, equal bytes."""

import json
from pathlib import Path

import pandas as pd
import pytest

from kpis.catalogue.catalogue import load
from kpis.measure.extent import extent
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.store import connect
from pages.open_data.__main__ import main
from pages.open_data.package import NAME

CATALOGUE = load()
FEW = ("vssid_share", "online_dossier_share", "digital_economy_share")  # the last one by year


def package(store: Path, out: Path, *more: str) -> dict:
    """What a package of a store says of itself, once it is written."""
    assert main(["package", "--store", str(store), "--out", str(out), *more]) == 0
    return json.loads((out / NAME).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def written(sample_store, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("package") / "new"
    package(sample_store, out, *(part for kpi in FEW for part in ("--kpi", kpi)))
    return out


def faults(out: Path) -> set[tuple[str, str, str]]:
    """What Frictionless has against a package: file, kind, field; its import takes a second."""
    import frictionless

    report = frictionless.validate(str(out / NAME))
    assert not report.errors
    return {
        (task.name, error.type, getattr(error, "field_name", ""))
        for task in report.tasks
        for error in task.errors
    }


@pytest.mark.sweep
@pytest.mark.filterwarnings("ignore")  # of the oracle's own imports
def test_it_is_valid_and_a_fault_is_found(written, tmp_path):
    assert faults(written) == set()
    broken = tmp_path / "broken"
    broken.mkdir()
    for path in written.rglob("*.*"):
        there = broken / path.relative_to(written)
        there.parent.mkdir(exist_ok=True)
        there.write_bytes(path.read_bytes().replace(b",percent,province,", b",percnt,province,"))
    kinds = (("hash-count", ""), ("byte-count", ""), ("constraint-error", "unit"))
    assert faults(broken) == {(f"readings-{kpi}", *kind) for kpi in FEW for kind in kinds}


@pytest.mark.sweep
@pytest.mark.filterwarnings("ignore")
def test_that_of_all_indicators_is_valid(sample_store, tmp_path):
    told = package(sample_store, tmp_path / "all")
    assert len(told["resources"]) == 4 + len(CATALOGUE)
    assert faults(tmp_path / "all") == set()


@pytest.mark.parametrize("id", FEW)
def test_its_readings_are_those_of_the_kpi_layer(id, written, sample_store):
    kpi, kind = CATALOGUE[id], CATALOGUE[id].frequency
    rows = pd.read_csv(written / f"readings/{id}.csv", dtype={"vintage": str, "area_code": str})
    with connect(sample_store) as con:
        reach = extent(con)
        periods = Period.between(kind, reach.first_month, reach.last_month)
        for level in kpi.levels:
            for vintage in reach.vintages:
                ours = measure(con, kpi, level, periods, vintage).sort_values(
                    ["period", "area_code"]
                )
                theirs = rows[(rows["level"] == level) & (rows["vintage"] == vintage)]
                theirs = theirs.sort_values(["period", "area_code"])
                for side in ("numerator", "denominator", "value", "units_reported"):
                    assert theirs[side].astype(float).tolist() == pytest.approx(
                        ours[side].astype(float).tolist(), rel=1e-14, nan_ok=True
                    )
                assert theirs["missing_reason"].fillna("").tolist() == [
                    reason or "" for reason in ours["missing_reason"]
                ]
    assert len(rows) == len(rows.drop_duplicates(["level", "vintage", "area_code", "period"]))


def test_equal_data_give_equal_bytes(written, sample_store, tmp_path):
    package(sample_store, tmp_path / "again", *(p for kpi in FEW for p in ("--kpi", kpi)))
    files = sorted(path.relative_to(written) for path in written.rglob("*.*"))
    assert files == sorted(
        p.relative_to(tmp_path / "again") for p in (tmp_path / "again").rglob("*.*")
    )
    for file in files:
        assert (written / file).read_bytes() == (tmp_path / "again" / file).read_bytes(), file


def test_it_says_what_it_is(written, sample_store, tmp_path):
    told = json.loads((written / NAME).read_text(encoding="utf-8"))
    assert told["is_demonstration"] is False and "DEMONSTRATION" not in told["description"]
    assert told["licenses"][0]["name"] == "notspecified"
    assert "Boundaries are not part" in told["description"]
    assert not list(written.rglob("*.geojson"))
    assert any("942/QĐ-TTg" in source["title"] for source in told["sources"])
    given = ("--licence", "CC-BY-4.0", "--licence-title", "Creative Commons Attribution 4.0")
    told = package(sample_store, tmp_path / "licensed", "--kpi", "vssid_share", *given)
    assert told["licenses"] == [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}]


def test_that_of_the_demonstration_says_so(demo_store, tmp_path):
    told = package(demo_store, tmp_path / "demo", "--kpi", "village_group_coverage")
    assert told["is_demonstration"] is True and told["description"].startswith("DEMONSTRATION")
    line = (
        (tmp_path / "demo/readings/village_group_coverage.csv").read_text("utf-8").splitlines()[1]
    )
    assert line.endswith(",true")


def test_it_is_refused_in_words(written, sample_store, tmp_path, capsys):
    store = ["--store", str(sample_store)]
    assert main(["package", "--out", str(written), *store]) == 2
    assert "lies in" in capsys.readouterr().err
    assert main(["package", "--out", str(tmp_path), "--kpi", "vssid_shar", *store]) == 2
    assert "vssid_share" in capsys.readouterr().err
    assert main(["package", "--out", str(tmp_path), "--store", str(tmp_path / "none")]) == 2
    assert "Nothing is published" in capsys.readouterr().err
