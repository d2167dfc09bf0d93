"""The child process: takes a request as JSON, sets its own limits, writes the answer as JSON."""

import contextlib
import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

from data.read import refusals
from data.read.kind import kind_of
from data.read.model import Limits, Note, Reading
from data.refusal import RefusedError

ANSWER = "answer.json"
# The ending of a name → the kind that it promises; those with macros and templates are the same.
SUFFIXES = {
    **dict.fromkeys((".csv", ".txt", ".tsv"), "csv"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx", ".xltm"), "xlsx"),
    **dict.fromkeys((".xls", ".xlt"), "xls"),
}


def read_here(path: Path, scratch: Path, limits: Limits, legacy: str) -> Reading:
    """Read a file in this process; `scratch` must exist. The hash is left to the parent."""
    kind = kind_of(path)
    if kind == "csv":
        from data.read.text.delimited import read_text

        reading = read_text(path, scratch, limits, legacy)
    else:
        from data.read.workbook.xlsx import read_workbook

        reading = read_workbook(path, kind, scratch, limits, legacy)
    if SUFFIXES.get(path.suffix.lower(), "") != kind:
        notes = (Note("mislabelled", "", 0, kind), *reading.notes)
        reading = dataclasses.replace(reading, notes=notes)
    return reading


def _answer(path: Path, scratch: Path, limits: Limits, legacy: str) -> dict[str, Any]:
    try:
        return {"reading": read_here(path, scratch, limits, legacy).as_json()}
    except RefusedError as refused:
        reason, remedy = refused.reason.as_dict(), refused.remedy.as_dict()
        return {"refused": {"reason": reason, "remedy": remedy, "line": refused.line}}
    except MemoryError:
        return {"died": "memory"}
    except OSError as error:
        return {"died": refusals.DISK.get(error.errno or 0, str(error.strerror))}


def _limit(limits: Limits) -> None:
    """Limit this process, where the system can; elsewhere the parent's clock must do."""
    with contextlib.suppress(ImportError):
        import resource

        for which, most in (
            (resource.RLIMIT_AS, limits.memory),
            (resource.RLIMIT_CPU, limits.seconds),
            (resource.RLIMIT_FSIZE, limits.written),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.getrlimit(which)
            within = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(which, (within, hard))


if __name__ == "__main__":
    asked = json.loads(sys.stdin.buffer.read())
    within = Limits(**asked["limits"])
    _limit(within)
    for file, folder in asked["files"]:
        answer = _answer(Path(file), Path(folder), within, asked["legacy"])
        part = Path(folder) / "answer.part"
        try:
            part.write_text(json.dumps(answer), encoding="ascii")
        except OSError as error:
            sys.exit(refusals.DISK.get(error.errno or 0, str(error.strerror)))
        part.rename(part.with_name(ANSWER))  # a child may die while it writes
        if "reading" not in answer:
            break  # none of the files is taken without it
