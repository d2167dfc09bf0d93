"""The published figures as data frames: those of the pages, and a notebook that runs."""

import json
from pathlib import Path

import pytest

from kpis import open_store
from kpis.catalogue.catalogue import load
from kpis.errors import KpiError
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.store import StoreError, connect

NOTEBOOKS = sorted((Path(__file__).parents[2] / "docs" / "notebooks").glob("*.ipynb"))


def test_readings_are_those_of_the_pages(demo_store):
    with open_store(demo_store) as store, connect(demo_store) as con:
        found = store.readings("online_dossier_share", "commune", "2026-Q3")
        due = measure(con, load()["online_dossier_share"], "commune", [Period.parse("2026-Q3")])
        assert found.equals(due) and len(found) == 57
        assert set(store.readings("vssid_share")["period"]) == {"2026-10"}  # the last month
        on_former = store.readings("vssid_share", "commune", ["2023-01", "2023-02"], vintage="2022")
        assert len(on_former) == 2 * 226
        assert store.periods("year") == ["2022", "2023", "2024", "2025", "2026"]


def test_the_catalogue_has_a_row_an_indicator(demo_store):
    with open_store(demo_store) as store:
        rows = store.catalogue().set_index("kpi")
    assert list(rows.index) == list(load())
    assert rows.loc["residents_per_group", ["unit", "direction"]].to_list() == ["ratio", "down"]


def test_what_has_no_answer_is_refused_with_the_nearest_word(demo_store, tmp_path):
    with open_store(demo_store) as store, pytest.raises(KpiError, match="vssid_share"):
        store.readings("vssid_shar")
    with pytest.raises(StoreError):
        open_store(tmp_path)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_holds_no_output(notebook, demo_store, monkeypatch):
    monkeypatch.setenv("DX_STORE", str(demo_store))
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    names: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [] and cell["execution_count"] is None
            exec(compile("".join(cell["source"]), notebook.name, "exec"), names)
    names["store"].close()
