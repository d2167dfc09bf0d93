"""A correction of three lines, as a ratio to a publish of everything in the same run."""

import itertools

from data import setup
from data.publish.directory import publish
from data.publish.imports import Order, Request, import_files
from tests.conftest import WITHOUT

SHARE = 0.25  # of a full publish, at most
LINES, COLUMN = 3, 7  # people who have a digital signature


def _corrected(folder):
    """Three lines of what people use, of the last month, with one number less by one."""
    source = setup.demo_exports() / "su_dung_dich_vu.csv"
    head, *lines = source.read_text(encoding="utf-8-sig").splitlines()
    path = folder / source.name
    wrong = [line.split(";") for line in itertools.islice(reversed(lines), LINES)]
    right = [
        [*cells[:COLUMN], str(int(cells[COLUMN]) - 1), *cells[COLUMN + 1 :]] for cells in wrong
    ]
    text = "\n".join([head, *(";".join(cells) for cells in right)])
    path.write_text(f"{text}\n", encoding="utf-8-sig")
    return path


def test_a_correction_of_three_lines(told, stopwatch, tmp_path, monkeypatch):
    monkeypatch.delenv(WITHOUT)
    store = tmp_path / "store"
    whole = stopwatch(lambda: publish(setup.demo_exports(), store), times=1)
    order, outcomes = Order([Request(_corrected(tmp_path))]), []
    seconds = stopwatch(lambda: outcomes.extend(import_files(order, store)), times=1)
    assert [one.status for one in outcomes] == ["published"]
    told("a correction of three lines, floor: a full publish", seconds, whole)
    assert seconds < SHARE * whole
