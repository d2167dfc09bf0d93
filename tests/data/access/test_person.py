"""Who is at work, and that what the table does not name is refused."""

import os

import pytest

from data.access.check import is_allowed, require
from data.access.person import (
    HANDED,
    NOBODY,
    OPERATOR,
    READER,
    Person,
    alone,
    at_work,
    find_by,
    hand_nobody,
    handed_on,
    person,
)
from data.access.roles import ADMIN, ALLOWED, ROLES, STEWARD, may
from data.refusal import RefusedError


def test_the_command_line_is_the_operator() -> None:
    assert person() == OPERATOR
    assert require("whatever there is", ["13897"]) == OPERATOR


def test_a_person_is_at_work_within_and_nobody_after() -> None:
    with at_work(READER):
        assert person() == READER
    assert person() == OPERATOR


def test_a_server_finds_out_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.access.person._found", lambda: OPERATOR)
    found = iter([READER, OPERATOR])
    find_by(lambda: next(found))
    assert [person(), person()] == [READER, OPERATOR]


@pytest.mark.parametrize("role", ROLES)
def test_what_the_table_does_not_name_is_refused(role: str) -> None:
    with at_work(Person("An", role)):
        assert is_allowed("nothing like it") == (role == ADMIN)
        if role != ADMIN:
            with pytest.raises(RefusedError):
                require("nothing like it")


def test_other_communes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ALLOWED, "import", frozenset({STEWARD}))
    with at_work(Person("An", STEWARD, frozenset({"13669", "13900"}))):
        assert require("import", ["13669"]).name == "An"
        with pytest.raises(RefusedError, match="beyond"):
            require("import", ["13669", "13684"])
    assert may(STEWARD, "import")


def test_a_process_is_of_whom_it_was_handed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = Person("An", STEWARD, frozenset({"13669"}))
    monkeypatch.setattr(os, "environ", {**os.environ, **handed_on(one)})
    assert alone() == one
    for told in ("", "[]", "{", '["a"]', "null"):
        os.environ[HANDED] = told
        assert alone() == NOBODY
    del os.environ[HANDED]
    monkeypatch.setattr("data.access.person._found", alone)
    whose = alone()
    hand_nobody()
    assert os.environ[HANDED] == "" and whose.role == "admin"
    assert person() == whose
