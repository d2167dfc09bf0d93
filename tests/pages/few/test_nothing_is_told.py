"""No hidden count of people leaves by any way: two stores that differ in them give the same.

Each kind of what leaves is made of both for a viewer, and every byte is compared. Were the counts
not hidden, the same ways would differ: a sweep tries that too, so that none is compared of which
nothing could be told.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from data.access.person import Person, alone, find_by
from data.store.snapshot import MARTS, current
from kpis.derived import computed
from pages.briefs.__main__ import main as briefs
from pages.open_data.__main__ import main as open_data
from pages.shell.server.api import answers
from pages.shell.server.api.asked import asked
from pages.text.language import Language
from tests.pages.few.leaving import Made, in_folder, of_marts, of_page
from tests.pages.few.twins import MOVED, told, twin
from tests.sweep import is_quick, some

OF = "level=commune&vintage=2024&period=2024-10&kpi=satisfaction_share"
NOW = "level=commune&vintage=2025&period=2026-06&kpi=satisfaction_share&area=14071"
LINKS = [
    f"map?{OF}",
    f"explain?{NOW}",
    f"map?{NOW}",
    f"map?{OF}&draw=symbols&sized=numerator",
    f"map?{OF}&draw=two&second=digitised_dossier_share",
    f"map?{OF}&draw=neighbours",
    f"map?{OF}&draw=clusters",
    f"map?{OF}&classes=stdev&unsure=interval",
    "map?level=commune&vintage=2025&period=2026-10&kpi=first_time_success_share&topic=bhxh_dt",
    f"compare?{OF}&comparison=change",
    f"compare?{OF}&comparison=series",
    f"compare?{OF}&comparison=play",
    f"compare?{OF}&comparison=periods",
    f"fair?{OF}",
    f"fair?{OF}&view=ranks",
    f"fair?{OF}&view=moved",
    f"fair?{OF}&view=gap",
    f"analysis?{OF}",
]
VIEWS = ["map", "compare"]
Pair = tuple[Path, Path]


@pytest.fixture(scope="module", autouse=True)
def viewer() -> Iterator[None]:
    """Whoever looks may see no small count."""
    find_by(lambda: Person("Xem", "viewer"))
    yield
    find_by(alone)


@pytest.fixture(scope="module")
def pairs(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Pair, Pair | None]:
    """A store and its twin; and in a sweep the same two with nothing hidden."""
    place = tmp_path_factory.mktemp("twins")
    other = twin(demo_store, place / "twin")
    if is_quick():
        return (demo_store, other), None
    return (demo_store, other), (told(demo_store, place / "told"), told(other, place / "other"))


@pytest.fixture
def same(
    pairs: tuple[Pair, Pair | None], monkeypatch: pytest.MonkeyPatch
) -> Callable[[Callable[[Path], Made]], None]:
    """Makes something of all these stores, and compares."""

    def differing(pair: Pair, make: Callable[[Path], Made]) -> list[str]:
        found = []
        for store in pair:
            monkeypatch.setenv("DX_STORE", str(store))
            found.append(make(store))
        one, other = found
        assert one and one.keys() == other.keys()
        return [name for name in one if one[name] != other[name]]

    def compared(make: Callable[[Path], Made]) -> None:
        hiding, telling = pairs
        assert differing(hiding, make) == []
        assert telling is None or differing(telling, make), "nothing of it could be told"

    return compared


@pytest.mark.parametrize("link", some(LINKS, 18))
def test_a_page_and_the_files_that_it_offers(link, same) -> None:
    same(lambda _: of_page(link))


@pytest.mark.sweep
@pytest.mark.parametrize("page", VIEWS)
def test_documents_and_pictures_of_a_view(page, same, tmp_path) -> None:
    same(lambda _: of_page(f"{page}?{OF}", tmp_path))


def test_an_answer_to_a_program(same) -> None:
    def answered(store: Path) -> Made:
        snapshot = current(store)
        assert snapshot is not None
        items = [("kpi", "satisfaction_share"), ("level", "commune"), ("from", "2024-09")]
        made = Made()
        for format in ("json", "csv"):
            question = asked("values", [*items, ("format", format)], Language("en"))
            made[format] = answers.values(answers.source(snapshot), question).body
        return made

    same(answered)


@pytest.mark.sweep
def test_the_data_package(same, tmp_path) -> None:
    kpis = [part for kpi in ("satisfaction_share", "household_reach") for part in ("--kpi", kpi)]

    def packed(store: Path) -> Made:
        out = tmp_path / store.name
        assert open_data(["package", "--store", str(store), "--out", str(out), *kpis]) == 0
        return in_folder(out)

    same(packed)


def test_what_a_question_in_sql_may_ask(same) -> None:
    def asked_for(store: Path) -> Made:
        snapshot = current(store)
        assert snapshot is not None
        with snapshot.connect() as con:
            return of_marts(con)

    same(asked_for)


@pytest.mark.sweep
def test_what_a_publish_computes_for_alerts_mails_and_reports(same, tmp_path) -> None:
    def derived(store: Path) -> Made:
        snapshot = current(store)
        assert snapshot is not None
        out = tmp_path / store.name
        out.mkdir()
        with snapshot.connect() as con:
            con.execute(f"copy mart_hidden to '{out / 'mart_hidden.parquet'}' (format parquet)")
        files = str(snapshot.directory / MARTS), str(out)
        found = computed(files, list(MOVED), with_effect=True)
        return {  # sums of estimates end in other digits each time
            table: pd.concat(parts).to_csv(float_format="%.9g").encode()
            for table, parts in found.items()
        }

    same(derived)


@pytest.mark.sweep
def test_the_report_of_a_month(same, tmp_path) -> None:
    def written(store: Path) -> Made:
        out = tmp_path / store.name / "report.docx"
        out.parent.mkdir()
        asked = ["report", "--period", "2026-06", "--store", str(store), "--out", str(out)]
        assert briefs(asked) == 0
        return in_folder(out)

    same(written)


@pytest.mark.sweep
def test_sheets_of_units(same, tmp_path) -> None:
    units = ["--level", "commune", "--area", "14071", "--period", "2026-06"]

    def bound(store: Path) -> Made:
        out = tmp_path / store.name / "sheets.pdf"
        out.parent.mkdir()
        assert briefs(["sheets", *units, "--store", str(store), "--out", str(out)]) == 0
        return in_folder(out)

    same(bound)
