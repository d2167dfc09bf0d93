"""What is done to the list of changes past the gate is found, with the change that shows it."""

import json
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data.ledger import aliases, database
from data.ledger.__main__ import main
from data.ledger.closed_months import close_month
from data.ledger.gate import noting
from data.ledger.keeping.links import hash_of
from data.ledger.keeping.verify import chained, head
from data.ledger.layouts import remember
from data.ledger.sent_alerts import keep_told, told
from data.store.atomic import read_json
from tests.data.ledger.support import (
    ended,
    log,
    published,
    serve,
    start,
    tampering,
    unchain,
    without_accounts,
    without_owners,
)


def verified(capsys, store, *more):
    code = main(["verify", "--store", str(store), *more])
    return code, capsys.readouterr().out.splitlines()


def said(store):
    """Five changes of several kinds."""
    keep_told(store, ["a", "b"], "An")
    remember(store, "x", {11: "month", 2: "grdp"}, "Bình")
    noting(store, "Chi", "export", "bảng.csv")
    keep_told(store, ["c"], "An")


def test_a_list_that_nobody_touched(store, capsys):
    said(store)
    code, (counted, written) = verified(capsys, store)
    assert (code, counted) == (0, "5 changes, each as it was written.")
    assert written == f"head {head(store)}"
    assert verified(capsys, store, "--head", written.removeprefix("head "))[0] == 0


def test_an_empty_list_and_none(store, capsys):
    for _ in range(2):
        assert verified(capsys, store) == (0, ["0 changes, each as it was written."])
        told(store)
    assert head(store) is None


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (["update change set actor = 'x' where id = 3"], ["change 3 is not as"]),
        (['update change set after = \'{"11": "grdp"}\' where id = 3'], ["change 3 is not as"]),
        (["update change set after = '0' where id = 4"], ["change 4 is not as"]),
        (["update change set id = 9 where id = 5"], ["change 9 is not as"]),
        (["update change set hash = 'x' where id = 5"], ["change 5 is not as"]),
        (["delete from change where id = 3"], ["change 4 does not follow change 2"]),
        (["delete from change where id = 1"], ["change 2 does not follow the start"]),
        (
            [
                "update change set id = 9 where id = 2",
                "update change set id = 2 where id = 3",
                "update change set id = 3 where id = 9",
            ],
            ["change 2 is not", "change 2 does not", "change 3 is not", "change 3 does not"],
        ),
        (
            [
                "update change set id = 6 where id = 5",
                "insert into change (id, at, actor, action, subject, previous, hash)"
                " values (5, '2026-11-30T00:00:00+00:00', 'x', 'x', 'x', 'x', 'x')",
            ],
            ["change 5 is not", "change 5 does not", "change 6 is not", "change 6 does not"],
        ),
    ],
)
def test_each_kind_of_tampering_is_found(store, capsys, statements, told):
    said(store)
    with tampering(store) as con:
        for statement in statements:
            con.execute(text(statement))
    code, lines = verified(capsys, store)
    assert code == 1
    assert len([line for line in lines if line.startswith(told[0])]) == 1
    for start_of_line in told:
        assert any(line.startswith(start_of_line) for line in lines), start_of_line


def test_json_that_is_none_any_more_is_found(file_store, capsys):
    said(file_store)
    with tampering(file_store) as con:
        con.execute(text("update change set after = '{' where id = 3"))
    assert verified(capsys, file_store) == (1, ["change 3 is not as it was written."])


def rewritten(store, number):
    """Alters a change and writes the whole end anew, with hashes that are right."""
    kept, previous = chained(store), ""
    with tampering(store) as con:
        con.execute(text("drop index change_previous"))
        for row in kept:
            row |= {
                name: json.loads(row[name]) if row[name] else None for name in ("before", "after")
            }
            if row["id"] == number:
                row["actor"] = "x"
            row["previous"] = previous
            previous = hash_of(row)
            statement = "update change set actor = :actor, previous = :previous, hash = :h"
            con.execute(
                text(f"{statement} where id = :id"),
                {
                    "actor": row["actor"],
                    "previous": row["previous"],
                    "h": previous,
                    "id": row["id"],
                },
            )


@pytest.mark.parametrize("tamper", [rewritten, "cut"])
def test_an_end_that_is_cut_off_or_written_anew_is_found_by_a_head(store, capsys, tamper):
    said(store)
    kept = str(head(store))
    if tamper == "cut":
        with tampering(store) as con:
            con.execute(text("delete from change where id >= 4"))
    else:
        tamper(store, 4)
    assert verified(capsys, store)[0] == 0  # what is left is a list as it could have been
    code, lines = verified(capsys, store, "--head", kept)
    assert code == 1
    assert lines[0].startswith("change 5 was the last when the head that was given was written")


@pytest.mark.parametrize("statement", ["insert or replace", "insert or ignore"])
def test_nothing_takes_the_place_of_a_change_by_what_it_follows(file_store, statement):
    said(file_store)
    columns = "at, actor, action, subject, previous, hash"
    replace = (
        f"{statement} into change (id, {columns}) select 99, {columns} from change where id = 5"
    )
    writer = database._place(file_store)[1].execution_options(is_writing=True)
    with pytest.raises(DBAPIError, match="append-only"), writer.begin() as con:
        con.execute(text(replace))


def test_a_snapshot_keeps_the_head_of_its_moment(store, capsys):
    said(store)
    serve(store, published(1))
    path = store / "snapshots" / published(1)["snapshot"] / "manifest.json"
    path.write_text(json.dumps({**read_json(path), "ledger_head": str(head(store))}), "utf-8")
    keep_told(store, ["d"], "An")
    assert verified(capsys, store)[0] == 0
    with tampering(store) as con:
        con.execute(text("delete from change where id >= 5"))
    code, lines = verified(capsys, store)
    assert code == 1
    assert lines[0].startswith(
        "change 5 was the last when the snapshot g000001-00000000 was written"
    )
    path.write_text("{", "utf-8")  # a manifest that is damaged is another command's matter
    assert verified(capsys, store)[0] == 0


def test_a_ledger_of_before_is_chained(store, capsys):
    said(store)
    before, kept = log(store), str(head(store))
    with tampering(store) as con:
        unchain(con)
        without_owners(con)
        without_accounts(con)
        con.execute(text("update alembic_version set version_num = '0003'"))
    keep_told(store, ["d"], "An")
    assert log(store)[:-1] == before
    assert verified(capsys, store, "--head", kept)[0] == 0
    with (
        pytest.raises(Exception, match="append-only"),
        database._place(store)[1].execution_options(is_writing=True).begin() as con,
    ):
        con.execute(text("update change set actor = 'x'"))


def test_no_two_changes_follow_the_same_one(store):
    said(store)
    with pytest.raises(DBAPIError, match=r"(?i)unique"), tampering(store) as con:
        con.execute(
            text(
                "insert into change (id, at, actor, action, subject, previous, hash)"
                " select 99, at, actor, action, subject, previous, hash from change where id = 5"
            )
        )


def test_a_number_that_was_left_out_is_no_fault(store, capsys):
    """A server of before gave numbers from a sequence, which leaves some out."""
    said(store)
    with tampering(store) as con:
        con.execute(text("update change set id = 70 where id = 5"))
        unchain(con)
        without_owners(con)
        without_accounts(con)
        con.execute(text("update alembic_version set version_num = '0003'"))
    close_month(store, datetime(2026, 10, 1), "An")
    assert verified(capsys, store)[1][1].startswith("head 71:")


WRITE = """
import sys
from pathlib import Path
from data.ledger.sent_alerts import keep_told
for number in range(40):
    keep_told(Path(sys.argv[1]), [sys.argv[2] + str(number)], sys.argv[2])
"""


@pytest.mark.sweep
def test_those_who_write_at_once_never_fork_the_list(store, capsys):
    assert [ended(one) for one in [start(WRITE, store, name) for name in "abc"]] == [
        (0, "", "")
    ] * 3
    assert verified(capsys, store)[1][0] == "120 changes, each as it was written."


def test_a_ledger_that_cannot_be_read(file_store, capsys):
    (file_store / database.LEDGER).write_bytes(b"")
    assert main(["verify", "--store", str(file_store)]) == 2
    assert "the ledger is damaged" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["verify", "--head", "12"])


def test_all_who_alias_are_in_the_list(store, capsys):
    aliases.add(store, aliases.Alias("B", "", "2025", "commune", "13708"), lambda one: False, "An")
    aliases.remove(store, lambda one: True, "An")
    assert verified(capsys, store)[1][0] == "2 changes, each as it was written."
