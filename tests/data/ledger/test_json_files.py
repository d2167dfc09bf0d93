"""What older versions kept as JSON: taken over once, with who and when; damaged, it is refused."""

import json
import os
from datetime import date

import pytest

from data.ledger import aliases, failures, layouts, sent_alerts
from data.ledger.alert_states import State, histories, set_state
from data.ledger.aliases import Alias
from data.ledger.closed_months import closed_months, reopen_month
from data.ledger.database import problem
from data.ledger.refusals import LEDGER
from data.ledger.scenarios import scenarios
from data.refusal import RefusedError
from tests.data.ledger.support import ended, log, start

AT = "2026-10-01T00:00:00+00:00"
ALIAS = {
    **{"name": "Mỹ Hưngg", "district": "", "vintage": "2022", "level": "commune"},
    **{"code": "13729", "who": "An", "when": AT},
}
SCENARIO = {
    **{"kpi": "x", "level": "commune", "vintage": "2025", "units": ["13633"], "pace": None},
    **{"others": "still", "year": 2030, "snapshot": "g000001-00000000", "at": AT},
}
SEEN = {"state": "seen", "at": AT, "by": "", "note": ""}
TEXTS = {"vi": "a", "en": "b"}
FILES = {
    "ALIASES.json": [ALIAS],
    "LAYOUTS.json": {"dan_so-1": {"columns": {"0": "month", "1": ""}, "by": "Bình", "at": AT}},
    "CLOSED.json": {"2026-09": {"by": "Chi", "at": AT}},
    "SCENARIOS.json": {"Một": SCENARIO},
    "ALERTS.json": {"a": [SEEN, {**SEEN, "state": "handled", "by": "Sở"}]},
    "DIGEST.json": {"at": AT, "alerts": ["a", "b"]},
    "LAST_FAILURE.json": {"file": "a", "line": None, "reason": TEXTS, "remedy": TEXTS, "at": AT},
    "MAIL_FAILURE.json": {"at": AT, "said": "no answer"},
}
READ_ALL = """
import sys
from pathlib import Path
from data.ledger.aliases import aliases
print(len(aliases(Path(sys.argv[1]))))
"""
# Ends as by a power cut where the second argument says: before the n-th file is renamed.
KILLED = """
import os, sys
from pathlib import Path
rename, renamed = Path.rename, []
def killed(self, to):
    if self.suffix == ".json":
        if len(renamed) == int(sys.argv[2]):
            os.kill(os.getpid(), 9)
        renamed.append(self)
    return rename(self, to)
Path.rename = killed
from data.ledger.aliases import aliases
aliases(Path(sys.argv[1]))
"""


def write(store, files=FILES):
    for name, content in files.items():
        (store / name).write_text(json.dumps(content), "utf-8-sig")


def require_taken_over(store):
    assert aliases.aliases(store) == (Alias(**ALIAS),)
    assert layouts.remembered(store) == {"dan_so-1": {0: "month", 1: ""}}
    assert closed_months(store) == {"2026-09": {"by": "Chi", "at": AT}}
    (scenario,) = scenarios(store).values()
    assert (scenario.units, scenario.pace, scenario.at) == (("13633",), None, AT)
    assert [(c.state, c.at, c.by) for c in histories(store)["a"]] == [
        (State.SEEN, AT, ""),
        (State.HANDLED, AT, "Sở"),
    ]
    assert sent_alerts.told(store) == {"a", "b"}
    assert failures.last(store) == failures.Failure("a", None, TEXTS, TEXTS, AT)
    assert failures.unsent(store) == (AT, "no answer")
    entries = log(store)
    assert {entry.action for entry in entries} == {"migrated"}
    assert sorted((e.actor, e.at, e.subject) for e in entries if ".json" not in e.subject) == [
        ("", AT, "alert a"),
        ("", AT, "scenario Một"),
        ("An", AT, "alias Mỹ Hưngg,  (commune 2022)"),
        ("Bình", AT, "layout dan_so-1"),
        ("Chi", AT, "month 2026-09"),
        ("Sở", AT, "alert a"),
        ("program", AT, "alert a"),
        ("program", AT, "alert b"),
        ("program", AT, "failure mail"),
        ("program", AT, "failure publish"),
    ]
    assert sorted(e.subject.split()[0] for e in entries if ".json" in e.subject) == sorted(FILES)
    for name, content in FILES.items():
        assert not (store / name).exists()
        kept = (store / f"{name}.migrated").read_text("utf-8-sig")
        assert json.loads(kept) == content


def test_all_files_are_taken_over_once(store):
    write(store)
    assert problem(store) is None
    require_taken_over(store)
    reopen_month(store, date(2026, 9, 1), "Dung")
    assert closed_months(store) == {}


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
@pytest.mark.sweep
def test_a_process_that_ends_between_commit_and_rename_takes_nothing_over_twice(store):
    write(store)
    assert ended(start(KILLED, store, 3))[0] == -9
    assert len(list(store.glob("*.migrated"))) == 3
    require_taken_over(store)


@pytest.mark.sweep
def test_two_that_open_a_store_at_once_take_it_over_once(store):
    write(store)
    both = [start(READ_ALL, store) for _ in range(2)]
    assert [ended(one) for one in both] == [(0, "1\n", "")] * 2
    require_taken_over(store)


def test_what_the_ledger_says_stays_when_an_older_file_is_put_back(store):
    write(store, {"CLOSED.json": FILES["CLOSED.json"], "ALERTS.json": FILES["ALERTS.json"]})
    set_state(store, ["a"], State.NEW, "")
    older = {"2026-08": {"by": "An", "at": AT}, "2026-09": {"by": "An", "at": AT}}
    write(store, {"CLOSED.json": older, "ALERTS.json": FILES["ALERTS.json"]})
    assert {month: entry["by"] for month, entry in closed_months(store).items()} == {
        "2026-08": "An",
        "2026-09": "Chi",
    }
    assert [change.state for change in histories(store)["a"]] == ["seen", "handled", "new"]
    names = {path.name for path in store.glob("*.migrated*")}
    assert names == {
        *("ALERTS.json.migrated", "ALERTS.json.migrated-2"),
        *("CLOSED.json.migrated", "CLOSED.json.migrated-2"),
    }


DAMAGED = [
    *((name, text) for name in list(FILES)[:6] for text in ("", '{"a": ', "7", '"x"')),
    *((name, "[" * 100_000) for name in list(FILES)[:6]),
    ("ALIASES.json", "{}"),
    ("ALIASES.json", '["Mỹ Hưng"]'),
    ("ALIASES.json", json.dumps([{k: v for k, v in ALIAS.items() if k != "who"}])),
    ("ALIASES.json", json.dumps([{**ALIAS, "when": 2026}])),
    ("ALIASES.json", json.dumps([{**ALIAS, "why": ""}])),
    ("LAYOUTS.json", "[]"),
    ("LAYOUTS.json", '{"dan_so-1": {}}'),
    ("LAYOUTS.json", '{"dan_so-1": {"columns": ["month"]}}'),
    ("LAYOUTS.json", '{"dan_so-1": {"columns": {"x": "month"}}}'),
    ("LAYOUTS.json", '{"dan_so-1": {"columns": {"0": null}}}'),
    ("CLOSED.json", "[]"),
    ("CLOSED.json", '{"2023-13": {"by": "An", "at": "2026"}}'),
    ("CLOSED.json", '{"2023-7": {"by": "An", "at": "2026"}}'),
    ("CLOSED.json", '{"2023-07": "An"}'),
    ("CLOSED.json", '{"2023-07": {"by": 7, "at": "2026"}}'),
    ("SCENARIOS.json", "[]"),
    ("SCENARIOS.json", '{"a": {}}'),
    *(
        ("SCENARIOS.json", json.dumps({"Một": {**SCENARIO, **change}}))
        for change in (
            *({"units": "13633"}, {"units": [7]}, {"year": "2030"}, {"year": True}),
            *({"pace": "1"}, {"pace": -1}, {"pace": True}, {"pace": float("nan")}),
            *({"others": "fly"}, {"at": "yesterday"}, {"at": "2026-10-01"}, {"by": "An"}),
        )
    ),
    ("ALERTS.json", "[]"),
    ("ALERTS.json", '{"a": []}'),
    ("ALERTS.json", '{"a": {}}'),
    ("ALERTS.json", json.dumps({"a": [{**SEEN, "state": "sean"}]})),
    ("ALERTS.json", json.dumps({"a": [{**SEEN, "note": 1}]})),
    ("ALERTS.json", '{"a": [{"state": "seen", "at": "", "by": ""}]}'),
    ("DIGEST.json", "[]"),
    ("DIGEST.json", '{"alerts": 1}'),
    ("DIGEST.json", '{"alerts": [1]}'),
    ("DIGEST.json", "{}"),
]


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """A store with a ledger that is up to date, to spare each damaged file the making of one."""
    directory = tmp_path_factory.mktemp("opened")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DX_LEDGER", raising=False)
        sent_alerts.keep_told(directory, ["z"], "program")
    return directory


@pytest.mark.parametrize(("name", "text"), DAMAGED)
def test_a_damaged_file_is_refused_and_stays_as_it_is(sqlite, opened, name, text):
    path, before = opened / name, (opened / LEDGER).read_bytes()
    path.write_text(text, "utf-8")
    try:
        for use in (aliases.aliases, lambda store: sent_alerts.keep_told(store, ["y"], "")):
            with pytest.raises(RefusedError, match=f"{name}: its content is damaged") as refused:
                use(opened)
            assert refused.value.reason.vi and str(opened) not in str(refused.value)
        assert path.read_text("utf-8") == text
    finally:
        path.unlink()
    assert (opened / LEDGER).read_bytes() == before


def test_nothing_is_taken_over_until_the_damaged_file_is_mended(store):
    write(store)
    (store / "SCENARIOS.json").write_bytes(b"\xff\xfe{}")
    for _ in range(2):
        assert "SCENARIOS.json: its content is damaged" in str(problem(store))
        assert len(list(store.glob("*.json"))) == len(FILES)
    write(store, {"SCENARIOS.json": FILES["SCENARIOS.json"]})
    require_taken_over(store)


def test_a_file_that_cannot_be_opened_is_told(file_store):
    (file_store / "CLOSED.json").mkdir()
    with pytest.raises(RefusedError, match=r"CLOSED.json: cannot be read: Is a directory"):
        closed_months(file_store)


def test_a_note_that_tells_nothing_is_no_obstacle(file_store):
    (file_store / "LAST_FAILURE.json").write_text("{", "utf-8")
    assert failures.last(file_store) is None
    assert (file_store / "LAST_FAILURE.json.migrated").read_text("utf-8") == "{"


def test_a_ledger_that_is_gone_is_missed(file_store):
    write(file_store, {"CLOSED.json": FILES["CLOSED.json"]})
    assert problem(file_store) is None
    (file_store / LEDGER).unlink()
    for use in (closed_months, lambda store: sent_alerts.keep_told(store, ["y"], "")):
        with pytest.raises(RefusedError, match="no longer where it was"):
            use(file_store)
    (file_store / "CLOSED.json.migrated").rename(file_store / "CLOSED.json")
    assert list(closed_months(file_store)) == ["2026-09"]
