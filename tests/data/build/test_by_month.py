"""What changes in months of activities is rebuilt from there on, equal to a build of everything."""

import re
from dataclasses import replace

import duckdb
import pytest

from data import sql_files
from data.build import by_month
from data.build.tables import Earlier
from data.build.warehouse import derive
from data.exports import exports as stanzas
from data.publish.base import open_base
from data.publish.directory import publish
from data.publish.imports import earlier
from data.publish.staging import month_files, touched_months
from data.stage.long import months
from data.stage.outcome import Outcome
from data.store.snapshot import SUMS, current
from tests.stores import copy_of

(LONG,) = (export for export in stanzas() if export.name == "hoat_dong")
GROUPS = ("G1", "G3")
MONTHS = [f"{i // 12}-{i % 12 + 1:02}" for i in range(2023 * 12 + 6, 2025 * 12 + 8, 3)]


@pytest.fixture(scope="module")
def served(tmp_path_factory, sample):
    """A snapshot of the sample with activities of two groups in nine months more."""
    place = tmp_path_factory.mktemp("by_month")
    directory = copy_of(sample, place / "exports")
    with (directory / "hoat_dong.csv").open("a", encoding="utf-8") as file:
        for number, month in enumerate(MONTHS):
            year, of_year = month.split("-")
            for group in GROUPS[: 1 + number % 2]:
                commune = "13708" if group == "G1" or month >= "2024-09" else "13729"
                day = f"{number + 2:02}/{of_year}/{year}"
                counts = f"1;{number + 9};4;{number % 4};17;{number + 3};2"
                file.write(f"{group}{number};{day};{commune};{group};den_nha;attt;{counts}\n")
    services = directory / "su_dung_dich_vu.csv"
    head, *lines = services.read_text(encoding="utf-8-sig").splitlines()
    (line,) = [line for line in lines if line.startswith("07/2023;13708;")]
    later = line.replace("07/2023", "09/2025").replace("Thị trấn Mỹ Lộc", "")
    lines.append(later)  # a month that activities can come for
    services.write_text("\n".join([head, *lines, ""]), encoding="utf-8-sig")
    publish(directory, place / "store")
    found = current(place / "store")
    assert found is not None and files_of(found).keys() >= set(MONTHS)
    return found


def opened(served):
    """A connection with the raw tables of a snapshot."""
    con = duckdb.connect()
    open_base(con, served)
    return con


def files_of(served):
    files = month_files(served.manifest, LONG)
    return {month: served.directory / file for month, file in files.items()}


def with_month(con, served, folder, month, query):
    """Let a month be what a query over all lines says: in a file of its own."""
    path = folder / f"{month}.parquet"
    months.write(LONG, con.sql(f"{query} order by line").to_arrow_table(), path)
    months.keep(con, LONG, {**months.files_of(con, LONG), month: path})


def a_new_month(con, served, folder):
    query = "select * replace (cast(activity_date + interval 2 month as date) as activity_date,"
    query += " 'N' || activity_code as activity_code)"
    last = f"from read_parquet('{files_of(served)['2025-07']}')"
    with_month(con, served, folder, "2025-09", f"{query} {last}")


def a_file_of_an_old_month(con, served, folder):
    query = "select * replace (households_new + 5 as households_new, 13 as distinct_people)"
    files = f"from read_parquet('{files_of(served)['2024-01']}')"
    with_month(con, served, folder, "2024-01", f"{query} {files}")


def lines_of_another_commune(con, served, folder):
    query = "select * replace ('13732' as commune_code, 'G4' as group_code)"
    files = f"from read_parquet('{files_of(served)['2024-10']}')"
    with_month(con, served, folder, "2024-10", f"{query} {files}")


def a_month_less(con, served, folder):
    kept = {month: file for month, file in files_of(served).items() if month != "2024-07"}
    months.keep(con, LONG, kept)


def a_line_in_another_month(con, served, folder):
    files = files_of(served)
    both = f"from read_parquet(['{files['2023-07']}', '{files['2024-04']}'])"
    moved = "case when activity_code = 'A1' then date '2024-04-12' else activity_date end"
    query = f"from (select * replace ({moved} as activity_date) {both}) where activity_date"
    with_month(con, served, folder, "2023-07", f"{query} < date '2023-08-01'")
    with_month(con, served, folder, "2024-04", f"{query} > date '2023-08-01'")


def a_day_long_ago(con, served, folder):
    query = "select * replace (date '1925-08-08' as activity_date)"
    with_month(
        con, served, folder, "1925-08", f"{query} from raw_hoat_dong where activity_code = 'A2'"
    )


def late_reports(con):
    con.execute("update raw_bao_cao set sent_date = sent_date + 40 where month > '2023-07-01'")


def a_month_of_services(con):
    con.execute("insert into raw_su_dung_dich_vu select * replace (date '2025-11-01' as month)"
                " from raw_su_dung_dich_vu limit 1")  # fmt: skip


def a_group_that_ended(con):
    con.execute("update raw_to_cong_nghe_so set closed_date = '2024-05-31' where group_code = 'G3'")


def a_village_that_grew(con):
    con.execute("update raw_ho_thon set households = households + 7")


OF_LINES = {
    a_new_month: 1, a_file_of_an_old_month: 1, lines_of_another_commune: 1, a_month_less: 1,
    a_line_in_another_month: 2, a_day_long_ago: 1,
}  # fmt: skip
QUICK = (a_new_month, a_file_of_an_old_month)
OF_OTHERS = {
    late_reports: "bao_cao", a_month_of_services: "su_dung_dich_vu",
    a_group_that_ended: "to_cong_nghe_so", a_village_that_grew: "ho_thon",
}  # fmt: skip


def built(con, since=None):
    """What a build says; the connection has the marts then."""
    said = []
    derive(con, said.append, since)
    return said


def earlier_of(con, served, *changed):
    """A build that goes on from what is served; changed are raw tables beside the long ones."""
    touched = touched_months(con, served)
    names = {f"raw_{name}" for name in changed} | ({"raw_hoat_dong"} if touched else set())
    return Earlier(served.marts(), served.sums(), frozenset(names), touched)


def require_equal(whole, new):
    """Every mart has the same columns, types and rows: doubles to the bit; and so have the sums."""
    names = [name for (name,) in whole.execute(
        "select table_name from duckdb_tables() where starts_with(table_name, 'mart_')"
    ).fetchall()]  # fmt: skip
    assert len(names) > 25
    there = {name for (name,) in new.execute(
        "select table_name from information_schema.tables where table_schema = 'main'"
        " and table_catalog = current_database()"
    ).fetchall()}  # fmt: skip
    for name in (*names, *(there & set(by_month.sums()))):
        its = "where key <> 'derived_problem'" if name == "mart_data" else ""  # of a publish
        rows = f"select hash(content) as hashed, content from main.{name} content {its}"
        ours, theirs = (set(map(str, con.execute(rows).fetchall())) for con in (new, whole))
        assert (ours - theirs, theirs - ours) == (set(), set()), name
        counted = f"select count(*) from main.{name} {its}"
        assert new.execute(counted).fetchall() == whole.execute(counted).fetchall(), name
        ours, theirs = (con.execute(f"describe main.{name}").fetchall() for con in (new, whole))
        assert [one[:2] for one in ours] == [one[:2] for one in theirs], name


def check(served, folder, change=None, other=None):
    """Both builds of a changed snapshot are equal; returns what the one that goes on said."""
    with opened(served) as whole, opened(served) as new:
        for number, con in enumerate((whole, new)):
            place = folder / str(number)
            place.mkdir()
            if change is not None:
                change(con, served, place)
            if other is not None:
                other(con)
        built(whole)
        names = [OF_OTHERS[other]] if other is not None else []
        said = built(new, earlier_of(new, served, *names))
        require_equal(whole, new)
        by_month.write_sums(whole, folder / "whole.duckdb")
        by_month.write_sums(new, folder / "new.duckdb")
    require_equal_sums(folder)
    return said


def require_equal_sums(folder):
    with duckdb.connect() as con:
        for name in ("whole", "new"):
            con.execute(f"attach '{folder / name}.duckdb' as {name} (read_only)")
        for table in by_month.sums():
            rows = f"{table} order by all"
            ours, theirs = (con.execute(f"from {of}.{rows}").fetchall() for of in ("new", "whole"))
            assert ours == theirs, table


@pytest.mark.parametrize(
    "change",
    [pytest.param(one, marks=() if one in QUICK else pytest.mark.sweep) for one in OF_LINES],
    ids=lambda change: change.__name__,
)
def test_only_months_that_changed_are_summed(served, tmp_path, change):
    said = check(served, tmp_path, change)
    assert f"months of long exports summed: {OF_LINES[change]}" in said
    (kept,) = re.findall(r"(\d+) kept", " ".join(said))
    assert int(kept) >= 16


@pytest.mark.sweep
@pytest.mark.parametrize("other", OF_OTHERS, ids=lambda other: other.__name__)
def test_what_changes_beside_the_lines_sums_no_other_month(served, tmp_path, other):
    (tmp_path / "alone").mkdir()
    (tmp_path / "both").mkdir()
    alone = check(served, tmp_path / "alone", other=other)
    assert "months of long exports summed: 0" in alone
    both = check(served, tmp_path / "both", a_new_month, other)
    assert "months of long exports summed: 1" in both


def test_where_the_recipe_is_another_or_the_sums_are_damaged_all_is_built(served, tmp_path):
    """Units, the crosswalk, names confirmed in code lists and SQL are parts of the recipe."""
    done = Outcome("hoat_dong.csv", kind="hoat_dong", accepted=1)
    with opened(served) as con:
        a_new_month(con, served, tmp_path)
        found = earlier(con, served, [done])
        assert found is not None and {f"{month:%Y-%m}" for month in found.touched} == {"2025-09"}
        for name in ("province/units.csv", "data/sql/core/core_activity_month.sql"):
            recipe = {**served.manifest["recipe"], name: "another"}
            other = replace(served, manifest={**served.manifest, "recipe": recipe})
            assert earlier(con, other, [done]) is None, name
        files = {**served.manifest["files"], SUMS: {"sha256": "0", "bytes": 1}}
        damaged = replace(served, manifest={**served.manifest, "files": files})
        assert earlier(con, damaged, [done]) is None


def test_what_is_summed_by_month_comes_of_long_exports():
    assert by_month.long_tables() == {"raw_hoat_dong"}
    assert set(by_month.sums()) == {
        *("core_activity_month", "core_work", "core_stray_activity"),
        *("core_reporting_commune", "core_group_total"),
    }


def test_a_header_says_how_months_go_together():
    """What is written otherwise would be taken for “apart”, and be wrong in silence."""
    told = re.compile(r"apart|so far by \w+: \w+ (\+|max)(, \w+ (\+|max))*")
    files = [file for layer in ("core", "mart", "checks") for file in sql_files.ordered(layer)]
    found = {file.name: file.comment("Months") for file in files if by_month.is_by_month(file)}
    assert all(told.fullmatch(header) for header in found.values()), found
    runs = {file.name for file in files if "over so_far" in file.text}
    assert runs == {name for name, header in found.items() if header.startswith("so far")}
