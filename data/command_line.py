"""How a command ends: its answer printed to the last letter, or a word about why not."""

import os
import sys
from collections.abc import Callable


def run(main: Callable[[], int], name: str) -> int:
    """The exit code of a command; 2 with a message where its answer cannot be written.

    A reader who has seen enough, as with `| head`, is no fault.
    """
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        return 0
    except OSError as error:
        _silence()
        print(f"{name}: cannot be read or written: {error.strerror or error}.", file=sys.stderr)
        return 2
    return code


def _silence() -> None:
    """What is left to print goes nowhere: Python would try once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
