"""`python -m pages.briefs digest` as the publisher calls it: told once, again after a fault."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.ledger.refusals import LEDGER
from data.ledger.sent_alerts import keep_told, told
from tests.pages.briefs.test_mail import TO, Box, free_port, parsed, serving
from tests.stores import copy_of

ROOT = Path(__file__).parents[3]
SETTINGS = """
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "cds@example.vn"
recipients = ["{to[0]}", "{to[1]}"]
base_url = "http://dashboard.example.vn"
timeout = 5
"""


@pytest.fixture
def store(demo_store, tmp_path) -> Path:
    """A copy of the demonstration store."""
    return copy_of(demo_store, tmp_path / "store")


def run(store, port, *more, language="vi"):
    """The command in a console that knows no Vietnamese."""
    mail = store.parent / "mail.toml"
    mail.write_text(SETTINGS.format(port=port, to=TO) + f'language = "{language}"\n', "utf-8")
    known = {key: text for key, text in os.environ.items() if key != "DX_STORE"}
    return subprocess.run(
        [sys.executable, "-m", "pages.briefs", "digest", "--store", str(store), *more],
        cwd=ROOT,
        env={**known, "DX_MAIL": str(mail), "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.sweep
def test_what_is_new_is_sent_once_and_to_whom_it_could_be(store):
    box = Box(refused=[TO[1]])
    with serving(box) as port:
        first, second = run(store, port), run(store, port)
    assert (first.returncode, first.stderr) == (0, "")
    count = len(told(store))
    said = f"Sent to 1 of 2 recipients: new alerts {count}. Not sent to {TO[1]}: 550 "
    assert first.stdout.startswith(said)
    assert len(first.stdout.splitlines()) == 1
    assert (second.returncode, second.stdout) == (0, "Nothing is new: no e-mail is sent.\n")
    (raw,) = box.letters
    letter = parsed(raw)
    assert str(count) in letter["Subject"]
    assert "tháng 10/2026" in letter["Subject"]
    assert "Dữ liệu trình diễn" in letter.get_body(("plain",)).get_content()
    assert letter.get_body(("html",)).get_content().count("<li") == count


@pytest.mark.sweep
def test_only_what_was_not_told_is_told(store):
    box = Box()
    with serving(box) as port:
        every = run(store, port, "--dry-run")
        assert (every.returncode, box.letters, told(store)) == (0, [], set())
        known = every.stdout.count("\n- ")
        run(store, port)
        kept = sorted(told(store))
        assert len(kept) == known
        for path in store.glob(f"{LEDGER}*"):
            path.unlink()
        keep_told(store, kept[1:], "program")
        again = run(store, port)
    assert again.stdout == "Sent to 2 of 2 recipients: new alerts 1.\n"
    assert len(box.letters) == 2


@pytest.mark.sweep
def test_a_server_that_is_not_there_loses_nothing(store):
    gone = run(store, free_port())
    assert (gone.returncode, gone.stdout) == (2, "")
    assert "cannot be reached" in gone.stderr
    assert len(gone.stderr.splitlines()) == 1
    assert told(store) == set()
    box = Box()
    with serving(box) as port:
        assert run(store, port).returncode == 0
    assert len(box.letters) == 1


@pytest.mark.sweep
def test_a_damaged_list_of_what_was_told_stops_before_anything_is_sent(store):
    (store / LEDGER).write_bytes(b"{")
    box = Box()
    with serving(box) as port:
        done = run(store, port)
    assert (done.returncode, box.letters) == (2, [])
    assert "damaged" in done.stderr
    assert (store / LEDGER).read_bytes() == b"{"


@pytest.mark.sweep
def test_a_snapshot_without_alerts_is_told(tmp_path, sample_store):
    done = run(copy_of(sample_store, tmp_path / "store"), free_port())
    assert done.returncode == 2
    assert "This snapshot has no alerts" in done.stderr
    nothing = run(tmp_path / "none", free_port())
    assert "No snapshot is published" in nothing.stderr


def test_the_command_needs_no_pages_and_explains_itself():
    code = "import sys, pages.briefs.__main__; print('streamlit' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "False\n"


@pytest.mark.sweep
def test_a_reader_who_has_seen_enough_is_no_error(store):
    mail = store.parent / "mail.toml"
    mail.write_text(SETTINGS.format(port=1, to=TO) + 'language = "vi"\n', "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "pages.briefs", "digest", "--dry-run", "--store", str(store)],
        cwd=ROOT,
        env={**os.environ, "DX_MAIL": str(mail)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as running:
        running.stdout.close()
        said = running.stderr.read()
        assert (running.wait(timeout=60), said) == (0, "")
