"""What readers are told holds no folder of the machine, and what reads foreign files no secret."""

import pytest

from data.environment import without_secrets
from data.publish import programs, publishing
from data.read import parent
from data.refusal import without_addresses, without_places
from data.store import housekeeping
from data.store.snapshot import SnapshotError, current


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('IO Error: Cannot open file "/opt/x y/store/a.duckdb": denied', None),
        ("/var/lib/dashboard/store/CURRENT.json cannot be read", "CURRENT.json cannot be read"),
        (r"C:\dash\store\CURRENT.json is missing", "CURRENT.json is missing"),
        ("[Errno 2] No such file: '/tmp/a/b.csv'", "[Errno 2] No such file: 'b.csv'"),
        ("12/2025, km/h, xã/phường, and/or", "12/2025, km/h, xã/phường, and/or"),
        ("Nothing.", "Nothing."),
    ],
)
def test_folders_are_left_out(said, told):
    found = without_places(said)
    assert found == told if told else "/opt" not in found and "denied" in found


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("mail.example.vn:25 cannot be reached: refused.", "… cannot be reached: refused."),
        ("localhost:25: no secure connection.", "…: no secure connection."),
        (
            "127.0.0.1:25 refused every recipient: a@b.vn (550 no)",
            "… refused every recipient: … (550 no)",
        ),
        ("[::1]:25 refused: 550 5.7.1 <a.b@c.vn> by mx.c.vn", "… refused: 550 5.7.1 … by …"),
        ("no answer within 300 s.", "no answer within 300 s."),
    ],
)
def test_addresses_are_left_out(said, told):
    assert without_addresses(said) == told


def test_a_damaged_store_tells_readers_no_folder(tmp_path):
    (tmp_path / "CURRENT.json").write_text("{", encoding="utf-8")
    with pytest.raises(SnapshotError) as found:
        current(tmp_path)
    assert str(tmp_path) in str(found.value)
    assert str(tmp_path) not in found.value.reader and "CURRENT.json" in found.value.reader


def test_a_refusal_has_a_text_for_readers_and_a_detail_for_who_runs_the_server(tmp_path):
    library = OSError(f"cannot write {tmp_path}/.staging/marts.duckdb")
    for refused in (
        housekeeping.full(tmp_path, str(library)),
        publishing._not_built(tmp_path, "a.csv", library),
    ):
        for text in (*refused.reason.as_dict().values(), *refused.remedy.as_dict().values()):
            assert str(tmp_path) not in text
        assert "marts.duckdb" in refused.reason.en and str(tmp_path) in str(refused)


def test_the_child_that_reads_gets_no_secret(monkeypatch, tmp_path):
    monkeypatch.setenv("DX_MAIL_PASSWORD", "secret")
    monkeypatch.setenv("DX_LEDGER", "postgresql://user:secret@server/database")
    monkeypatch.setenv("DX_UNITS", "units.csv")
    assert "secret" not in str(without_secrets()) and "PATH" in without_secrets()
    assert without_secrets("DX_UNITS")["DX_UNITS"] == "units.csv"
    show = tmp_path / "show.py"
    show.write_text("import os, sys; sys.exit(str(dict(os.environ)))", encoding="utf-8")
    monkeypatch.setattr(parent, "START", show)
    said = parent._ask({}, parent.Limits())
    assert said and "secret" not in said


def test_the_program_that_computes_gets_none_either(monkeypatch, tmp_path):
    monkeypatch.setenv("DX_MAIL_PASSWORD", "secret")
    monkeypatch.setattr(programs, "DERIVED", "of_a_test")
    monkeypatch.setattr(programs, "ROOT", tmp_path)
    show = "import os, sys; sys.exit(str(sorted(os.environ)))"
    (tmp_path / "of_a_test.py").write_text(show, encoding="utf-8")
    said = programs._derive(tmp_path / "marts.duckdb", tmp_path, None, lambda text: None)
    assert "PATH" in said and "DX_MAIL_PASSWORD" not in said
