"""A process of Python that works for another province than the tests do."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def for_province(province: str | Path, *command: str | Path, **environment: str) -> str:
    """What `python COMMAND` says for a province, which has its own store where none is named.

    `province`: the folder, by its name or path. AssertionError with what it says where it fails.
    """
    inherited = {name: text for name, text in os.environ.items() if name != "DX_STORE"}
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False,
        env=inherited | {"DX_PROVINCE": str(province)} | environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
