"""A correction builds what it reaches, and the marts are those of a build from nothing."""

import re

import duckdb
import pytest

from data.build.warehouse import derive
from data.publish.base import open_base
from data.publish.imports import Order, Request, import_files
from data.store.snapshot import MARTS, current
from tests.sweep import some

# One line of each export, most of them corrected; what is not "old" was not there.
CORRECTIONS = {
    "a number of a service": ("su_dung_dich_vu", "350;400;200;30", "351;400;200;33"),
    "a report that came late": ("bao_cao", "10/08/2023;08/08/2023", "10/08/2023;18/08/2023"),
    "more residents": ("dan_so", "2023;13708;Thị trấn Mỹ Lộc;1010", "2023;13708;;1015"),
    "an activity": ("hoat_dong", "dvctt;1;10;8;8;12;9;4", "attt;1;10;8;7;12;9;3"),
    "a member more": ("thanh_vien", "G1;5;2;1;0;3", "G1;6;2;1;0;3"),
    "another target": ("chi_tieu", "xa;13708;2025;82,5", "xa;13708;2025;85"),
    "dossiers": ("ho_so", "xa;40;20;16", "xa;40;22;16"),
    "files of an office": ("ho_so_cong_viec", "358;80;60", "358;80;62"),
    "a year of the economy": ("kinh_te_so", "11200,5;100000", "11300,5;100000"),
    "procedures": ("dich_vu_cong", "1000;650", "1000;655"),
    "the end of a group": ("to_cong_nghe_so", "13708-01;Tổ dân phố 1;05/07/2023;", None),
    "a management group": ("to_quan_ly", "QL1;tinh;36;Tỉnh Nam Định;01/07/2023;;12", None),
    "an activity of before": (
        "hoat_dong",
        "buoi_toi_cong_an;attt;2;40",
        "den_nha;attt;2;41",
    ),
    "an activity in another month": ("hoat_dong", "A4;15/08/2023", "A4;15/09/2023"),
    "a month more": ("su_dung_dich_vu", "07/2023;13708", "09/2025;13708"),
    "a line that is set aside": ("dich_vu_cong", "07/2023;1000", "07/2023;many"),
}
FEW = ("a number of a service", "an activity", "more residents", "a line that is set aside")
SUMMED = {"an activity": 1, "an activity of before": 1, "an activity in another month": 2}
ENDED = {"the end of a group": "31/12/2024", "a management group": "31/12/2024;12"}


def _file(sample, folder, name):
    """The header of an export and the line that a correction changes, changed."""
    export, old, new = CORRECTIONS[name]
    head, *lines = (sample / f"{export}.csv").read_text(encoding="utf-8-sig").splitlines()
    (line,) = [line for line in lines if old in line]
    new = f"{old.removesuffix(';12')}{ENDED[name]}" if new is None else new
    path = folder / f"{export}.csv"
    path.write_text(f"{head}\n{line.replace(old, new)}\n", encoding="utf-8-sig")
    return path


def _tables(con, database):
    """Each mart of a database with the names and types of its columns."""
    query = """
        select table_name, list((column_name, data_type) order by column_index)
        from duckdb_columns()
        where database_name = ? and starts_with(table_name, 'mart_')
        group by table_name
    """
    return dict(con.execute(query, [database]).fetchall())


def _differences(store):
    """The marts that are not, as rows without an order, those of a build from nothing."""
    snapshot = current(store)
    with duckdb.connect() as con:
        open_base(con, snapshot)
        derive(con)
        con.execute(f"attach '{snapshot.directory / MARTS}' as published (read_only)")
        built, published = _tables(con, "memory"), _tables(con, "published")
        found = [
            name for name in built.keys() | published if built.get(name) != published.get(name)
        ]
        for table in built.keys() & published:
            is_ours = "where key <> 'derived_problem'" if table == "mart_data" else ""
            sides = [f"from {table}", f"from published.{table} {is_ours}"]
            for one, other in (sides, sides[::-1]):
                query = f"select 1 from ({one} except all {other}) limit 1"
                found += [table for _ in con.execute(query).fetchall()]
        return found


@pytest.mark.sweep
@pytest.mark.parametrize("names", some([FEW, CORRECTIONS], 2), ids=["few", "all"])
def test_corrections_one_after_the_other(sample, store, tmp_path, names):
    for name in names:
        said: list[str] = []
        path = _file(sample, tmp_path, name)
        (outcome,) = import_files(Order([Request(path)]), store, progress=said.append)
        assert outcome.is_changed, f"{name}: {outcome}"
        assert _differences(store) == [], name
        (kept,) = re.findall(r"(\d+) kept", " ".join(said))
        assert int(kept) > 3, f"{name} reaches too much: {said}"
        (summed,) = re.findall(r"long exports summed: (\d+)", " ".join(said))
        assert int(summed) == SUMMED.get(name, 0), f"{name}: {said}"
