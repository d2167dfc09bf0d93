"""A damaged file of what people said once is told, and stays as it is: nothing is taken in."""

from datetime import date

import pytest

from data import history, intake
from data.match.aliases import Aliases
from data.notes.layouts import LAYOUTS, remember
from data.publish.imports import ALIASES
from data.refusal import RefusedError
from data.stage.closed_months import CLOSED, close_month, reopen_month
from data.store.snapshot import current

TEXT = "Tháng;Mã xã;Tài khoản VssID\n07/2023;13708;111\n"
ALIAS = '{"name": "Mỹ Hưngg", "district": "", "vintage": "2022", "level": "commune", "code": "1"'
DAMAGED = [
    *((name, text) for name in (CLOSED, LAYOUTS, ALIASES) for text in ("", '{"a": ', "7", '"x"')),
    *((name, "[" * 100_000) for name in (CLOSED, LAYOUTS, ALIASES)),
    (CLOSED, "[]"),
    (CLOSED, '{"2023-13": {"by": "An", "at": "2026"}}'),
    (CLOSED, '{"2023-07": "An"}'),
    (CLOSED, '{"2023-07": {"by": 7, "at": "2026"}}'),
    (LAYOUTS, "[]"),
    (LAYOUTS, '{"dan_so-1": {}}'),
    (LAYOUTS, '{"dan_so-1": {"columns": ["month"]}}'),
    (LAYOUTS, '{"dan_so-1": {"columns": {"x": "month"}}}'),
    (LAYOUTS, '{"dan_so-1": {"columns": {"0": null}}}'),
    (ALIASES, "{}"),
    (ALIASES, '["Mỹ Hưng"]'),
    (ALIASES, f"[{ALIAS}}}]"),
    (ALIASES, f'[{ALIAS}, "who": "An", "when": 2026}}]'),
    (ALIASES, f'[{ALIAS}, "who": "An", "when": "2026", "why": ""}}]'),
]


@pytest.mark.parametrize(("name", "text"), DAMAGED)
def test_a_damaged_file_stops_the_command_and_is_not_touched(store, tmp_path, capsys, name, text):
    (store / name).write_text(text, encoding="utf-8")
    before, served = (store / name).read_bytes(), current(store).name
    path = tmp_path / "a.csv"
    path.write_text(TEXT, encoding="utf-8")
    for more in (["--dry-run"], []):
        code = intake.main([str(path), "--store", str(store), *more])
        out, err = capsys.readouterr()
        told = f"Nothing was taken in. {name}: its content is damaged"
        assert (code, out) == (2, "")
        assert err.splitlines()[-1].startswith(told)
    assert ((store / name).read_bytes(), current(store).name) == (before, served)


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe{}", b"[1]"])
def test_a_damaged_file_is_not_written_over(store, capsys, content):
    writers = {
        CLOSED: lambda: close_month(store, date(2023, 7, 1), "An"),
        LAYOUTS: lambda: remember(store, "dan_so-1", {0: "year"}, "An"),
        ALIASES: lambda: Aliases(store / ALIASES),
    }
    for name, write in writers.items():
        (store / name).write_bytes(content)
        with pytest.raises(RefusedError) as refused:
            write()
        assert refused.value.reason.vi and refused.value.remedy.vi
        assert (store / name).read_bytes() == content
    with pytest.raises(RefusedError):
        reopen_month(store, date(2023, 7, 1))
    assert history.main(["--store", str(store), "close", "2023-07"]) == 2
    assert CLOSED in capsys.readouterr().err


def test_a_file_that_cannot_be_opened_is_told(store):
    (store / CLOSED).mkdir()
    with pytest.raises(RefusedError, match="cannot be read"):
        close_month(store, date(2023, 7, 1), "An")
