"""After a publish, a program tells by e-mail what is new; what it cannot send is not unpublished.

The program is named, not imported: this library knows neither indicators nor words. What it could
not do is kept in the store, for nobody reads what a publish that went well has said.
"""

import json
import os
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from data.derived import ROOT
from data.durable import write_json
from data.warehouse import Progress

COMMAND = ("pages.briefs", "digest")
CONFIGURED = "DX_MAIL"  # names the settings of the mail server; without it nothing is sent
UNSENT = "MAIL_FAILURE.json"
SECONDS = 300


def announce(store: Path, progress: Progress) -> None:
    """Run the program for a store that was just published; its last line goes to `progress`."""
    if not os.environ.get(CONFIGURED):
        return
    is_sent, said = _run(store)
    progress(f"e-mail: {said}")
    with suppress(OSError):  # the data are published: a note about a letter must not deny it
        if is_sent:
            (store / UNSENT).unlink(missing_ok=True)
        else:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            write_json(store / UNSENT, {"at": at, "said": said})


def unsent(store: Path) -> tuple[str, str] | None:
    """When the last e-mail could not be sent (ISO 8601, UTC), and why; None where it was."""
    try:
        found = json.loads((Path(store) / UNSENT).read_text(encoding="utf-8"))
        return str(found["at"]), str(found["said"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _run(store: Path) -> tuple[bool, str]:
    """Whether all went well, and the last line that the program said."""
    command = [sys.executable, "-m", *COMMAND, "--store", str(store.absolute())]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return False, f"no answer within {SECONDS} s"
    is_sent = done.returncode == 0
    lines = (done.stdout if is_sent else done.stderr).strip().splitlines()
    return is_sent, lines[-1] if lines else f"exit code {done.returncode}"
