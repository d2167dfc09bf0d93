"""The table of the benchmarks: what ran anew is replaced, the rest stays; goals stand beside it."""

import json

import pytest

from tests.bench import results
from tests.bench.results import Result, goals

MAP = "server run of the map page, change of the month"
AGAIN = "tests/bench/bench_pages.py::test_map"


@pytest.fixture
def table(tmp_path, monkeypatch):
    """An empty table and file of results, in place of the repository's."""
    path = tmp_path / "BENCHMARKS.md"
    path.write_text(f"Before.\n{results.BEGIN}\n{results.END}\nAfter.\n", encoding="utf-8")
    monkeypatch.setattr(results, "TABLE", path)
    monkeypatch.setattr(results, "JSON", tmp_path / "bench.json")
    return path


def one(name: str, ours: float, test: str, floor: float | None = None, unit: str = "s") -> Result:
    return results.result(name, ours, floor, unit, test, 0)


def row(text: str, name: str) -> str:
    (line,) = [line for line in text.splitlines() if line.startswith(f"| {name} |")]
    return line


def test_a_result_stands_beside_its_goal_and_says_whether_it_is_met(table):
    met, missed = one(MAP, 0.081, AGAIN), one("cold server, first page: map", 5.0, "b::c", 2.0)
    results.keep([met, missed], {AGAIN, "b::c"})
    text = table.read_text(encoding="utf-8")
    assert "| 81 ms | – | – | ≤ 80 ms | **missed** |" in row(text, MAP)
    assert "| 5.00 s | 2.00 s | 2.5 | ≤ 2.5 × | met |" in row(text, missed.name)
    assert text.count("not measured") == len(goals()) - 2
    assert text.startswith("Before.\n")
    assert text.endswith("After.\n")


def test_a_run_replaces_the_rows_of_its_tests_only(table):
    results.keep([one(MAP, 0.5, AGAIN), one("of 7 rows", 1, "b::c[7]")], {AGAIN, "b::c[7]"})
    kept = row(table.read_text(encoding="utf-8"), MAP)
    results.keep([one("of 9 rows", 2, "b::c[7]")], {"b::c[7]"})
    text = table.read_text(encoding="utf-8")
    assert row(text, MAP) == kept
    assert "of 7 rows" not in text
    assert "make bench BENCH='b::c[7]'`" in row(text, "of 9 rows")
    found = json.loads(results.JSON.read_text(encoding="utf-8"))
    assert [(one["name"], one["ours"]) for one in found] == [(MAP, 0.5), ("of 9 rows", 2)]
    assert {"name", "ours", "floor", "ratio", "goal", "machine", "commit"} < found[0].keys()
    assert found[0]["goal"] == goals()[MAP].most
