"""Sheets of units: their figures are those of the indicators, their words those of the pages."""

import os
import re
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from pypdf import PdfReader

from data.ledger.meetings import agenda
from data.ledger.meetings.decisions import Decision, save_decision
from data.ledger.refusals import LEDGER
from data.refusal import RefusedError
from data.store.snapshot import current
from kpis.catalogue.catalogue import load
from kpis.errors import KpiError
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.progress.progress import progress
from kpis.progress.rank import ranks
from pages.briefs.settings import DASHBOARD
from pages.briefs.units.asked import asked, units
from pages.briefs.units.bound import bind
from pages.briefs.units.facts import facts
from pages.briefs.units.question import Question
from pages.briefs.units.sheet import Words, kept, sheet, titles, verdict
from pages.text import formats
from pages.text.comparability import reading
from pages.text.language import Language
from tests.pages.briefs.test_pdf import alternatives, require_archive
from tests.stores import copy_of

ROOT = Path(__file__).parents[4]
VI, OFFICE = Language("vi"), "Sở Khoa học và Công nghệ"
PERIOD, VINTAGE = "2026-10", "2025"


@pytest.fixture(scope="module")
def snapshot(demo_store):
    return current(demo_store)


@pytest.fixture(scope="module")
def con(snapshot):
    with closing(snapshot.connect()) as con:
        yield con


@pytest.fixture(scope="module")
def store(demo_store, tmp_path_factory):
    """A store with three decisions: one about a district of today, two about other units."""
    store = copy_of(demo_store, tmp_path_factory.mktemp("sheets") / "store")
    id = agenda.save_meeting(store, agenda.Meeting("Họp", "2026-11-20"), OFFICE)
    item = agenda.add_item(store, id, agenda.Item("Mục"), OFFICE)
    one = Decision(
        "Mở mười điểm hướng dẫn", "UBND xã", "2026-11-25", "online_dossier_share", "district",
        VINTAGE, ("360",), PERIOD, 80.0, meeting=id, item=item,
    )  # fmt: skip
    save_decision(store, one, OFFICE)
    save_decision(store, replace(one, text="Của đơn vị cũ", vintage="2022"), OFFICE)
    save_decision(store, replace(one, text="Của huyện khác", units=("365",)), OFFICE)
    return store


@pytest.fixture(scope="module")
def words(con, store):
    wanted = asked(con, "district", None, None)
    found = facts(con, store, load(), wanted)
    return Words(wanted, found, load(), VI, {"kinh_phi": "Kinh phí"}, date(2026, 12, 1))


@pytest.fixture(scope="module")
def files(snapshot, store, tmp_path_factory):
    """The sheets of all districts of a dashboard with an address, one a file, by code."""
    folder = tmp_path_factory.mktemp("pdf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DASHBOARD, "https://so-lieu.example.vn/")
        bind(snapshot, store, Question("district", VINTAGE, PERIOD), folder)
    return {path.stem.split("-")[-1]: PdfReader(path) for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def pdf(files):
    """Their texts."""
    return {
        code: " ".join(page.extract_text() for page in file.pages) for code, file in files.items()
    }


def test_a_sheet_leads_to_its_unit_on_the_map(files, snapshot):
    for code, file in files.items():
        assert 1 <= len(file.pages) <= 2
        (way,) = (one.get_object()["/A"]["/URI"] for one in file.pages[0]["/Annots"])
        address = urlsplit(str(way))
        assert (address.netloc, address.path) == ("so-lieu.example.vn", "/map")
        told = {"level": "district", "vintage": VINTAGE, "period": PERIOD, "lang": "vi"}
        chosen = {**told, "area": code, "snapshot": snapshot.name}
        assert dict(parse_qsl(address.query)) == chosen


def test_a_question_without_words_is_the_last_month_on_the_units_in_force(con):
    assert asked(con, "commune", None, None).period.code == PERIOD
    assert asked(con, "commune", None, None).vintage == VINTAGE
    assert asked(con, "commune", None, "2024-08").vintage == "2022"


@pytest.mark.parametrize(
    ("level", "vintage", "period", "area", "said"),
    [
        ("comune", None, None, "", "Did you mean “commune”"),
        ("province", None, None, "", "no sheets of the level"),
        ("commune", "2023", None, "", "Did you mean “202"),
        ("commune", None, "2026-13", "", "is not a period"),
        ("commune", None, "2030-01", "", "outside the data, which run from 2022-09 to 2026-10"),
        ("commune", None, None, "1387", "Did you mean “1"),
        ("commune", None, None, "Yên Đồng", "Did you mean “13879”"),
    ],
)
def test_what_is_not_there_is_refused_with_the_nearest_that_is(
    con, level, vintage, period, area, said
):
    with pytest.raises(KpiError, match=said):
        units(con, asked(con, level, vintage, period), area)


@pytest.mark.parametrize(("vintage", "count"), [("2022", 226), ("2024", 175), ("2025", 57)])
def test_each_commune_of_a_set_has_a_sheet_and_a_name_of_its_own(con, vintage, count):
    rows = units(con, asked(con, "commune", vintage, None))
    assert len(rows) == rows["area_code"].nunique() == count
    where = rows["area_name"] + ", " + rows["parent_name"].fillna("")
    assert where.nunique() == count


def test_figures_of_sheets_are_those_of_the_indicators(con, words):
    codes = units(con, words.asked)["area_code"].tolist()
    for kpi in (
        load()[id] for id in ("online_dossier_share", "household_reach", "eid_level2_share")
    ):
        rows = measure(con, kpi, "district", [Period.parse(PERIOD)], VINTAGE)
        places = ranks(rows.set_index("area_code")["value"], kpi)
        aims = progress(con, kpi, "district", Period.parse(PERIOD), VINTAGE)
        for row in rows[rows["area_code"].isin(codes[:3])].to_dict("records"):
            found = words.facts.standing[kpi.id, row["area_code"]]
            assert found["value"] == row["value"]
            assert (found["rank"], found["ranked"]) == (places[row["area_code"]], places.count())
            mine = aims[aims["area_code"] == row["area_code"]]
            assert found["status"] in set(mine["status"])
            trend = words.facts.trends.get((kpi.id, row["area_code"]))
            if trend is not None:
                assert len(trend) == 13 and trend[-1] == pytest.approx(row["value"], abs=1e-9)


@pytest.mark.sweep
def test_the_text_of_three_sheets_holds_their_values(con, pdf):
    rows = {
        kpi.id: measure(con, kpi, "district", [Period.parse(PERIOD)], VINTAGE).set_index(
            "area_code"
        )
        for kpi in load().values()
        if "district" in kpi.levels and kpi.frequency == "month"
    }
    for code in sorted(pdf)[:3]:
        text = " ".join(pdf[code].split())
        for id, found in rows.items():
            row = found.loc[code]
            mark, why = row["comparability"], row["missing_reason"]
            value = reading(row["value"], load()[id].unit, mark, why, VI)
            assert value in text, (code, id)
        assert "Dữ liệu trình diễn" in text and "Hiện trạng; triển vọng" in text
        assert "số liệu đến ngày 12/11/2026" in text


CONFIRMED = ("confirmed", "restated", "derived")
KNOWN = ("met", "on_track", "slightly_behind", "behind", "missed")
KEPT = (
    r"(\d+) trong (\d+) chỉ tiêu đã xác nhận có số liệu hiện đạt hoặc đúng lộ trình\. "
    r"(?:Xếp hạng theo tỷ lệ này: (\d+)/(\d+)"
    r"|Không xếp hạng: chưa đánh giá được một nửa trong (\d+) chỉ tiêu)\."
)


@pytest.mark.sweep
def test_the_sentence_of_each_sheet_is_what_the_indicators_say(con, pdf):
    statuses: dict[str, list[str]] = {}  # of the confirmed target of each indicator that counts
    for kpi in load().values():
        if "district" in kpi.levels:
            period = Period.parse("2025" if kpi.frequency == "year" else PERIOD)
            rows = progress(con, kpi, "district", period, VINTAGE)
            for code, mine in rows[rows["target_status"].isin(CONFIRMED)].groupby("area_code"):
                by_year = dict(zip(mine["target_year"].astype(int), mine["status"], strict=True))
                ahead = [year for year in by_year if year > 2025]
                year = min(ahead) if ahead else max(by_year)
                statuses.setdefault(code, []).append(by_year[year])
    told = {}
    for code, found in statuses.items():
        known = [one for one in found if one in KNOWN]
        n = sum(one in ("met", "on_track") for one in known)
        told[code] = n, len(known), n / len(known) if 2 * len(known) >= len(found) else None
    shares = [share for _, _, share in told.values() if share is not None]
    assert set(pdf) == set(told) and len(pdf) > 5
    for code, text in pdf.items():
        ((n, known, place, of, asked_for),) = re.findall(KEPT, " ".join(text.split()))
        assert (int(n), int(known)) == told[code][:2]
        share = told[code][2]
        if share is None:
            assert int(asked_for) == len(statuses[code])
        else:
            assert (int(place), int(of)) == (1 + sum(one > share for one in shares), len(shares))


@pytest.mark.sweep
def test_sheets_are_an_archive_that_is_read_aloud(snapshot, store, tmp_path):
    bind(snapshot, store, Question("district", VINTAGE, PERIOD), tmp_path / "all.pdf")
    made = (tmp_path / "all.pdf").read_bytes()
    require_archive(made, "Địa bàn huyện cũ · tháng 10/2026")
    told = alternatives(made)
    count = len(PdfReader(tmp_path / "all.pdf").pages)
    assert told.count("Vị trí trong tỉnh") <= count and len(told) > 100 and all(told)


@pytest.mark.sweep
def test_a_decision_stands_on_the_sheet_of_its_unit_alone(pdf):
    told = {code: "Mở mười điểm hướng dẫn" in text for code, text in pdf.items()}
    assert [code for code, is_there in told.items() if is_there] == ["360"]
    assert not any("Của đơn vị cũ" in text for text in pdf.values())


@pytest.mark.sweep
def test_groups_that_cannot_be_counted_on_old_units_say_so(con, store):
    wanted = asked(con, "district", "2022", None)
    found = facts(con, store, load(), wanted)
    words = Words(wanted, found, load(), VI, {}, date(2026, 12, 1))
    assert not found.is_counted and titles(words)["uncounted"]
    assert sheet(units(con, wanted).to_dict("records")[0], words)["groups"] == []


def test_a_unit_of_which_too_little_is_known_has_no_rank():
    row = {"asked": 10, "judged": 4, "kept": 4, "rank": float("nan"), "ranked": 9}
    assert "Không xếp hạng: chưa đánh giá được một nửa trong 10" in kept(row, VI)
    assert kept({**row, "judged": 8, "rank": 2.0}, VI).endswith("theo tỷ lệ này: 2/9.")
    assert kept(None, VI) == "Không có chỉ tiêu đã xác nhận."


def test_a_verdict_says_what_became_of_it():
    assert verdict({"verdict": "missed", "since": "late"}, VI) == "Không đạt · đạt muộn"
    assert verdict({"verdict": "no_value", "since": "unknown"}, VI) == "Không có số liệu"
    assert verdict(None, VI) == ""


@pytest.mark.sweep
def test_what_cannot_be_written_is_said_and_what_stood_there_stays(snapshot, store, tmp_path):
    (tmp_path / "file").write_text("old")
    with pytest.raises(RefusedError, match="cannot be written"):
        bind(snapshot, store, Question("district", area="360"), tmp_path / "file" / "a.pdf")
    assert (tmp_path / "file").read_text() == "old"


def command(store, *more):
    """The command as people call it."""
    known = {name: text for name, text in os.environ.items() if name != "DX_STORE"}
    return subprocess.run(
        [sys.executable, "-m", "pages.briefs", *more, "--store", str(store)],
        cwd=ROOT, env=known, capture_output=True, encoding="utf-8", timeout=240,
    )  # fmt: skip


@pytest.mark.sweep
def test_the_command_tells_how_far_it_is_and_replaces_a_whole_file(demo_store, tmp_path):
    out = tmp_path / "one.pdf"
    out.write_bytes(b"old")
    asked_for = ("sheets", "--level", "commune", "--area", "13879", "--out", str(out))
    done = command(demo_store, *asked_for, "--progress")
    assert (done.returncode, done.stderr) == (0, "")
    steps = [line.split()[1:] for line in done.stdout.splitlines() if "progress" in line]
    assert steps[-1][0] == steps[-1][1] == str(len(steps))
    assert "Xã Yên Đồng" in PdfReader(out).pages[0].extract_text()
    wrong = command(demo_store, *asked_for, "--vintage", "2021")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "no vintage “2021”" in wrong.stderr and len(wrong.stderr.splitlines()) == 1
    assert command(tmp_path / "none", *asked_for).returncode == 2


@pytest.mark.sweep
def test_what_is_refused_comes_from_the_process_that_gathers_as_it_was(demo_store, tmp_path):
    store = copy_of(demo_store, tmp_path / "store")
    (store / LEDGER).write_bytes(b"{")
    with pytest.raises(RefusedError) as refused:
        bind(current(store), store, Question("district"), tmp_path / "a.pdf")
    assert refused.value.file == LEDGER and refused.value.reason.vi
    with pytest.raises(KpiError, match="Did you mean “district”"):
        bind(current(store), store, Question("districts"), tmp_path / "a.pdf")


def test_who_lays_sheets_out_loads_no_library_of_tables():
    code = (
        "import sys, pages.briefs.__main__, pages.briefs.units.bound;"
        "print([name for name in ('pandas', 'shapely', 'sqlalchemy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "[]\n"


@pytest.mark.sweep
@pytest.mark.parametrize("vintage", ["2022", "2024", "2025"])
def test_all_communes_of_a_set_are_in_one_file_of_two_pages_each_at_most(
    demo_store, tmp_path, vintage
):
    snapshot, out = current(demo_store), tmp_path / "all.pdf"
    bind(snapshot, demo_store, Question("commune", vintage), out)
    with closing(snapshot.connect()) as con:
        rows = units(con, asked(con, "commune", vintage, None))
    pages = [page.extract_text() for page in PdfReader(out).pages]
    assert len(rows) <= len(pages) <= 2 * len(rows)
    text = "\n".join(pages)
    assert [name for name in rows["area_name"] if name not in text] == []
    assert formats.period(PERIOD, VI) in text
