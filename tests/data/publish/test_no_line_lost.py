"""Lines in = accepted + set aside + blank, for every export, counted apart from our own counts."""

import duckdb
import pytest

from data.exports import exports as stanzas
from data.publish.directory import publish
from data.store.snapshot import current

BAD = {  # lines that are set aside, each for another reason
    "hoat_dong": ["A9;31/02/2025;13708;G1;den_nha;dvctt;1;1;1;1;1;1;1", 'B;"', "C;1", "D;;;;"],
    "dich_vu_cong": ["13/2023;1;1", "07/2023;1000;650", "09/2023;x;1"],
    "bao_cao": ["07/2023;99999;G1;10/08/2023;;chua_gui;"],
    "to_quan_ly": ["QL4;xa;13708;a@vidu.vn;01/07/2025;;8;1"],
}
BLANK = {"hoat_dong": ["", "  "], "dich_vu_cong": [";;", ""], "dan_so": ["\t", ";" * 11, ""]}


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory, sample):
    """The exports of the sample with lines of no use, and the snapshot made from them."""
    base = tmp_path_factory.mktemp("spoilt")
    (base / "exports").mkdir()
    for path in sample.iterdir():
        lines = [*BAD.get(path.stem, []), *BLANK.get(path.stem, [])]
        more = "".join(f"{line}\n" for line in lines).encode()
        (base / "exports" / path.name).write_bytes(path.read_bytes() + more)
    publish(base / "exports", base / "store")
    return base / "exports", current(base / "store")


@pytest.mark.sweep
@pytest.mark.parametrize("export", [export.name for export in stanzas()])
def test_every_line_of_an_export_is_somewhere(spoilt, export):
    exports, snapshot = spoilt
    lines = (exports / f"{export}.csv").read_text(encoding="utf-8-sig").splitlines()
    blank = [line for line in lines if not line.strip("; \t")]
    assert len(blank) == len(BLANK.get(export, []))
    with snapshot.connect() as con, duckdb.connect() as raw:
        aside = con.execute(
            "select count(*), count(distinct line) from mart_reject where export = ?", [export]
        ).fetchall()[0]
        counted = con.execute(
            "select file, rows_in, accepted, quarantined, blanks from mart_export where export = ?",
            [export],
        ).fetchall()[0]
        parquet = [
            path
            for path in (snapshot.directory / "raw").rglob("*.parquet")
            if export in (path.stem, path.parent.name)
        ]
        accepted = raw.read_parquet(list(map(str, parquet))).shape[0]
    assert aside == (len(BAD.get(export, [])),) * 2
    without_data = 1 + len(blank)  # the header too
    assert accepted == len(lines) - without_data - aside[0]
    assert counted == (f"{export}.csv", len(lines), accepted, aside[0], without_data)


@pytest.mark.sweep
def test_the_counts_cover_every_file_of_the_manifest(spoilt):
    snapshot = spoilt[1]
    with snapshot.connect() as con:
        listed = con.execute("select file, sha256 from mart_export").fetchall()
    sources = snapshot.manifest["sources"]
    assert dict(listed) == {file: source["sha256"] for file, source in sources.items()}
    assert len(listed) == 14
