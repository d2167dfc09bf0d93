"""Starts the child process with the reading package alone.

Run by its path under `python -I`. The packages above would import DuckDB and Arrow, which takes
ten times as long as reading a usual file; so they are entered here without running their code.
"""

import runpy
import sys
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent


def enter() -> None:
    """Make data and data.read known as bare packages."""
    for name, folder in {"data": HERE.parent, "data.read": HERE}.items():
        package = ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package


if __name__ == "__main__":
    enter()
    runpy.run_module("data.read.child", run_name="__main__")
