"""What the server writes down: one line a thing, without anything about a person.

DX_LOG=json writes objects for a collector of logs and tells of each run of a page; else lines for
who sits before the screen, of what went wrong alone. Who did what stands in the ledger, which not
everybody may read who may read this: here stand neither names nor addresses nor what was typed.
"""

import json
import logging
import os
import re
import secrets
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import streamlit.logger

from data.refusal import without_places

ROOT = Path(__file__).parents[4]
SWITCH, JSON = "DX_LOG", "json"
REQUEST = ContextVar[str]("request", default="")  # of the run of a page, or of a request
CODE = "_code"  # of an error: the page shows it, the log has it
LONGEST = 2_000  # letters of a message
_LOG = logging.getLogger("dashboard")

FILE = re.compile(r'File "([^"\n]+)"')
QUOTED = re.compile(r"(?<!\w)'[^'\n]*'(?!\w)|\"[^\"\n]*\"|“[^”\n]*”|(?<!\w)‘[^’\n]*’|`[^`\n]*`")
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*(?:\.py)?")
EMAIL = re.compile(r"([^\s@<>()\[\]:;,\"'“”])[^\s@<>()\[\]:;,\"'“”]*@([^\s@<>();,\"'“”]+)")
NUMBER = re.compile(
    r"(?<!\d)(?:0(?:[ .-]?\d){11}|(?:\+?84|0)[ .-]?[35789](?:[ .-]?\d){8}|\d{9}|\d{12})(?!\d)"
)
IP = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\[[0-9a-fA-F]*:[0-9a-fA-F:]+\]")
QUERY = re.compile(r"(?<=\w)\?[^\s\"']+")


def masked(text: str) -> str:
    """A text without phones, numbers of ID cards, e-mail and IP addresses, folders, and quotations.

    Of an e-mail address its first letter and its domain are left. A quotation that is one word of
    a program stays; any other may be what somebody typed.
    """
    text = FILE.sub(lambda found: f"File {_place(found[1])}", text)
    text = EMAIL.sub(r"\1…@\2", text)
    text = QUOTED.sub(_quotation, text)
    text = NUMBER.sub("…", text)
    return without_places(QUERY.sub("?…", IP.sub("…", text)))


def code_of(error: BaseException) -> str:
    """The code of an error, the same whenever it is asked: it joins the page and the log."""
    code = getattr(error, CODE, "")
    if not code:
        code = secrets.token_hex(3)
        setattr(error, CODE, code)
    return str(code)


def begin_request() -> None:
    """From here on what this thread or task writes down has one number of its own."""
    REQUEST.set(secrets.token_hex(4))


def event(name: str, **facts: object) -> None:
    """Writes down that something happened; `facts` are numbers, and words of the program."""
    _LOG.info(name, extra={"facts": facts})


def configure() -> None:
    """Has all that this process logs written by one handler, whoever logs it."""
    handler = _handler()
    root = logging.getLogger()
    for old in [one for one in root.handlers if getattr(one, "is_ours", False)]:
        root.removeHandler(old)
    root.addHandler(handler)
    _LOG.setLevel(logging.INFO if os.environ.get(SWITCH) == JSON else logging.WARNING)

    def take_over(logger: logging.Logger) -> None:
        for old in list(logger.handlers):
            logger.removeHandler(old)
        logger.addHandler(handler)

    streamlit.logger.setup_formatter = take_over
    streamlit.logger.update_formatter()
    for name in ("uvicorn", "uvicorn.access", "uvicorn.asgi", "uvicorn.error"):
        one = logging.getLogger(name)
        take_over(one)
        one.propagate = False
        one.setLevel(logging.WARNING)  # below it stand the addresses of readers and their links


def _handler() -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if os.environ.get(SWITCH) == JSON else Text())
    handler.is_ours = True  # type: ignore[attr-defined]
    return handler


class Text(logging.Formatter):
    """Lines to be read by a person."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and below it where an error came from."""
        when = f"{datetime.fromtimestamp(record.created):%Y-%m-%d %H:%M:%S}"
        lines = [f"{when} {record.levelname:<7} {record.name}: {_message(record)}"]
        if (error := _error(record)) is not None:
            lines.append(f"Error code {code_of(error)}. Traceback, the innermost last:")
            lines += [f"  {line}" for line in _frames(error)]
        return "\n".join(lines)


class Json(logging.Formatter):
    """An object a line, for programs."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        facts = getattr(record, "facts", None)
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage() if facts is not None else record.name,
        }
        if request := REQUEST.get():
            told["request"] = request
        if facts is not None:
            told |= facts
        else:
            told["message"] = _message(record)
        if (error := _error(record)) is not None:
            told |= {"kind": type(error).__name__, "error_code": code_of(error)}
            told["traceback"] = _frames(error)
        return json.dumps(told, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    text = masked(record.getMessage())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _error(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def _frames(error: BaseException) -> list[str]:
    """Where an error came from, and what came before it: files, lines and functions, no values."""
    found: list[str] = []
    cause: BaseException | None = error
    seen: set[int] = set()
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        found[:0] = [*_steps(cause.__traceback__), f"{type(cause).__name__}: {masked(str(cause))}"]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return found


def _steps(trace: TracebackType | None) -> list[str]:
    steps = traceback.extract_tb(trace)
    return [f"{_place(one.filename)}:{one.lineno} in {one.name}" for one in steps]


def _place(file: str) -> str:
    """A file of ours from the root of the house, any other by its last two names."""
    path = Path(file)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        return path.relative_to(ROOT).as_posix()
    return "/".join(path.parts[-2:]) if path.is_absolute() else file


def _quotation(found: re.Match[str]) -> str:
    text = found[0]
    return text if IDENTIFIER.fullmatch(text[1:-1]) else f"{text[0]}…{text[-1]}"
