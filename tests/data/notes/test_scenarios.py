"""Saved scenarios: kept whole and in turn, never written over when damaged."""

import json
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from data.notes.scenarios import SCENARIOS, Scenario, TakenError, delete, save, scenarios
from data.refusal import RefusedError
from data.store.write_lock import BusyError, locked

ONE = Scenario(
    kpi="online_service_users",
    level="commune",
    vintage="2025",
    units=("13633", "13681"),
    pace=1.5,
    others="observed",
    year=2030,
    snapshot="g000001-00000000",
)
NAME = "Mười xã xa nhất"


def test_what_is_saved_is_found_again(tmp_path):
    assert scenarios(tmp_path) == {}
    assert save(tmp_path, f"  {unicodedata.normalize('NFD', NAME)}\n ", ONE) == NAME
    found = scenarios(tmp_path)
    assert replace(found[NAME], at="") == ONE
    assert found[NAME].at.endswith("+00:00")
    quarter = replace(ONE, pace=None, units=())
    save(tmp_path, "Nhịp nhanh", quarter)
    assert replace(scenarios(tmp_path)["Nhịp nhanh"], at="") == quarter
    delete(tmp_path, NAME)
    delete(tmp_path, NAME)  # nothing happens
    assert list(scenarios(tmp_path)) == ["Nhịp nhanh"]


def test_a_name_that_is_there_is_replaced_only_when_asked(tmp_path):
    save(tmp_path, NAME, ONE)
    with pytest.raises(TakenError, match="there is a scenario"):
        save(tmp_path, NAME, replace(ONE, pace=9.0))
    assert scenarios(tmp_path)[NAME].pace == 1.5
    save(tmp_path, NAME, replace(ONE, pace=9.0), replace=True)
    assert scenarios(tmp_path)[NAME].pace == 9.0


@pytest.mark.parametrize(
    "name",
    ["", "  \t", "x" * 81, "a\u202eb", "Gọi 0912 345 678", "036090123456", "an@namdinh.gov.vn"],
)
def test_a_name_that_cannot_be_kept(tmp_path, name):
    with pytest.raises(RefusedError, match="scenario"):
        save(tmp_path, name, ONE)
    assert scenarios(tmp_path) == {}
    assert not (tmp_path / SCENARIOS).exists()


def test_the_longest_name_and_one_with_signs(tmp_path):
    for name in ("x" * 80, "<b>2030</b> & *nhanh* 1/2"):
        assert save(tmp_path, name, ONE) == name
    assert len(scenarios(tmp_path)) == 2


WHOLE = {"Một": {**ONE.__dict__, "units": ["13633"], "at": "2026-11-01T00:00:00+00:00"}}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"a": ',
        "[" * 100_000,
        '{"a": {}}',
        json.dumps({"Một": {**WHOLE["Một"], "units": "13633"}}),
        json.dumps({"Một": {**WHOLE["Một"], "units": [7]}}),
        json.dumps({"Một": {**WHOLE["Một"], "year": "2030"}}),
        json.dumps({"Một": {**WHOLE["Một"], "pace": "1"}}),
        json.dumps({"Một": {**WHOLE["Một"], "pace": float("nan")}}),
        json.dumps({"Một": {**WHOLE["Một"], "others": "fly"}}),
        json.dumps({"Một": {**WHOLE["Một"], "at": "yesterday"}}),
        json.dumps({"Một": {**WHOLE["Một"], "by": "An"}}),
    ],
)
def test_a_damaged_file_is_told_and_not_touched(tmp_path, content):
    path = tmp_path / SCENARIOS
    path.write_text(content, encoding="utf-8")
    for use in (scenarios, lambda store: save(store, NAME, ONE), lambda store: delete(store, "a")):
        with pytest.raises(RefusedError, match="damaged"):
            use(tmp_path)
    assert path.read_text(encoding="utf-8") == content


def test_a_whole_file_written_elsewhere_is_read(tmp_path):
    (tmp_path / SCENARIOS).write_text(json.dumps(WHOLE), encoding="utf-8")
    assert scenarios(tmp_path)["Một"].units == ("13633",)


def test_nothing_is_saved_while_another_writes(tmp_path):
    with locked(tmp_path), pytest.raises(BusyError):
        save(tmp_path, NAME, ONE)


def test_many_at_once_lose_none(tmp_path):
    def saved(number):
        while True:
            try:
                return save(tmp_path, f"Kịch bản {number}", ONE)
            except BusyError:
                continue

    with ThreadPoolExecutor(4) as pool:
        names = list(pool.map(saved, range(12)))
    assert set(scenarios(tmp_path)) == set(names)


def test_a_store_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(RefusedError):
        save(tmp_path / "gone", NAME, ONE)
