"""Documents of a meeting of ten items, each with a map and a table of all communes of 2022.

The floor is to read the views from where they are kept. And the sheets of all these communes.
"""

import os
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace

import pytest

from data.store.snapshot import current
from kpis.catalogue.catalogue import load
from pages.briefs.documents import Format, make
from pages.briefs.frozen import fingerprint, read
from pages.briefs.units.asked import asked
from pages.briefs.units.facts import facts
from tests.pages.briefs.example import brief

ITEMS = 10


@pytest.mark.parametrize("kind", list(Format))
def test_document_of_a_meeting(told, stopwatch, tmp_path, kind):
    item = brief().items[1]
    whole = replace(
        brief(), items=tuple(replace(item, title=f"{item.title} {n}") for n in range(ITEMS))
    )
    written = item.view.written()
    floor = stopwatch(lambda: [read(written, fingerprint(written)) for _ in range(ITEMS)])
    seconds = stopwatch(
        lambda: make(whole, kind, tmp_path / f"x.{kind}"), times=1
    )  # a second one finds its pictures typeset
    told(f"a meeting of ten maps of communes as {kind}", seconds, floor)
    assert seconds < 30


def test_sheets_of_all_communes(told, stopwatch, demo_store, tmp_path):
    """The command for the 226 communes of 2022, beside the question of what their figures are.

    Its memory is that of the larger of its two processes: the first is gone when the other grows.
    """
    snapshot = current(demo_store)
    with closing(snapshot.connect()) as con:
        wanted = asked(con, "commune", "2022", None)
        floor = stopwatch(lambda: facts(con, demo_store, load(), wanted), times=1)
    command = [
        *(sys.executable, "-m", "pages.briefs", "sheets", "--level", "commune"),
        *("--vintage", "2022", "--out", str(tmp_path / "a.pdf"), "--store", str(demo_store)),
    ]
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, code, used = os.wait4(process.pid, 0)
        process.returncode = code
    seconds = time.perf_counter() - begin
    told("226 sheets of communes in one PDF (floor: their figures)", seconds, floor)
    memory = used.ru_maxrss * 1024
    told("memory of 226 sheets in one PDF", memory, unit="bytes")
    assert code == 0 and seconds < 60 and memory < 0.7e9
