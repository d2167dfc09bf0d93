"""The page of queries: what is asked is answered with the figures of the KPI layer, or refused."""

import pytest

from data.refusal import RefusedError
from kpis.catalogue.catalogue import load
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.store import connect
from pages.open_data import analysis
from pages.shell.selection import Selection
from pages.text.language import Language
from pages.views.sql.data import answer
from pages.views.sql.schema import example, titles
from tests.pages.opened import opened, text_of

CATALOGUE = load()
PRIVATE = ("group_code", "village_", "file", "text", "candidates", "load", "sha256")


@pytest.fixture(scope="module")
def served_sample(sample_store):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DX_STORE", str(sample_store))
        patch.setenv("DX_SQL", "on")
        yield sample_store


@pytest.fixture(scope="module")
def name(served_sample) -> str:
    """The name of the snapshot of the sample."""
    return next(path.name for path in (served_sample / "snapshots").iterdir())


@pytest.mark.sweep
@pytest.mark.parametrize("id", list(CATALOGUE))
def test_a_query_gives_the_figures_of_the_kpi_layer(id, name, served_sample):
    kpi = CATALOGUE[id]
    code = "2024" if kpi.frequency == "year" else "2024-06"
    with connect(served_sample) as con:
        for level in kpi.levels:
            ours = measure(con, kpi, level, [Period.parse(code)], "2024").sort_values("area_code")
            found = answer(
                name,
                f"select * from readings where kpi = '{id}' and level = '{level}'"
                f" and vintage = '2024' and period = '{code}' order by area_code",
            )
            assert len(found.rows) == len(ours) > 0
            for side in ("numerator", "denominator", "value"):
                theirs = found.rows[side].astype("float64").tolist()
                assert theirs == pytest.approx(ours[side].tolist(), rel=1e-14, nan_ok=True)
            assert found.rows["missing_reason"].tolist() == ours["missing_reason"].tolist()


@pytest.mark.sweep  # a child process a table
def test_each_table_of_the_file_has_the_columns_that_are_told_and_no_private_one(
    name, served_sample
):
    with connect(served_sample) as con:
        told = analysis.described(con)
    assert {"readings", "units", "catalogue", "mart_dossier_month"} <= told.keys()
    for table, columns in told.items():
        found = answer(name, f'select * from "{table}" limit 1')
        assert list(found.rows.columns) == [column for column, _, _ in columns], table
        assert not [c for c, _, _ in columns for word in PRIVATE if c.startswith(word)], table


def test_the_file_holds_nothing_of_a_single_group_village_or_file(name):
    for table in (
        "mart_reject",
        "mart_group",
        "mart_village_month",
        "mart_export",
        "mart_check_row",
    ):
        refused = answer(name, f"select * from {table}")
        assert table in refused.reason.en


@pytest.mark.parametrize("which", list(titles(Language("en"))))
def test_each_example_is_answered(which, name):
    chosen = Selection("vssid_share", "commune", "2024-06", "2024")
    found = answer(name, example(which, chosen))
    assert not isinstance(found, RefusedError), found
    assert len(found.rows) > 0


def test_a_link_shows_its_answer_with_chart_and_files(served_sample):
    query = "select area_name, value from readings where kpi = 'vssid_share' and level = 'commune'"
    query += " and vintage = '2022' and period = '2024-06' order by value"
    app = opened("sql", sql=query, sql_chart="bar")
    assert not app.exception and not app.error
    assert app.text_area[0].value == query
    assert app.get("plotly_chart") and app.dataframe
    labels = [one.label for one in app.get("download_button")]
    assert [one for one in labels if "XLSX" in one] and "Parquet" in labels
    assert "GeoJSON" not in labels


def test_an_example_that_is_chosen_is_asked(served_sample):
    app = opened("sql", kpi="vssid_share", level="commune", period="2024-06", vintage="2024")
    assert not len(app.dataframe)
    app.selectbox(key="sql_example").select("by_district").run()
    assert not app.exception and app.dataframe
    assert "vssid_share" in app.text_area[0].value
    assert app.query_params["sql"] == app.text_area[0].value


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("select * from read_text('/etc/passwd')", "“read\\_text” cannot be used here"),
        ("selec 1", "The query has an error"),
        ("select 1; select 2", "Exactly one statement"),
        ("drop table readings", "Only a SELECT"),
        ("x" * 5000, "empty, or longer"),
    ],
)
def test_a_refusal_says_why(served_sample, query, told):
    app = opened("sql", sql=query)
    assert not app.exception
    (error,) = app.error.values
    assert told.replace("\\", "") in error.replace("\\", "")
    assert str(served_sample) not in text_of(app)


def test_it_is_off_unless_it_is_switched_on(served_sample, monkeypatch):
    monkeypatch.setenv("DX_SQL", "off")
    app = opened("sql", sql="select 1")
    assert not app.text_area and "switched off" in text_of(app)
    monkeypatch.delenv("DX_SQL")
    assert "switched off" in text_of(opened("sql", sql="select 1"))
