"""What is logged holds nothing about a person, and where an error came from without its values."""

import json
import logging

import pytest

from pages.shell.server.operations.logs import (
    LONGEST,
    REQUEST,
    Json,
    Text,
    begin_request,
    code_of,
    masked,
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("gọi 0912 345 678 nhé", "gọi … nhé"),
        ("+84912345678", "…"),
        ("ID 036012345678 and 123456789", "ID … and …"),
        ("Not sent to van.an@nd.gov.vn, sotttt@x.vn", "Not sent to v…@nd.gov.vn, s…@x.vn"),
        ("127.0.0.1:5000 and [2001:db8::1]", "…:5000 and …"),
        ("cannot open /var/lib/dashboard/store/ledger.sqlite", "cannot open ledger.sqlite"),
        ("no unit 'Xã Trực Hưng' here", "no unit '…' here"),
        ('Binder Error: column "value" of "Nguyễn An"', 'Binder Error: column "value" of "…"'),
        ("“Nguyễn An” isn't there, don't ask", "“…” isn't there, don't ask"),
        ("GET /map?kpi=a&audit_text=An", "GET /map?…"),
        ("2026-11-30 13669 g000007-54abf50c 3.14", "2026-11-30 13669 g000007-54abf50c 3.14"),
        ("pages.shell.served asks kpis.measure", "pages.shell.served asks kpis.measure"),
    ],
)
def test_what_is_about_a_person_or_was_typed_is_left_out(text, kept):
    assert masked(text) == kept


def record(message: str, *values: object, error: BaseException | None = None, **more: object):
    info = (type(error), error, error.__traceback__) if error is not None else None
    found = logging.LogRecord("pages.map", logging.ERROR, "x.py", 1, message, values, info)
    vars(found).update(more)
    return found


def failing() -> BaseException:
    try:
        try:
            int("Nguyễn Văn An")
        except ValueError as error:
            raise KeyError("0912345678") from error
    except KeyError as error:
        return error


def test_an_object_a_line_says_where_an_error_came_from_and_not_with_what():
    error = failing()
    line = Json().format(record("page %s", "map", error=error))
    told = json.loads(line)
    assert "\n" not in line
    assert told["level"] == "error" and told["kind"] == "KeyError"
    assert told["message"] == "page map" and told["error_code"] == code_of(error)
    assert told["time"].endswith("+00:00")
    steps = "\n".join(told["traceback"])
    assert steps.index("ValueError") < steps.index("KeyError")
    assert "tests/pages/shell/server/operations/test_logs.py:" in steps and "in failing" in steps
    assert "An" not in steps.replace("Another", "") and "0912345678" not in steps


def test_a_line_for_a_person_has_the_same_code():
    error = failing()
    text = Text().format(record("x", error=error))
    assert f"Error code {code_of(error)}. Traceback" in text
    assert "0912345678" not in text and "ERROR" in text.splitlines()[0]


def test_an_event_has_its_facts_and_the_number_of_its_request():
    REQUEST.set("")
    assert "request" not in json.loads(Json().format(record("run", facts={"page": "map"})))
    begin_request()
    told = json.loads(Json().format(record("run", facts={"page": "map", "ms": 12})))
    assert (told["event"], told["page"], told["ms"]) == ("run", "map", 12)
    assert len(told["request"]) == 8
    before = REQUEST.get()
    begin_request()
    assert REQUEST.get() != before
    REQUEST.set("")


def test_a_message_without_end_is_cut():
    assert len(json.loads(Json().format(record("x" * 9_000)))["message"]) == LONGEST + 1


def test_an_error_that_caused_itself_is_told_once():
    error = ValueError("a")
    error.__cause__ = error
    assert json.loads(Json().format(record("x", error=error)))["traceback"] == ["ValueError: a"]


def test_the_code_of_an_error_stays_and_is_its_own():
    one, two = ValueError(), ValueError()
    assert code_of(one) == code_of(one) != code_of(two)
