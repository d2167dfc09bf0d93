"""After a publish, a program tells by e-mail what is new; what it cannot send is not unpublished.

The program is named, not imported: this library knows neither indicators nor words.
"""

import os
import subprocess
import sys
from pathlib import Path

from data.derived import ROOT
from data.warehouse import Progress

COMMAND = ("pages.briefs", "digest")
CONFIGURED = "DX_MAIL"  # names the settings of the mail server; without it nothing is sent
SECONDS = 300


def announce(store: Path, progress: Progress) -> None:
    """Run the program for a store that was just published; its last line goes to `progress`."""
    if not os.environ.get(CONFIGURED):
        return
    command = [sys.executable, "-m", *COMMAND, "--store", str(store.absolute())]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        progress(f"e-mail: no answer within {SECONDS} s")
        return
    said = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines()
    progress(f"e-mail: {said[-1] if said else done.returncode}")
